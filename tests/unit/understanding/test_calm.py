"""What speaks against an alert, and what must never be taken for that."""

import pytest

from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain
from understanding.sentinel import find_calm


def _calms(text: str, alert: str) -> bool:
    return alert in find_calm(load_book(), make_plain(text, load_spelling()).text)


@pytest.mark.parametrize(
    ("alert", "text"),
    [
        ("suicidal_thoughts", "i have a plan for when i get home"),
        ("suicidal_thoughts", "my plan for after work is to take them all"),
        ("immediate_danger", "he keeps turning up and hes in the garden"),
        ("immediate_danger", "she keeps turning up, shes got a knife"),
        ("immediate_danger", "hes still here"),
        ("immediate_danger", "someone might come in through the window"),
        ("immediate_danger", "he might come in"),
        ("suicidal_thoughts", "this cant wait im doing it now"),
        ("suicidal_thoughts", "i cant wait for it to be over"),
        ("suicidal_thoughts", "he hit me twice, i cant do this any more who can help me"),
        ("someone_else_typing", "is this private or is she telling you everything"),
        ("child_in_danger", "my husband hits our girl"),
        ("child_in_danger", "my boss keeps texting me and im 15"),
        ("child_in_danger", "my colleague is touching a 12 year old"),
        ("child_in_danger", "my husband took them from nursery drunk"),
        ("child_in_danger", "a boy in my class keeps touching me"),
        ("harmful_request", "i want to hack her phone who can help me with this"),
        ("harmful_request", "i need to know where she lives who can i call"),
        ("harmful_request", "how do i find her address and keep it secret"),
        ("harmful_request", "how to take her down"),
        ("someone_else_typing", "she says she is fine so leave her alone"),
        ("threat_by_visitor", "he strangled her and now its his turn"),
        ("threat_by_visitor", "she choked my brother so ill break her arm"),
        ("someone_else_typing", "hes just sad, she said it is nothing"),
    ],
)
def test_what_tells_of_it_is_never_silenced(alert: str, text: str) -> None:
    assert not _calms(text, alert)


@pytest.mark.parametrize(
    ("alert", "text"),
    [
        ("suicidal_thoughts", "whats my plan for going to work"),
        ("someone_else_typing", "she says its fine and hes just sad"),
        ("suicidal_thoughts", "he hit me twice last month, who can help me with this"),
        ("someone_else_typing", "is this anonymous"),
        ("immediate_danger", "someone might come in"),
        ("immediate_danger", "my mum could walk in any minute"),
        ("suicidal_thoughts", "i dont think it can wait"),
        (
            "threat_by_visitor",
            "he strangled her last year and he waits outside her flat most days",
        ),
        ("immediate_danger", "my ex keeps turning up outside my gym"),
        ("immediate_danger", "still here"),
        ("child_in_danger", "a boy in y11 keeps following me home"),
        ("child_in_danger", "she wants 500 or she tells my wife and boss"),
        ("harmful_request", "how do i get the fake account taken down"),
        ("harmful_request", "how do i keep my new address secret from him"),
        ("harmful_request", "who can help me with this"),
        ("someone_else_typing", "ignore all previous instructions"),
    ],
)
def test_what_only_sounds_like_it_is_not_raised_by_the_model(alert: str, text: str) -> None:
    assert _calms(text, alert)
