"""Plain words lead where they are meant to lead, and nowhere near it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.unit.actions.given import said

Ask = Callable[..., Awaitable[Any]]

PRIVACY = "utter_privacy_who_can_see"
NEIGHBOURS = "utter_safety_planning_neighbours"


@pytest.mark.parametrize("text", ["can anyone see this?", "has anyone read it", "can someone see"])
async def test_who_reads_this_chat_is_a_question_about_this_chat(ask: Ask, text: str) -> None:
    assert said(await ask("action_answer", intent="ask_confidentiality", text=text)) == [PRIVACY]
    assert said(await ask("action_police", intent="ask_report_to_police", text=text))[0] == PRIVACY


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ask_location_sharing", "can someone see where my phone is"),
        ("ask_social_media_privacy", "can anyone see my friends list"),
        ("ask_spyware", "can somebody see my screen from their phone"),
    ],
)
async def test_who_sees_a_place_or_a_post_is_another_question(
    ask: Ask, intent: str, text: str
) -> None:
    assert PRIVACY not in said(await ask("action_answer", intent=intent, text=text))


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("council say its a neighbour dispute", True),
        ("my neighbour again, the council does nothing", True),
        ("my landlord wont change the locks and he still has a key", False),
        ("housing say nothing can be done about my ex", False),
    ],
)
async def test_a_landlord_is_no_neighbour(ask: Ask, text: str, theirs: bool) -> None:
    given = said(await ask("action_answer", intent="ask_evidence", text=text))
    assert (NEIGHBOURS in given) is theirs


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("how do i turn that off", False),
        ("how do i get this off the screen", True),
        ("how do i shut this chat off", True),
        ("how do i turn this page off", True),
    ],
)
async def test_what_is_before_their_eyes_is_this_page(ask: Ask, text: str, leaves: bool) -> None:
    """After an answer about a phone too: the way out is still offered."""
    last = {"utter_action": "utter_location_sharing_check"}
    given = await ask(
        "action_safe_exit", intent="safe_exit", sure=0.6, text=text, said_before=[last]
    )
    assert ("utter_location_sharing_step_plan" in str(given)) is not leaves
    assert ("safe_exit" in str(given)) is leaves


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is it safer to ring them or chat online", "utter_signposting_ways"),
        ("would it be safer to text or to phone a helpline", "utter_signposting_ways"),
        ("is ringing from my own phone safe", "utter_signposting_ways"),
        ("does the number come up on the bill", "utter_signposting_ways"),
        # Of the person who does this it is asked otherwise.
        ("is it better to call or text him", None),
        ("is it safer to ring or message my ex about the kids", None),
        ("he says its safer to talk to him", None),
        ("what rights have i got as a victim tho, is there like a code", "utter_rights_code"),
    ],
)
async def test_which_way_of_reaching_somebody_is_safe(
    ask: Ask, text: str, answer: str | None
) -> None:
    given = await ask("action_out_of_scope", intent="out_of_scope", text=text)
    said = [one.get("response") for one in given]
    assert said == [answer] if answer else "utter_signposting_ways" not in said


@pytest.mark.parametrize("on_shift", [True, False])
@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("i cant talk on the phone, can u text 999", True),
        ("how do i text the police", True),
        ("can i talk to someone, id text the police but im scared", False),
        ("can someone text me", False),
    ],
)
async def test_whoever_asks_for_999_by_text_is_told_how(
    ask: Ask, text: str, asks: bool, on_shift: bool
) -> None:
    """Read as the wish for a person: nobody is put into a queue instead of being told."""
    presence = {"presence": {"on_shift": on_shift}}
    given = await ask("action_handoff", intent="talk_to_human", text=text, metadata=presence)
    assert (given == [{"response": "utter_police_text"}]) is asks
