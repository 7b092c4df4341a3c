"""Each alert: what must be caught and what must not, in words as people write them.

But for the six sentences the specification itself names, none stands in the training data.
"""

import pytest

from understanding import ALERTS, Reader

CAUGHT = {
    "immediate_danger": [
        "hes outside my door with a knife",
        "he said he'll kill me tonight",
        "Someone is trying to break in through the back window",
        "my ex just strangled me",
        "hes banging on the door and i cant get out",
        "im hiding in the wardrobe hes in the flat",
        "shes following me home right now help",
        "he’s got a gun",
        "HES IN MY HOUSE",
        "please call the police he is here",
        "he just punched me in the face",
        "i am bleeding",
        "he texted that hes going to stab me when i leave work",
    ],
    "suicidal_thoughts": [
        "i want to die",
        "i just dont want to be here any more, im done",
        "honestly id be better off dead",
        "Some nights I think about ending my life.",
        "ive taken a load of tablets",
        "i keep cutting myself",
        "im going to kill myself",
        "there is no point in living with this",
    ],
    "child_in_danger": [
        "im 13 and my mums boyfriend touches me at night",
        "he is hitting my little boy",
        "she said she would drown the kids",
        "he has taken my daughter and he is drunk",
        "an older man is asking my 12 year old for nudes",
        "my dad beats me and my sister",
    ],
    "threat_by_visitor": [
        "im going round hers with a knife",
        "i am going to kill him",
        "if i cant have her then nobody else is going to",
        "i swear ill smash his face in",
        "me and my mates are going round his to sort him out",
        "shes going to pay for what she did",
    ],
    "someone_else_typing": [
        "who is she talking to on here",
        "what did my wife tell you",
        "what has my wife been saying to you",
        "this is her husband",
        "show me everything she has said on here",
        "why is my girlfriend on this site",
    ],
    "harmful_request": [
        "how do i find out where my ex lives",
        "can you help me hack his instagram",
        "how can i track my girlfriends phone without her knowing",
        "i want to put a tracker on her car",
        "i want revenge on him",
        "help me find her new address",
    ],
}

LEFT = {
    "immediate_danger": [
        "someones about to come in",
        "hang on my mums about to come in",
        "my ex keeps turning up outside my work and i dont know what to do",
        "what should i do if he turns up at my house",
        "he attacked me three years ago",
        "my mum is going to kill me lol",
        "theres a locksmith at my door now to fit a new one",
        "he was outside my flat last night",
        "should i call the police",
        "my neighbour followed me home last week",
        "my brother has gone quiet and i am worried hes being followed",
    ],
    "suicidal_thoughts": [
        "I'd like to stay",
        "he says he will kill himself if i leave",
        "i nearly died laughing",
        "this homework makes me want to die lol",
        "i am not suicidal",
        "i dont want to die, im scared he will kill me",
        "i used to self harm years ago",
    ],
    "child_in_danger": [
        "my daughter is at school",
        "the kids are fine",
        "my son is 25 and worried about his ex",
        "i take my kids to the park every sunday",
        "he rings my mum and asks her where i am",
    ],
    "threat_by_visitor": [
        "he said he is going to kill me",
        "i would never hurt anyone",
        "i could kill for a cup of tea",
        "i am going to report him",
        "im going round to my mums",
        "could you find out for me where my ex is living",
    ],
    "someone_else_typing": [
        "who will see this",
        "she keeps telling people lies about me",
        "are you a real person then",
        "my friend told me about this site",
        "has he done this to other women",
    ],
    "harmful_request": [
        "how on earth did he find out where i live",
        "how do i stop him tracking my phone",
        "i found a tracker on my car",
        "someone hacked my instagram",
        "how do i check my phone for spyware",
        "he threatened to post my nudes",
        "my brother has gone quiet and i am worried hes being followed",
    ],
}

GLANCED = [
    ("immediate_danger", "hes outside my door with a knife"),
    ("immediate_danger", "he said he'll kill me tonight"),
    ("suicidal_thoughts", "i want to die"),
    ("child_in_danger", "he is hitting my little boy"),
    ("threat_by_visitor", "im going round hers with a knife"),
    ("someone_else_typing", "who is she talking to on here"),
    ("harmful_request", "how do i find out where my ex lives"),
]

CALM = [
    "who can help me",
    "hello",
    "ok thank you",
    "my ex keeps turning up outside my work and i dont know what to do",
    "my ex follows me home every night",
    "he wont leave me alone",
    "she sits in her car outside the office most mornings",
    "is there a number i can ring",
    "how do i keep a diary of what he does",
    "im scared all the time and i cant sleep",
]
"""Plain and short, as most messages are. An alert raised here is soon believed by nobody."""


def _pairs(lists: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, text) for name in ALERTS for text in lists[name]]


@pytest.mark.parametrize(("alert", "text"), _pairs(CAUGHT))
def test_it_is_raised_with_its_evidence(reader: Reader, alert: str, text: str) -> None:
    reading = reader.read(text)
    assert alert in reading.alerts
    assert all(text[start:end].strip() for start, end in reading.evidence[alert])


@pytest.mark.parametrize(("alert", "text"), _pairs(LEFT))
def test_it_is_not_raised(reader: Reader, alert: str, text: str) -> None:
    assert alert not in reader.read(text).alerts


@pytest.mark.parametrize("text", CALM)
def test_an_ordinary_message_raises_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text).alerts == ()


@pytest.mark.parametrize(("alert", "text"), GLANCED)
def test_wordings_alone_see_it(reader: Reader, alert: str, text: str) -> None:
    assert alert in reader.glance(text)


def test_one_sentence_of_danger_in_a_long_story_is_its_evidence(reader: Reader) -> None:
    story = "We met at work. He was kind at first. " * 3 + "Then I moved away. "
    danger = "He is kicking my door in."
    text = f"{story}{danger} My cat is called Tibbles."
    reading = reader.read(text)
    assert "immediate_danger" in reading.alerts
    start = text.index(danger)
    assert any(
        start <= a < b <= start + len(danger) for a, b in reading.evidence["immediate_danger"]
    )


def test_the_order_of_alerts_is_fixed(reader: Reader) -> None:
    reading = reader.read("i want to die. he is outside my door with a knife")
    assert reading.alerts[:2] == ("immediate_danger", "suicidal_thoughts")
