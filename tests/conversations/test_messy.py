"""Whole conversations of people who write as people do; each was once answered wrongly."""

from __future__ import annotations

import pytest

from tests.conversations.talking import Group, Turn, cases, talk
from tests.stack import Stack

YOUNG = {"audience": "young"}

PEOPLE: Group = {
    "a fourteen-year-old who asks whether she is being dramatic": (
        YOUNG,
        [
            (
                "theres this boy in y11 he keeps following me home n messaging me on 4 accounts",
                "sounds like stalking",
                "not your fault",
            ),
            ("is that stalking or am i being dramatic", "-There are no wrong words"),
            ("what can i do tmrw at school", "safeguarding lead", "Childline"),
        ],
    ),
    "a man who is laughed at": (
        {},
        [
            (
                "woman i went on two dates with turns up at my gym and emails my boss. 300 texts",
                "sounds like stalking",
            ),
            ("police wont take a man seriously", "men", "-Karma Nirvana"),
        ],
    ),
    "a nurse whose patient follows her": (
        {},
        [
            (
                "im a nurse and a patient ive discharged keeps messaging me at home",
                "You've told me that",
                "-Thank you for asking on their behalf",
            ),
            ("my manager said it comes with the job", "name it as stalking"),
        ],
    ),
    "somebody whose visa is held over her": (
        {},
        [
            ("if i go police they send me back?", "Asking for advice is not the same"),
            ("my english not good", "interpreters"),
        ],
    ),
    "somebody who is stalked by a police officer, and says where she lives": (
        {},
        [
            (
                "he's a police officer. he looks me up on their system i know he does",
                "that station",
            ),
            ("so who do i even report it to", "ask who will be able to see the report"),
            ("im in scotland", "for where you live", "-Karma Nirvana"),
            ("is it a crime", "In Scotland"),
        ],
    ),
    "a Scot": (
        {},
        [
            ("he'll no leave us alone. ma ex. been months", "-It is good that they have you"),
            ("whit can a dae", "-I may have missed"),
        ],
    ),
    "a mother who would ring his parents": (
        {},
        [
            (
                "my daughters ex wont leave her alone shes 19 and at uni",
                "It is good that they have",
            ),
            ("should i ring his parents", "often makes it worse"),
            ("i feel sick with worry", "wears you down too"),
        ],
    ),
    "somebody who does it himself, and goes on": (
        {},
        [
            ("i think im the problem. i keep driving past my exs house", "0808 802 4040"),
            (
                "she blocked me so i made another account",
                "-You've told me that",
                "-sounds like stalking",
            ),
            ("how do i get her to talk to me", "-Step by step", "-telling them once"),
        ],
    ),
    "somebody with a tracker in her car": (
        {},
        [
            ("found an airtag in my car", "the person may notice"),
            ("can i chuck it", "may notice", "photograph it where it is"),
        ],
    ),
}

WELSH: Group = {
    "a telling in Welsh": (
        {},
        [
            ("Mae fy nghyn gariad yn fy nilyn adref bob nos", "eich dilyn chi", "stelcio"),
            ("ydy hyn yn stelcio?", "stelcio"),
        ],
    ),
    "Welsh that is not understood": (
        {},
        [
            (
                "Mae'r gath wedi bwyta'r pysgodyn ar y bwrdd ac mae hi'n hapus iawn",
                "0808 80 10 800",
                "0808 164 0123",
                "Mewn perygl nawr",
            ),
            ("mae'r gath wedi mynd allan eto heno", "A ddylwn i ofyn am un"),
            ("[Yn Saesneg", "English"),
            ("is it a crime", "Yes. Stalking is a crime"),
        ],
    ),
    "the law asked about by choices in Welsh": (
        {"language": "cy"},
        [
            ("is stalking a crime", "Mae stelcio'n drosedd"),
            ("[Mwy am y gyfraith", "Pa un sydd agosaf"),
            ("[Beth sy'n digwydd yn llys", "Datganiad Personol Dioddefwr", "-dim ond yn Saesneg"),
            ("how long would he get", "hyd at 10 mlynedd yng Nghymru", "-dim ond yn Saesneg"),
            ("can the police get an order for me", "Orchymyn Amddiffyn rhag Stelcio"),
            ("im an employer, a member of staff is being stalked", "Beth all cyflogwr ei wneud"),
        ],
    ),
    "danger in Welsh": (
        {},
        [("mae o tu allan i'r drws gyda chyllell", "ffoniwch 999", "Nid yr heddlu ydyn ni")],
    ),
    "a young person who writes in Welsh that they want to die": (
        YOUNG,
        [("dwi eisiau marw", "Ydych chi'n ddiogel nawr", "0800 1111")],
    ),
}


@pytest.mark.parametrize(("hello", "turns"), cases(PEOPLE))
async def test_people_who_write_as_people_do(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)


@pytest.mark.parametrize(("hello", "turns"), cases(WELSH))
async def test_whoever_writes_welsh_is_met_in_welsh(
    unstaffed: Stack, hello: dict[str, str], turns: list[Turn]
) -> None:
    await talk(unstaffed, turns, **hello)
