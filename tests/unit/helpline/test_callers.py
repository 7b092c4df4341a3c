"""Whose limit it is: nobody evades their own by a header, and nobody uses up another's."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.callers import find_caller

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@given(st.lists(st.text(max_size=60), max_size=4), st.ip_addresses())
def test_without_a_trusted_proxy_no_header_changes_the_caller(
    headers: list[str], peer: object
) -> None:
    assert find_caller(str(peer), headers, ()) == find_caller(str(peer), [], ())


@given(st.lists(st.one_of(st.text(max_size=40), st.ip_addresses().map(str)), max_size=6))
def test_behind_a_proxy_what_the_visitor_wrote_changes_nothing(made_up: list[str]) -> None:
    """The proxy adds whom it saw at the right end; everything left of it is the visitor's own."""
    assert find_caller("10.0.0.1", [*made_up, "203.0.113.9"], PROXIES) == "203.0.113.9"
    joined = ", ".join([*made_up, "203.0.113.9"])
    assert find_caller("10.0.0.1", [joined], PROXIES) == "203.0.113.9"


@pytest.mark.parametrize(
    ("peer", "headers", "caller"),
    [
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1", "10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1, nonsense, 10.0.0.2"], "10.0.0.2"),
        ("::ffff:10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("fd00::1", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        ("", [], ""),
    ],
)
def test_who_is_meant(peer: str, headers: list[str], caller: str) -> None:
    assert find_caller(peer, headers, PROXIES) == caller


def test_one_household_is_one_caller() -> None:
    names = {find_caller(f"2001:db8:1:2::{number:x}", [], ()) for number in range(50)}
    assert len(names) == 1
    assert find_caller("2001:db8:1:3::1", [], ()) not in names
