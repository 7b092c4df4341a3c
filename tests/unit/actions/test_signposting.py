"""Which services are shown: by place, by who somebody is, by what they cannot do, and why."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
from actions import services as listed
from actions.base import directory
from actions.needs import HEARD, SILENT_CHANNELS, by_name
from content.files import read_mapping
from content.languages import LANGUAGES

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
NATIONS = ("england", "wales", "scotland", "northern_ireland", None)


def _cards(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one["custom"]["card"] for one in given if "custom" in one]


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("audience", ["adult", "young"])
async def test_who_cannot_speak_is_shown_only_what_can_be_written_to(
    ask: Ask, nation: str | None, audience: str
) -> None:
    slots = {"nation": nation, "audience": audience}
    given = await ask("action_signpost", text="i cant talk on the phone, who is there", slots=slots)
    assert given[0] == {"response": "utter_signposting_quiet"}
    shown = [card["ref"] for card in _cards(given)]
    services = directory().services
    assert 0 < len(shown) <= 3
    assert all(SILENT_CHANNELS & set(services[key]["channels"]) for key in shown)
    assert any(services[key]["always_open"] for key in shown)


@pytest.mark.parametrize("nation", NATIONS)
async def test_what_is_open_now_begins_with_what_is_always_open(
    ask: Ask, nation: str | None
) -> None:
    given = await ask("action_signpost", text="who is open now", slots={"nation": nation})
    assert given[0] == {"response": "utter_signposting_now"}
    assert directory().services[_cards(given)[0]["ref"]]["always_open"]


@pytest.mark.parametrize(
    ("text", "ref", "why"),
    [
        ("who can help", "national_stalking_helpline", "stalking"),
        ("it's my ex husband", "national_domestic_abuse", "domestic_abuse"),
        ("someone at work does it", "acas", "work"),
        ("my mum is 81 and someone follows her", "hourglass", "older"),
        ("is there anyone for muslim women", "muslim_womens_network", "faith"),
        ("i need help in welsh", "live_fear_free", "welsh"),
        ("he has nudes of me", "revenge_porn_helpline", "images"),
    ],
)
async def test_each_says_why_it_fits(ask: Ask, text: str, ref: str, why: str) -> None:
    nation = "wales" if why == "welsh" else "england"
    cards = _cards(await ask("action_signpost", text=text, slots={"nation": nation}))
    assert {"type": "service", "ref": ref, "why": why} in cards


async def test_more_keeps_to_what_was_asked_for(ask: Ask) -> None:
    first = await ask("action_signpost", text="can i text someone instead of calling")
    last = {"utter_action": "utter_signposting_more", **first[-1]}
    picked = {"chosen": ""}
    more = await ask("action_signpost", text="Show me more", said_before=[last], metadata=picked)
    services = directory().services
    shown = [card["ref"] for card in _cards(more)]
    assert shown
    assert not set(shown) & {card["ref"] for card in _cards(first)}
    assert all(SILENT_CHANNELS & set(services[key]["channels"]) for key in shown)


async def test_something_new_is_added_and_begins_anew(ask: Ask) -> None:
    first = await ask("action_signpost", text="who can help me")
    last = {"utter_action": "utter_signposting_more", **first[-1]}
    given = await ask("action_signpost", text="anyone for lgbt people", said_before=[last])
    assert given[0] == {"response": "utter_signposting_intro"}
    assert {"type": "service", "ref": "galop", "why": "lgbt"} in _cards(given)


async def test_the_choice_to_write_instead_is_that_need(ask: Ask) -> None:
    given = await ask("action_signpost", text="Show me those", metadata={"chosen": "quiet"})
    assert given[0] == {"response": "utter_signposting_quiet"}


def test_each_reason_has_words_in_each_language() -> None:
    words = read_mapping(content.DATA / "signposting" / "why.yml")["why"]
    needs = {*by_name(), *HEARD.values(), "stalking", "young", listed.ALWAYS}
    assert set(words) == {*needs, "own_behaviour"}
    assert all(set(said) == {*LANGUAGES, "source", "confidence"} for said in words.values())
    assert needs - {"stalking", "young", listed.ALWAYS} <= set(listed.FIRST)


def test_each_service_says_how_it_can_be_reached() -> None:
    known = {"phone", "text", "webchat", "email", "video", "web"}
    for key, entry in directory().services.items():
        assert set(entry["channels"]) <= known, key
        assert ("phone" in entry["channels"]) == ("phone" in entry), key
