"""Where somebody says that they live; where the other person lives is not theirs."""

import pytest

from helpline.services.turns.places import Places
from tests.support import ROOT

PLACES = Places(ROOT / "data")


@pytest.mark.parametrize(
    ("text", "intent", "nation"),
    [
        ("who can help me in scotland", "ask_support_services", "scotland"),
        ("Scotland", "out_of_scope", "scotland"),
        ("im in glasgow", "disclose_stalking", "scotland"),
        ("I live in Northern Ireland", "disclose_stalking", "northern_ireland"),
        ("i moved up to dundee in march", "disclose_stalking", "scotland"),
        ("we live near Cardiff now", "disclose_stalking", "wales"),
        ("what\u2019s the law in wales", "ask_law", "wales"),
        ("is there a helpline for belfast", "ask_support_services", "northern_ireland"),
        ("my ex lives in Scotland", "disclose_stalking", None),
        ("he drove from london and waited outside", "disclose_stalking", None),
        ("he lives in wales, who can help me", "ask_support_services", None),
        ("can i get an order if he lives in scotland", "ask_protective_orders", None),
        ("im in england but he is in scotland", "disclose_stalking", None),
        ("she keeps speaking welsh at me", "disclose_stalking", None),
        ("do you speak welsh", "change_language", None),
        ("i was in the scottish play", "out_of_scope", None),
        ("kentish town is where he works", "disclose_stalking", None),
        ("", "out_of_scope", None),
    ],
)
def test_the_visitors_own_nation_and_no_other(text: str, intent: str, nation: str | None) -> None:
    assert PLACES.told(text, intent) == nation


def test_a_long_text_is_looked_through_at_once() -> None:
    assert PLACES.told("i " + "am in a place with he " * 180, "disclose_stalking") is None
