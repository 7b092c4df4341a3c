"""What scripted visitors say, and that a rehearsal keeps to itself."""

from pathlib import Path

import pytest

from helpline.config import Config
from helpline.errors import ConfigError
from helpline.rehearsal import ScriptWrong, Stage, keep_apart, load_scripts
from tests.support import ROOT

SCRIPTS = load_scripts(ROOT / "data" / "rehearsal" / "scripts")
CAREFUL = SCRIPTS["no_point"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_can_be_played_to_its_end(name: str) -> None:
    script = SCRIPTS[name]
    given: set[int] = set()
    for _ in script.answers:
        everything = " ".join(word for one in script.answers for word in one.to)
        place = script.answer_to(everything, given)
        assert place is not None
        given.add(place)
    assert script.answer_to("anything", given) is None


def test_a_question_that_is_asked_for_is_answered_before_what_fits_anything() -> None:
    asked = CAREFUL.answer_to("Are you thinking about SUICIDE?", set())
    assert asked is not None
    assert CAREFUL.answers[asked].says[1] == "not tonight. i've got my dog"
    again = CAREFUL.answer_to("Are you thinking about suicide?", {asked})
    assert again is not None
    assert not CAREFUL.answers[again].to


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("rehearsal: {title: x}", "practise"),
        ("other: {}", "rehearsal"),
        ("rehearsal: {title: x, practise: x, audience: old}", "audience"),
    ],
)
def test_a_script_that_cannot_be_played_is_named(tmp_path: Path, written: str, wrong: str) -> None:
    (tmp_path / "one.yml").write_text(written)
    with pytest.raises(ScriptWrong, match=rf"one\.yml.*{wrong}"):
        load_scripts(tmp_path)


def test_a_visitor_nobody_wrote_does_not_come() -> None:
    stage = Stage(ROOT / "data" / "rehearsal", "http://localhost:1")
    with pytest.raises(KeyError):
        stage.let_in("nobody")


def test_a_rehearsal_never_opens_a_folder_with_real_chats(tmp_path: Path) -> None:
    (tmp_path / "waymark.db").touch()
    with pytest.raises(ConfigError):
        keep_apart(Config(data_dir=tmp_path, rehearsal=1))
    assert not list(tmp_path.glob(".*"))


def test_the_real_service_never_opens_a_folder_that_was_rehearsed_in(tmp_path: Path) -> None:
    rehearsed = tmp_path / "rehearsal"
    keep_apart(Config(data_dir=rehearsed, rehearsal=1))
    (rehearsed / "waymark.db").touch()
    keep_apart(Config(data_dir=rehearsed, rehearsal=1))
    with pytest.raises(ConfigError):
        keep_apart(Config(data_dir=rehearsed))
    keep_apart(Config(data_dir=tmp_path))


@pytest.mark.parametrize(
    "real",
    [
        {"WAYMARK_ON_CALL_WEBHOOK": "https://example.org/call"},
        {"WAYMARK_SMTP_URL": "smtp://x", "WAYMARK_ON_CALL_EMAIL": "a@example.org"},
        {"WAYMARK_DATABASE_URL": "postgresql+asyncpg://x/y"},
        {"WAYMARK_SITES": "https://charity.example"},
    ],
)
def test_a_rehearsal_reaches_nobody_and_nothing_real(real: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_environment({"WAYMARK_REHEARSAL": "1", **real})
    assert any("rehearsal" in problem for problem in refused.value.problems)
    Config.from_environment(real)
