"""Whatever a browser sends instead of a passkey, it is refused by name."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.config import Config
from helpline.services.workers.passkeys import Passkeys, WrongPasskey

PASSKEYS = Passkeys(Config(desk_origin="https://desk.example.org"))
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=40)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=12), inner, max_size=3)
    ),
    max_leaves=8,
)
_TEXT = st.text("ABCabc123-_", max_size=80)
_LIKE_ONE = st.fixed_dictionaries(
    {
        "id": _TEXT,
        "rawId": _TEXT,
        "type": st.just("public-key"),
        "response": st.fixed_dictionaries(
            {
                "clientDataJSON": _TEXT,
                "attestationObject": _TEXT,
                "authenticatorData": _TEXT,
                "signature": _TEXT,
            }
        ),
    }
)


@given(st.one_of(st.dictionaries(st.text(max_size=12), _JSON, max_size=4), _LIKE_ONE))
def test_nonsense_is_refused(credential: dict[str, Any]) -> None:
    with pytest.raises(WrongPasskey):
        PASSKEYS.check_made(credential, b"c" * 64)
    with pytest.raises(WrongPasskey):
        PASSKEYS.check_proof({**credential, "id": "YWJj"}, b"c" * 64, b"abc", b"key", 0)


def test_it_is_asked_for_this_desks_host_alone() -> None:
    asked, challenge = PASSKEYS.ask_to_make(7, "sam@example.org", "Sam", [b"one"])
    assert asked["rp"] == {"id": "desk.example.org", "name": "Waymark desk"}
    assert asked["attestation"] == "none"
    assert len(asked["excludeCredentials"]) == 1
    assert len(challenge) >= 32
    proof, other = PASSKEYS.ask_to_prove([b"one"])
    assert proof["rpId"] == "desk.example.org"
    assert other != challenge
    json.dumps([asked, proof])
