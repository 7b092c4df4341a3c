"""What describes something graphic is marked for workers wherever a visitor's words stand, and its
words and its danger are there all the same."""

from helpline.services.alerts.alerts import Alerts
from tests.desk.desks import Desk

TOLD = "he strangled me and there was blood"


async def test_messages_briefs_phrases_and_alerts_say_what_they_describe(desk: Desk) -> None:
    sam, lee = await desk.page("Sam"), await desk.page("Lee", role="lead")
    conversation = await desk.waiting()
    await desk.agree(conversation, happening=TOLD, worry="the way home")
    row = await sam.board_with("waiting", conversation, agreed=True)
    assert dict(zip(row["phrases"], row["phrases_graphic"], strict=True)) == {
        "the way home": [],
        TOLD: ["injury", "blood_and_death"],
    }
    state = await sam.take(conversation)
    parts = {part["id"]: part.get("graphic") for part in state["brief"]["parts"]}
    assert parts["happening"] == ["injury", "blood_and_death"]
    assert parts["worry"] is None

    await desk.say(conversation, "he raped me")
    await desk.say(conversation, "are you there")
    entry = await sam.entry(text="he raped me")
    assert entry["graphic"] == ["sexual_violence"]
    assert "graphic" not in await sam.entry(text="are you there")
    # A worker's own words are theirs.
    await sam.send("say", conversation=conversation, id="m1", text="Did he strangle you?")
    assert "graphic" not in await sam.entry(text="Did he strangle you?")

    alerts: Alerts = desk.services.alerts
    await alerts.raise_for(conversation, ["suicidal_thoughts"], "i will kill myself")
    while not (board := await lee.board())["alerts"]:
        pass
    (alert,) = board["alerts"]
    # The kind of danger is never covered: only the words are, and they are sent.
    assert alert["kind"] == "suicidal_thoughts"
    assert (alert["excerpt"], alert["graphic"]) == ("i will kill myself", ["self_harm"])
