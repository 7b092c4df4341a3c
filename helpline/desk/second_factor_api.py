"""The desk's HTTP routes for the second factor: proving it (at sign-in, or again before something
weighty) and setting it up.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from aiohttp import web

from helpline.desk.api import Code, answer
from helpline.desk.bodies import read
from helpline.desk.door import session_of
from helpline.desk.shapes import refusal
from helpline.keys import SERVICES
from helpline.services.workers.passwords import LONGEST

_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class _Code(msgspec.Struct, forbid_unknown_fields=True):
    code: Code


class _Password(msgspec.Struct, forbid_unknown_fields=True):
    password: Annotated[str, msgspec.Meta(max_length=LONGEST)]


class _Credential(msgspec.Struct, forbid_unknown_fields=True):
    credential: dict[str, Any]


class _NewPasskey(msgspec.Struct, forbid_unknown_fields=True):
    credential: dict[str, Any]
    name: Annotated[str, msgspec.Meta(max_length=40)] = ""


class _Factor(msgspec.Struct, forbid_unknown_fields=True):
    id: _Id


async def prove_code(request: web.Request) -> web.Response:
    """`POST /api/prove/code`"""
    body = await read(request, _Code)
    found = await session_of(request)
    return await answer(
        request, await request.app[SERVICES].access.sign_in.prove_code(found, body.code)
    )


async def prove_recovery(request: web.Request) -> web.Response:
    """`POST /api/prove/recovery`"""
    body = await read(request, _Code)
    found = await session_of(request)
    return await answer(
        request, await request.app[SERVICES].access.sign_in.prove_recovery(found, body.code)
    )


async def prove_password(request: web.Request) -> web.Response:
    """`POST /api/prove/password`, for who has no second factor."""
    body = await read(request, _Password)
    await request.app[SERVICES].access.sign_in.prove_password(
        await session_of(request), body.password
    )
    return web.Response(status=204)


async def ask_passkey(request: web.Request) -> web.Response:
    """`POST /api/prove/passkey/ask`"""
    found = await session_of(request)
    asked = await request.app[SERVICES].access.second_factors.ask_to_prove(
        found.worker, found.token_hash
    )
    return web.json_response({"options": asked})


async def prove_passkey(request: web.Request) -> web.Response:
    """`POST /api/prove/passkey`"""
    body = await read(request, _Credential)
    found = await session_of(request)
    return await answer(
        request, await request.app[SERVICES].access.sign_in.prove_passkey(found, body.credential)
    )


async def begin_app(request: web.Request) -> web.Response:
    """`POST /api/second-factor/app`"""
    found = await session_of(request)
    secret, drawn = await request.app[SERVICES].access.second_factors.begin_app(found.worker)
    return web.json_response({"secret": secret, "drawn": drawn})


async def confirm_app(request: web.Request) -> web.Response:
    """`POST /api/second-factor/app/confirm`"""
    body = await read(request, _Code)
    found = await session_of(request)
    return await answer(
        request, await request.app[SERVICES].access.sign_in.confirm_app(found, body.code)
    )


async def begin_passkey(request: web.Request) -> web.Response:
    """`POST /api/second-factor/passkey/ask`"""
    found = await session_of(request)
    asked = await request.app[SERVICES].access.second_factors.ask_to_make(
        found.worker, found.token_hash
    )
    return web.json_response({"options": asked})


async def keep_passkey(request: web.Request) -> web.Response:
    """`POST /api/second-factor/passkey`"""
    body = await read(request, _NewPasskey)
    found = await session_of(request)
    name = " ".join(body.name.split())
    return await answer(
        request,
        await request.app[SERVICES].access.sign_in.keep_passkey(found, body.credential, name),
    )


async def remove(request: web.Request) -> web.Response:
    """`POST /api/second-factor/remove`"""
    body = await read(request, _Factor)
    found = await session_of(request)
    if not await request.app[SERVICES].access.own.remove(found, body.id):
        return refusal(404, "not_found")
    return web.Response(status=204)


async def recovery_codes(request: web.Request) -> web.Response:
    """`POST /api/second-factor/recovery-codes`"""
    codes = await request.app[SERVICES].access.own.new_codes(await session_of(request))
    return web.json_response({"recovery_codes": codes})
