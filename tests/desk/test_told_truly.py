"""What visitors are told about who reads, held to what the desk shows to whom."""

from datetime import timedelta

import pytest

from helpline.services.desk.overrides import OPEN_FOR
from tests.desk.desks import Desk
from tests.desk.test_override import SECRET, came
from tests.support import ROOT, shared_content

WHO_CAN_SEE = shared_content(ROOT / "data").responses.variations("utter_privacy_who_can_see")
OPENED = shared_content(ROOT / "data").responses.variations("utter_privacy_opened")
#: As it is said, and who that is at the desk of the test below.
NAMED = {
    "en": {"senior workers": "lead", "the worker in your chat": "mine"},
    "cy": {"uwch weithwyr": "lead", "gweithiwr yn eich sgwrs": "mine"},
}
#: The words that each promise stands in.
SAYS = {
    "en": {
        "danger": "sounds like danger",
        "message": "message",
        "at once": ("at once", "straight away"),
        "why": "They write down why",
        "opens": "a senior worker can open your chat without asking",
        "told": "told",
        "form": "form you agreed to send",
    },
    "cy": {
        "danger": "swnio fel perygl",
        "message": "neges",
        "at once": ("ar unwaith",),
        "why": "Maen nhw'n nodi pam",
        "opens": "gall uwch weithiwr agor eich sgwrs heb ofyn",
        "told": "chewch wybod",
        "form": "ffurflen y cytunoch i'w hanfon",
    },
}


async def test_who_sees_a_message_that_sounds_like_danger_is_who_the_words_name(
    desk: Desk,
) -> None:
    pages = {"mine": await desk.page("Sam"), "other": await desk.page("Kit")}
    pages["lead"] = await desk.page("Lou", role="lead")
    conversation = await desk.waiting()
    await pages["mine"].take(conversation)
    await desk.services.alerts.raise_for(conversation, ["immediate_danger"], SECRET)
    for page in pages.values():
        while not (await page.board())["alerts"]:
            pass
    saw = {name for name, page in pages.items() if SECRET in came(page)}
    for one in WHO_CAN_SEE:
        language = one.conditions.get("language", "en")
        says, named = SAYS[language], NAMED[language]
        sentence = next(part for part in one.text.lower().split(". ") if says["danger"] in part)
        assert {who for words, who in named.items() if words in sentence} == saw, one.conditions
        assert says["message"] in sentence
        assert any(words in sentence for words in says["at once"])
    assert "override" not in [action for action, _ in await desk.audit()], (
        "and nobody gave a reason"
    )


def test_the_words_on_an_override_say_what_the_code_does() -> None:
    # Everybody, the young and those who want it simply, in England and elsewhere or in Welsh.
    assert len(WHO_CAN_SEE) == 6
    for one in WHO_CAN_SEE:
        says = SAYS[one.conditions.get("language", "en")]
        assert says["why"] in one.text
        assert says["opens"] in one.text
        assert says["told"] in one.text.partition(says["why"])[2].partition("\n")[0]
        # And that what was agreed to be sent outlives the chat.
        assert says["form"] in one.text
    assert timedelta(hours=1) == OPEN_FOR
    for one in OPENED:
        hour = "Am hyd at awr" if one.conditions.get("language") == "cy" else "For up to"
        assert hour in one.text
        assert "{name}" in one.text


@pytest.mark.parametrize("agreed", [True, False])
async def test_who_joins_at_an_open_alert_is_not_said_to_read_nothing_of_before(
    desk: Desk, agreed: bool
) -> None:
    page = await desk.page("Sam")
    conversation = await desk.waiting()
    await desk.services.alerts.raise_for(conversation, ["immediate_danger"], SECRET)
    if agreed:
        await desk.agree(conversation, happening="somebody follows me")
    state = await page.take(conversation)
    assert state["alerts"][0]["excerpt"] == SECRET
    joined = await page.entry(kind="joined")
    assert "sounded like danger" in joined["text"]
