"""What stands beside a topic: the person's own words, as far as they agreed to them being read."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

import content
from content import assessment, directory
from helpline.models import CaseReturn, Worker
from helpline.services.assessing.beside import Words, beside, sentence, unquoted, within
from tests.assessing.sheets import case_with, saving, trained
from tests.cases.agreeing import agreed
from tests.support import Helpline

TABLE = assessment.load(content.DATA, directory.load(content.DATA).facts)


def quotes(page: dict[str, Any], topic: str) -> list[tuple[str, str]]:
    (one,) = [row for row in page["topics"] if row["name"] == topic]
    return [(said["text"], said["where"]) for said in one["said"]]


def test_a_quote_stands_beside_its_topic_and_is_cut_at_a_word() -> None:
    long = "he said " + "very " * 80 + "loudly"
    found = beside(
        TABLE,
        [Words("threat_to_harm", long, "form"), Words("unwanted_gifts", "roses", "form")],
        ["said_threats", "threat_to_harm", "asked", "said_made_up"],
        {"said_threats": "Says there were threats", "threat_to_harm": "Threats"},
    )
    assert set(found) == {"threats"}, "what is beside no topic is not pressed into one"
    quote, answer = found["threats"]
    assert quote["text"].endswith("very…")
    assert answer == {"what": "answer", "text": "Says there were threats", "where": "asked"}


def test_the_longer_quote_stands_for_the_shorter_one() -> None:
    said = [Words("weapon", "a knife", "brief"), Words("weapon", "he has a knife", "chat")]
    assert beside(TABLE, said, [], {})["weapons"] == [
        {"what": "quote", "text": "he has a knife", "where": "chat"}
    ]
    assert unquoted("happening", "“he waits”\n“he calls”") == "he waits\nhe calls"
    assert unquoted("signs", "A weapon: “a knife” · “an axe”") == "a knife\nan axe"


def test_words_that_nobody_agreed_to_are_not_quoted() -> None:
    heard = {"weapon": ["he has a knife"], "fear": ["i am terrified"]}
    lines = "hello\nso i am terrified of him. what now"
    assert within(heard, lines) == [Words("fear", "so i am terrified of him.", "chat")]
    assert within(heard, "") == []


@given(some.text("ab .!?\n", max_size=30), some.data())
def test_a_sentence_holds_the_words_and_nothing_of_another_line(
    text: str, data: some.DataObject
) -> None:
    start = data.draw(some.integers(0, len(text)))
    end = data.draw(some.integers(start, len(text)))
    words = text[start:end].strip()
    whole = sentence(text, start, end)
    assert whole in text
    if words and not set(text[start:end]) & set(".!?\n"):
        assert words in whole
        assert "\n" not in whole


async def test_the_form_they_agreed_to_is_read_topic_by_topic(helpline: Helpline) -> None:
    sam = await trained(helpline)
    case = await agreed(
        helpline,
        await helpline.visitor(),
        {
            "happening": "“I am terrified of him. He threatened to kill me last week.”",
            "contact_how": "text 07700",
        },
    )
    await helpline.services.cases.work.claim(case.id, sam)
    page = await helpline.services.assessing.view.of_case(case.id, sam)
    assert ("He threatened to kill me last week.", "form") in quotes(page, "threats")
    assert [one["text"] for one in page["told"]] == [
        "“I am terrified of him. He threatened to kill me last week.”"
    ]
    assert "07700" not in str(page), "how to reach them is no part of it"


async def test_of_a_chat_only_what_was_shared_is_quoted_and_nothing_that_was_taken_out(
    helpline: Helpline,
) -> None:
    sam, services = await trained(helpline), helpline.services
    visitor = await helpline.visitor()
    chat = await helpline.id_of(visitor)
    await visitor.say("he threatened to kill me")
    await visitor.say("he smashed my car window")
    await helpline.settled()
    await services.handoff.ask(chat, "asked")
    await services.desk.chats.take(chat, sam)
    await services.briefs.answer(
        chat, "b1", {"happening": "“he smashed my car window”"}, True, False
    )
    page = await services.assessing.view.of_chat(chat, sam)
    assert quotes(page, "damage")
    assert "kill me" not in str(page), "they took it out of the summary"
    await visitor.say("and he has threatened to stab me")
    await helpline.settled()
    page = await services.assessing.view.of_chat(chat, sam)
    assert any("stab me" in text for text, _ in quotes(page, "threats"))
    assert "kill me" not in str(page)


async def test_when_the_chat_is_another_workers_the_case_shows_the_form_alone(
    helpline: Helpline,
) -> None:
    sam, kim = await trained(helpline), await trained(helpline, "Kim")
    services = helpline.services
    visitor = await helpline.visitor()
    chat = await helpline.id_of(visitor)
    await services.handoff.ask(chat, "asked")
    await services.desk.chats.take(chat, kim)
    await services.briefs.answer(chat, "b1", {"happening": "he threatened to stab me"}, True, True)
    case = await case_with(helpline, visitor, sam)
    await services.assessing.versions.save(case.id, sam, saving("s", 0))
    page = await services.assessing.view.of_case(case.id, sam)
    assert "stab me" not in str(page)
    assert [one["text"] for one in page["told"]] == ["he waits at the bus stop"]


async def test_what_was_told_in_a_later_chat_stands_beside_it_for_who_has_both(
    helpline: Helpline,
) -> None:
    """And for nobody else: the yes to being read was given for that chat."""
    sam, kim = await trained(helpline), await trained(helpline, "Kim")
    services = helpline.services
    case = await case_with(helpline, await helpline.visitor(), sam)
    for worker, threat, wall in ((sam, "to stab me", "my wall"), (kim, "to burn me", "my car")):
        later = await helpline.visitor()
        chat = await helpline.id_of(later)
        await services.handoff.ask(chat, "asked")
        await services.desk.chats.take(chat, worker)
        await later.say(f"he threatened {threat}")
        await helpline.settled()
        await services.cases.later_chats.link(chat, worker, case.reference, "the code word")
        page = await services.assessing.view.of_case(case.id, sam)
        assert threat not in str(page), "they have not agreed yet"
        await services.briefs.answer(chat, "b1", {"happening": f"he damaged {wall}"}, True, True)
    page = await services.assessing.view.of_case(case.id, sam)
    assert [where for text, where in quotes(page, "threats") if "to stab me" in text] == ["later"]
    assert {"label": "What is happening", "text": "he damaged my wall", "where": "later"} in page[
        "told"
    ]
    for words in ("to burn me", "my car"):
        assert words not in str(page), "that chat is Kim's"
    await services.cases.later_chats.unlink(case.id, sam, await _newest_link(helpline, sam))
    assert "to stab me" not in str(await services.assessing.view.of_case(case.id, sam))


async def _newest_link(helpline: Helpline, worker: Worker) -> str:
    """The chat that this worker has linked last."""
    async with helpline.services.database.read() as session:
        found = await session.scalar(
            select(CaseReturn.conversation_id)
            .where(CaseReturn.worker_id == worker.id)
            .order_by(CaseReturn.id.desc())
            .limit(1)
        )
    assert found is not None
    return found
