"""What is sealed opens only with its key and in its place, and its length tells little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import SealBroken
from helpline.services.keys.sealing import padded, place, seal, subkey, unpadded, unseal

KEY = bytes(range(32))
HERE = place("conversation", 7, "visitor")


@given(st.binary(max_size=20_000))
def test_what_was_sealed_is_what_is_opened(plain: bytes) -> None:
    assert unseal(KEY, seal(KEY, plain, HERE), HERE) == plain
    assert unpadded(padded(plain)) == plain


@pytest.mark.parametrize(
    "where",
    [
        place("conversation", 8, "visitor"),
        place("conversation", 7, "worker"),
        place("another", 7, "visitor"),
        place("conversation", 7),
        b"",
    ],
)
def test_a_body_that_was_moved_does_not_open(where: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"he waits outside", HERE), where)


def test_a_changed_body_or_another_key_does_not_open() -> None:
    sealed = seal(KEY, b"he waits outside", HERE)
    for at in (0, 12, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(SealBroken):
            unseal(KEY, bytes(changed), HERE)
    for cut in (b"", sealed[:5], sealed[:-1]):
        with pytest.raises(SealBroken):
            unseal(KEY, cut, HERE)
    with pytest.raises(SealBroken):
        unseal(bytes(32), sealed, HERE)


@given(st.integers(0, 252), st.integers(0, 252))
def test_short_messages_all_have_the_same_length(one: int, other: int) -> None:
    assert len(seal(KEY, b"a" * one, HERE)) == len(seal(KEY, b"b" * other, HERE))


def test_the_same_words_never_look_the_same() -> None:
    assert len({seal(KEY, b"again", HERE) for _ in range(100)}) == 100


def test_places_that_read_alike_differ() -> None:
    assert place("a", "bc") != place("ab", "c")
    assert place("1", 1) == place(1, "1")
    assert place("") != place()


def test_a_subkey_tells_nothing_of_the_others() -> None:
    keys = {subkey(KEY, purpose) for purpose in ("wrap", "engine", "return-words", "choices")}
    assert len(keys) == 4
    assert KEY not in keys
    assert {len(key) for key in keys} == {32}


@pytest.mark.parametrize("block", [b"", b"\0\0\0", b"\0\0\0\x09short", b"\xff\xff\xff\xff" * 64])
def test_a_block_whose_length_makes_no_sense_is_broken(block: bytes) -> None:
    with pytest.raises(SealBroken):
        unpadded(block)
