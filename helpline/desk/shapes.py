"""The one shape of every refusal over HTTP."""

from __future__ import annotations

from aiohttp import web

_MESSAGES = {
    "bad_request": "The request's fields are not what this route needs.",
    "wrong_sign_in": "The address or the password is not right.",
    "too_many": "Too many tries; wait half a minute.",
    "link_used": "The link was used already or is too old.",
    "weak_password": "At least 12 characters, and not the address.",
    "not_signed_in": "Nobody is signed in here.",
    "wrong_origin": "Only the desk's own page may do this.",
    "changed": "These words are others now than those that were read.",
    "not_found": "There is nothing here.",
    "not_built": "The pages are not built: run `make setup`.",
    "refused": "The request was refused.",
    "failed": "Something went wrong here; it was noted.",
}
_CODES = {401: "not_signed_in", 403: "wrong_origin", 404: "not_found", 503: "not_built"}


def refusal(status: int, code: str) -> web.Response:
    """`{"error": {"code", "message"}}`"""
    return web.json_response({"error": {"code": code, "message": _MESSAGES[code]}}, status=status)


def refusal_of(error: web.HTTPException) -> web.Response:
    """The same shape for what the framework refuses by itself."""
    response = refusal(error.status, _CODES.get(error.status, "refused"))
    if "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response
