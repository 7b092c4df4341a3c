"""Typed keys under which an application carries its shared objects."""

from __future__ import annotations

from aiohttp import web

from helpline.services_container import Services

SERVICES = web.AppKey("services", Services)
