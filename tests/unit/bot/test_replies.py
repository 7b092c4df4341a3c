"""From Rasa's messages to the replies of docs/engine-protocol.md."""

from bot.replies import replies_from

BUTTONS = [{"title": "Go on", "payload": "/affirm"}]


def test_each_paragraph_is_a_reply_and_the_last_has_the_choices() -> None:
    message = {
        "text": "One.\n\nTwo.",
        "buttons": BUTTONS,
        "custom": {"card": {"type": "emergency"}},
        "utter_action": "utter_x",
        "timestamp": 1.0,
    }
    assert replies_from(message) == [
        {"text": "One.", "response": "utter_x"},
        {
            "text": "Two.",
            "choices": [{"label": "Go on", "payload": "/affirm"}],
            "card": {"type": "emergency"},
            "response": "utter_x",
        },
    ]


def test_an_effect_alone_is_a_reply() -> None:
    effect = {"type": "handoff", "reason": "asked"}
    assert replies_from({"text": None, "custom": {"effect": effect}}) == [{"effect": effect}]


def test_nothing_said_is_no_reply() -> None:
    assert replies_from({"text": "  ", "buttons": [], "custom": {}}) == []


def test_what_is_not_in_the_contract_is_not_passed_on() -> None:
    assert replies_from({"text": "a", "custom": {"secret": 1}, "image": "x"}) == [{"text": "a"}]
