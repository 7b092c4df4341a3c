"""Passkeys (WebAuthn), as a second factor. The library checks what a browser signs; here is only
what it is asked, and for which desk.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from helpline.config import Config
from helpline.errors import WaymarkError

NAME = "Waymark desk"
# The library's own, and what it lets through of bytes that are no message at all.
_REFUSED = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, AttributeError)


class WrongPasskey(WaymarkError):
    """What the browser sent was not signed for this desk, this question and this passkey."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A passkey that was made for this desk."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


class Passkeys:
    """Asks and checks, for the desk's own host name."""

    def __init__(self, config: Config) -> None:
        self._origins = sorted(config.own_origins("desk"))
        named = urlsplit(config.desk_origin).hostname if config.desk_origin else None
        # A browser takes no bare address for a passkey's host.
        self._host = named or "localhost"

    def ask_to_make(
        self, worker_id: int, email: str, name: str, have: Sequence[bytes]
    ) -> tuple[dict[str, Any], bytes]:
        """What the page gives to the browser so that it makes a passkey, and the challenge in it.
        `have`: those the worker has already."""
        options = webauthn.generate_registration_options(
            rp_id=self._host,
            rp_name=NAME,
            user_id=str(worker_id).encode(),
            user_name=email,
            user_display_name=name,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in have],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
        )
        return json.loads(webauthn.options_to_json(options)), options.challenge

    def check_made(self, credential: dict[str, Any], challenge: bytes) -> Registered:
        """WrongPasskey if it does not answer that challenge for this desk."""
        try:
            made = webauthn.verify_registration_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origins,
            )
        except _REFUSED as error:
            raise WrongPasskey from error
        return Registered(made.credential_id, made.credential_public_key, made.sign_count)

    def ask_to_prove(self, have: Sequence[bytes]) -> tuple[dict[str, Any], bytes]:
        """What the page gives to the browser so that it signs, and the challenge in it."""
        options = webauthn.generate_authentication_options(
            rp_id=self._host,
            allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in have],
            user_verification=UserVerificationRequirement.PREFERRED,
        )
        return json.loads(webauthn.options_to_json(options)), options.challenge

    def check_proof(
        self,
        credential: dict[str, Any],
        challenge: bytes,
        credential_id: bytes,
        public_key: bytes,
        sign_count: int,
    ) -> int:
        """The passkey's new count; WrongPasskey if it is not signed by it, or its count went
        back (it was copied)."""
        if credential.get("id") != bytes_to_base64url(credential_id):
            raise WrongPasskey
        try:
            proven = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._host,
                expected_origin=self._origins,
                credential_public_key=public_key,
                credential_current_sign_count=sign_count,
            )
        except _REFUSED as error:
            raise WrongPasskey from error
        return proven.new_sign_count
