"""Hands around a neck, told in somebody's own words: named, counted for the queue, with where a
doctor can be had; and not where it was denied, feared or asked about in general."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import content
import content.responses
from content.wording import placeholders
from tests.unit.actions.given import said

Ask = Callable[..., Awaitable[list[dict[str, Any]]]]
COUNTED = {"custom": {"effect": {"type": "urgency", "said": ["said_strangled"]}}}
VIOLENT = ["physical_violence"]


@pytest.mark.parametrize(
    "text",
    [
        "he strangled me last christmas",
        "she choked me til i blacked out",
        "he had his hands round my throat",
        "my ex held me against the wall by my neck",
        "he put his arm across my neck and pressed, he put a scarf around my neck",
        "he squeezed my throat",
        "mae o wedi fy nhagu i",
    ],
)
@pytest.mark.parametrize("repeated", [True, False])
async def test_it_is_named_and_counted_and_leads_to_today(
    ask: Ask, text: str, repeated: bool
) -> None:
    heard = {"heard": {"indicators": {"following": 3} if repeated else {}}}
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text=text,
        indicators=VIOLENT,
        metadata={**heard, "presence": {"on_shift": True}},
    )
    assert said(given) == ["utter_risk_told_neck", "utter_risk_today_here"]
    assert COUNTED in given
    kept = next(one["custom"]["effect"] for one in given if "keep" in str(one.get("custom")))
    assert kept["risk"] == {"violence": "told", "neck": "told"}


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("he never strangled me or anything", ()),
        ("im scared hell strangle me", ("threat_to_harm",)),
        ("i feel like im choking when i see his car", ()),
        ("he punched me", tuple(VIOLENT)),
    ],
)
async def test_it_is_not_named_where_it_was_not_told(
    ask: Ask, text: str, indicators: tuple[str, ...]
) -> None:
    given = await ask(
        "action_recognise", intent="disclose_stalking", text=text, indicators=indicators
    )
    assert "utter_risk_told_neck" not in said(given)
    assert COUNTED not in given


async def test_violence_that_was_told_before_does_not_hide_it(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="he strangled me as well, twice",
        indicators=VIOLENT,
        metadata={
            "kept": {"risk": {"violence": "told", "neck": "told"}},
            "heard": {"indicators": {"physical_violence": 2}},
            "presence": {"on_shift": True},
        },
    )
    assert said(given)[0] == "utter_risk_told_neck"


async def test_it_is_not_said_twice_running(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="he choked me so hard i couldnt talk",
        indicators=VIOLENT,
        metadata={
            "kept": {"risk": {"violence": "told", "neck": "told"}},
            "heard": {"indicators": {"physical_violence": 2}},
        },
        said_before=[{"utter_action": "utter_risk_told_neck"}],
    )
    assert "utter_risk_told_neck" not in said(given)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [("yeah he strangled me once", tuple(VIOLENT)), ("strangled", ()), ("choked me", ())],
)
async def test_in_answer_to_the_question_it_is_told_and_not_skipped(
    ask: Ask, text: str, indicators: tuple[str, ...]
) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text=text,
        indicators=indicators,
        said_before=[{"utter_action": "utter_risk_ask_neck"}],
    )
    assert said(given)[0] == "utter_risk_said_strangled"
    assert COUNTED in given
    assert "skipped" not in str(given)


async def test_in_answer_to_the_question_about_violence_it_is_named(ask: Ask) -> None:
    given = await ask(
        "action_recognise",
        intent="disclose_stalking",
        text="he choked me last year",
        indicators=VIOLENT,
        said_before=[{"utter_action": "utter_risk_ask_violence"}],
    )
    assert said(given)[0] == "utter_risk_said_strangled"


async def test_told_with_a_doubt_it_is_named_after_the_doubt_is_answered(ask: Ask) -> None:
    given = await ask(
        "action_doubt",
        intent="doubt_or_self_blame",
        text="he only strangled me the once so its probably nothing",
        indicators=VIOLENT,
        metadata={"presence": {"on_shift": True}},
    )
    assert said(given)[1:] == ["utter_risk_said_strangled", "utter_risk_today_here"]


def test_where_a_doctor_can_be_had_is_said_for_where_they_live() -> None:
    """111 is no number of Northern Ireland's; nobody there is sent to it."""
    words = content.responses.load(content.DATA)
    for name in ("utter_risk_told_neck", "utter_risk_said_strangled"):
        for one in words.variations(name):
            facts = set(placeholders(one.text))
            northern = one.conditions.get("nation") == "northern_ireland"
            assert ("services.nhs_111.phone" in facts) != northern, one.conditions
            assert "services.police_emergency.phone" in facts
