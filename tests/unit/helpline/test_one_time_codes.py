"""An app's codes: the numbers of RFC 6238, and no code twice, whatever comes."""

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.services.workers.one_time_codes import (
    DRIFT,
    STEP_SECONDS,
    address,
    drawn,
    matching_step,
    new_secret,
)

# "12345678901234567890" of RFC 6238, appendix B, in base32; the last six of its eight digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC = [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (20000000000, "353130")]


@pytest.mark.parametrize(("moment", "code"), RFC)
def test_the_numbers_of_the_standard(moment: int, code: str) -> None:
    assert matching_step(SECRET, code, moment, None) == moment // STEP_SECONDS


@pytest.mark.parametrize(
    "given", ["", "28708", "2870822", "28708a", "２８７０８２", "287082\x00", "-87082"]
)
def test_what_is_no_six_digits_is_no_code(given: str) -> None:
    assert matching_step(SECRET, given, 59, None) is None


def test_it_may_be_typed_with_spaces() -> None:
    assert matching_step(SECRET, " 287 082 ", 59, None) == 1


@given(st.integers(10, 10**8), st.integers(-5, 5))
def test_it_holds_for_one_step_either_way(step: int, off: int) -> None:
    code = pyotp.TOTP(SECRET).generate_otp(step + off)
    found = matching_step(SECRET, code, step * STEP_SECONDS, None)
    if abs(off) <= DRIFT:
        assert found is not None
    else:
        # One in 300,000 looks like one of the three that hold.
        assert found is None or pyotp.TOTP(SECRET).generate_otp(found) == code


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(-3, 3)), max_size=60))
def test_whatever_comes_in_whatever_order_no_code_is_taken_twice(
    tries: list[tuple[int, int]],
) -> None:
    last: int | None = None
    taken: list[int] = []
    for now, off in sorted(tries):
        code = pyotp.TOTP(SECRET).generate_otp(100 + now + off)
        step = matching_step(SECRET, code, (100 + now) * STEP_SECONDS, last)
        if step is not None:
            taken.append(step)
            last = step
    assert taken == sorted(set(taken))


def test_the_picture_and_the_address_hold_the_secret() -> None:
    secret = new_secret()
    assert len({new_secret() for _ in range(20)}) == 20
    said = address(secret, "sam@example.org", "Waymark desk")
    assert said.startswith("otpauth://totp/Waymark%20desk:sam%40example.org?")
    assert f"secret={secret}" in said
    lines = drawn(said)
    assert {len(line) for line in lines} == {len(lines)}
    assert set("".join(lines)) == {"0", "1"}
