"""What of Rasa's own warnings is meant so, and what is a slip that stops a training."""

import pytest

from bot.validating import matters


@pytest.mark.parametrize(
    "warning",
    [
        "The utterance 'utter_law_hate' is not used in any story or rule.",
        "The intent 'event_returned' is listed in the domain file, but is not found in the NLU"
        " training data.",
    ],
)
def test_what_an_action_says_and_what_nobody_types_is_meant_so(warning: str) -> None:
    assert not matters(warning)


@pytest.mark.parametrize(
    "warning",
    [
        "The intent 'ask_moving_home' is listed in the domain file, but is not found in the NLU"
        " training data.",
        "There is a message in the training data labeled with intent 'ask_mooving'. This intent is"
        " not listed in your domain.",
        "The example 'is it a crime' was found labeled with multiple different intents.",
        "The action 'utter_moving' is used in the stories, but is not a valid utterance action.",
    ],
)
def test_a_slip_of_the_pen_matters(warning: str) -> None:
    assert matters(warning)
