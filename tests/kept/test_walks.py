"""A walk that was left for another topic is offered again where it was, once."""

import content
import content.responses
from content.walks import ends, places
from helpline.services.keys.kept import Kept, KeptStore
from tests.support import Helpline
from tests.visitor import Visitor

PASSWORD = "utter_accounts_step_password"
OTHER = "utter_recognising_feelings"
OFFER = "We were at step 4 of 6: your accounts."


def said(response: str) -> dict[str, object]:
    return {"text": f"words of {response}", "response": response}


async def answered(helpline: Helpline, visitor: Visitor, *replies: dict[str, object]) -> list[str]:
    """What the visitor reads when the engine answers so."""
    helpline.engine.answers(*replies)
    before = len(visitor.entries)
    await visitor.say("anything at all")
    await visitor.next("entry", author="assistant")
    await helpline.settled()
    await visitor.upto((await helpline.lines(await helpline.id_of(visitor)))[-1].seq)
    return [entry.get("text") or "" for entry in visitor.entries[before:]]


async def kept(helpline: Helpline, visitor: Visitor) -> Kept:
    row = await helpline.row(await helpline.id_of(visitor))
    assert row is not None
    return await KeptStore(helpline.services.keys).get(row)


async def test_after_another_topic_the_walk_is_offered_once_where_it_was(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    await answered(helpline, visitor, said(PASSWORD))
    other = await answered(helpline, visitor, said(OTHER))
    assert [text for text in other if text.startswith(OFFER)]
    assert not [t for t in await answered(helpline, visitor, said(OTHER)) if t.startswith(OFFER)]
    assert (await kept(helpline, visitor)).place == PASSWORD
    # The choice leads back to that very step.
    await visitor.choose("Go on there")
    turn = helpline.engine.turns[-1] if helpline.engine.turns else {}
    while turn.get("metadata", {}).get("chosen") != PASSWORD:
        turn = await helpline.engine.next_turn()
    assert turn["metadata"]["kept"]["place"] == PASSWORD


async def test_help_with_a_step_is_no_other_topic_and_the_end_is_the_end(
    helpline: Helpline,
) -> None:
    visitor = await helpline.visitor()
    await answered(helpline, visitor, said(PASSWORD))
    helped = await answered(helpline, visitor, said("utter_online_safety_cant"))
    assert not [text for text in helped if text.startswith(OFFER)]
    for over in ("utter_online_safety_walked", "utter_smalltalk_stop", "utter_smalltalk_left"):
        await answered(helpline, visitor, said(PASSWORD))
        await answered(helpline, visitor, said(over))
        later = await answered(helpline, visitor, said(OTHER))
        assert not [text for text in later if text.startswith(OFFER)], over


async def test_in_danger_nobody_is_asked_to_go_on_with_anything(helpline: Helpline) -> None:
    visitor = await helpline.visitor()
    await answered(helpline, visitor, said(PASSWORD))
    alert = {"effect": {"type": "alert", "alert": "immediate_danger"}}
    told = await answered(helpline, visitor, said(OTHER), alert)
    assert not [text for text in told if text.startswith(OFFER)]


def test_every_step_belongs_to_a_walk_that_says_what_it_is_about() -> None:
    words = content.responses.load(content.DATA)
    found = places(words)
    steps = {name for name in words.names() if "_step_" in name}
    assert steps <= set(found)
    for place in found.values():
        assert place.title("en")
        assert place.title("cy") != place.title("en")
        assert place.step <= place.steps
    assert {"utter_smalltalk_stop", "utter_online_safety_walked"} <= ends(words)


def test_no_number_is_smaller_than_that_of_a_step_before_it() -> None:
    words = content.responses.load(content.DATA)
    found = places(words)
    for name, place in found.items():
        after = str(words.metadata(name).get("on_yes"))
        if after in found and place.steps and words.metadata(after).get("walk") is None:
            assert found[after].step > place.step, name
