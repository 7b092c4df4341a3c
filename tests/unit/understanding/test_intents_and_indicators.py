"""What a message is taken to be, and what it is taken to say."""

import pytest

from actions.safe_exit import SURE
from understanding import INDICATORS, INTENTS, Reader


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        (
            "my ex keeps turning up outside my work and i dont know what to do",
            {"disclose_stalking"},
        ),
        ("bare creepy, wont leave me alone", {"disclose_stalking"}),
        ("can i talk to someone real", {"talk_to_human"}),
        ("someones coming", {"safe_exit"}),
        ("close this quick", {"safe_exit"}),
        ("EXIT", {"safe_exit"}),
        ("heyyy", {"greet"}),
        ("👍", {"affirm"}),
        ("whats the weather like in leeds", {"out_of_scope"}),
        ("how many moons has jupiter got", {"out_of_scope"}),
        ("hes outside my door with a knife", {"immediate_danger"}),
        ("i want to die", {"suicidal_thoughts"}),
        ("how do i find out where my ex lives", {"request_harmful_help"}),
        ("i found an airtag in my bag what do i do", {"ask_tracking_device"}),
        ("will anyone see what i write here", {"ask_confidentiality"}),
    ],
)
def test_the_intent_is_read(reader: Reader, text: str, intents: set[str]) -> None:
    reading = reader.read(text)
    assert reading.intent in intents
    assert reading.ranking[0] == (reading.intent, reading.confidence)
    assert all(name in INTENTS and 0.0 <= share <= 1.0 for name, share in reading.ranking)


SAID = {
    "following": "he followed me home from the station",
    "loitering": "my ex keeps turning up outside my work",
    "unwanted_contact": "she wont stop texting me",
    "unwanted_gifts": "he keeps leaving flowers on my doorstep",
    "online_monitoring": "he watches all my stories from a new account",
    "account_intrusion": "someone got into my icloud",
    "impersonation": "she made a fake profile of me",
    "tracking_device": "i found an airtag under my car",
    "spyware": "he put a spy app on my phone",
    "threat_to_harm": "he said he would kill me",
    "threat_of_suicide": "he says hell kill himself if i leave",
    "physical_violence": "he strangled me in june",
    "sexual_violence": "he raped me",
    "weapon": "he carries a knife",
    "property_damage": "my tyres were slashed again",
    "home_intrusion": "hes been in my house while i was out",
    "third_party_contact": "he messaged my boss about me",
    "proxy_helpers": "he gets his mates to watch me",
    "children_involved": "he turns up at my kids school",
    "image_abuse": "he posted my nudes",
    "escalation": "its getting worse every week",
    "breach_of_order": "he broke the restraining order",
    "former_partner": "its my ex husband",
    "fear": "im too scared to leave the house",
}

NOT_SAID = [
    ("physical_violence", "he has never hit me"),
    ("tracking_device", "what if he puts a tracker on my car"),
    ("following", "what if he follows me home"),
    ("threat_to_harm", "do stalkers threaten people"),
    ("breach_of_order", "what happens if he breaches the order"),
    ("weapon", "he doesnt have a knife"),
    ("account_intrusion", "i changed my password and my email"),
    ("former_partner", "my neighbour stares at me"),
    ("third_party_contact", "i told my mum about him"),
    ("account_intrusion", "there is spyware on my phone"),
]


def test_there_is_an_example_of_each_indicator() -> None:
    assert tuple(SAID) == INDICATORS


@pytest.mark.parametrize(("name", "text"), SAID.items())
def test_what_is_said_is_read_with_its_place(reader: Reader, name: str, text: str) -> None:
    reading = reader.read(text)
    assert name in reading.indicators
    start, end = reading.evidence[name][0]
    assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(("name", "text"), NOT_SAID)
def test_what_is_denied_or_supposed_is_not_read(reader: Reader, name: str, text: str) -> None:
    assert name not in reader.read(text).indicators


def test_both_are_read_in_one_message(reader: Reader) -> None:
    text = "my ex keeps turning up outside my work and i dont know what to do"
    reading = reader.read(text)
    assert {"loitering", "former_partner"} <= set(reading.indicators)
    assert [text[a:b] for a, b in reading.evidence["former_partner"]] == ["my ex"]


@pytest.mark.parametrize("text", ["72", " 15 ", "20.", "10 / 10"])
def test_a_bare_number_is_left_to_what_was_asked_before(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.intent, reading.confidence, reading.alerts) == ("out_of_scope", 0.0, ())


def test_an_emergency_number_is_no_bare_number(reader: Reader) -> None:
    assert reader.read("999").alerts == ("immediate_danger",)
    for number in ("112", "101"):
        assert reader.read(number).confidence > 0.0


@pytest.mark.parametrize("text", ["She is in leeds", "he was told not to come near", "hed notice"])
def test_what_is_told_of_somebody_is_no_sign_of_leaving(text: str, reader: Reader) -> None:
    assert reader.read(text).intent != "safe_exit"


def test_a_sign_of_leaving_that_says_its_doubt_is_less_sure(reader: Reader) -> None:
    doubtful, sure = reader.read("someone might come in"), reader.read("hide this hes coming")
    assert (doubtful.intent, sure.intent) == ("safe_exit", "safe_exit")
    assert doubtful.confidence < SURE <= sure.confidence
