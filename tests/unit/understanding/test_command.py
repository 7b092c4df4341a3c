"""The command reads JSON lines, and both environments read alike."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from understanding.__main__ import main

TEXTS = [
    "hi", "hello there", "bye", "thank you so much", "yes", "no", "maybe", "what can you do",
    "is this private", "delete what i said", "start again", "i dont get it", "do you speak welsh",
    "you are useless", "whats the weather", "hes at my door right now", "i want to end it all",
    "someones coming", "i want to speak to a person", "how do i hack his facebook",
    "is this stalking", "my ex keeps turning up outside my work", "im so tired and scared",
    "maybe im overreacting", "nobody would believe me", "he has started coming to my house",
    "im worried about my sister", "i keep checking her profile", "i am a teacher at a school",
    "what is stalking", "is it illegal", "how do i get a restraining order",
    "how do i report it to police", "what evidence do i need", "will he get violent",
    "how do i stay safe walking home", "who can help me", "can someone call me back",
    "do you have leaflets", "how do i stay safe online", "how do i turn off snap map",
    "i found an airtag in my bag", "is there spyware on my phone", "someone knows my password",
    "how do i make my insta private", "he shared my nudes", "should i block him",
    "can he see me through the ring doorbell", "he said he'll kill me tonight 😭",
    "im 13 and an older man keeps messaging me",
]  # fmt: skip


def _run(python: Path, root: Path, lines: bytes, *options: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [python, "-m", "understanding", *options],
        cwd=root,
        input=lines,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.usefixtures("model")
def test_both_environments_give_the_same_reading(root: Path) -> None:
    lines = b"".join(json.dumps({"text": text}).encode() + b"\n" for text in TEXTS)
    here = _run(Path(sys.executable), root, lines, "--without-parser")
    there = _run(root / "bot" / ".venv" / "bin" / "python", root, lines)
    assert len(TEXTS) == len(here) == len(there) == 50
    for text, one, other in zip(TEXTS, here, there, strict=True):
        assert abs(one.pop("confidence") - other.pop("confidence")) < 0.02, text
        assert one == other, text
    # The parser changes what a message says is happening, never what it is or what alarms.
    parsed = _run(Path(sys.executable), root, lines)
    for one, other in zip(parsed, there, strict=True):
        assert (one["intent"], one["alerts"]) == (other["intent"], other["alerts"])


@pytest.mark.usefixtures("model")
def test_every_line_is_answered_in_order(root: Path) -> None:
    lines = [
        b'{"text": "hello"}', b"not json", b'{"text": 3}', b"[]", b'{"no": "text"}', b"\xff",
        b'{"text": "my ex \\ud800 followed me"}', b"", b'{"text": "exit"}',
    ]  # fmt: skip
    answers = _run(Path(sys.executable), root, b"\n".join(lines))
    assert answers[0]["intent"] == "greet"
    assert answers[1:6] == [{"error": "bad_json"}] * 5
    assert "following" in answers[6]["indicators"]
    assert answers[6]["evidence"]["former_partner"] == [[0, 5]]
    assert answers[7] == {"error": "bad_json"}
    assert answers[8]["intent"] == "safe_exit"
    assert set(answers[8]) == {"intent", "confidence", "alerts", "indicators", "evidence"}


def test_without_a_model_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "understanding: manifest.json is missing or cannot be read\n"
    )
