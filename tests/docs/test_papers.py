"""The papers of data protection say what the code does, and say what nobody has checked."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.sealed import DAYS_KEPT
from helpline.backup_commands import _KEEP_DAYS
from helpline.config import Config
from helpline.daily_table import DAY
from helpline.headers import _HTTPS_ONLY
from helpline.services.alerts.alerts import EXCERPT_CHARACTERS
from helpline.services.cases.files import WITHDRAWN_FOR
from helpline.services.cases.opening import KEPT_AFTER
from helpline.services.cases.opening import OPEN_FOR as CASE_OPEN_FOR
from helpline.services.desk.overrides import OPEN_FOR
from helpline.services.leaving.leaving import PLACE_HELD, WORKER_HAS
from helpline.services.leaving.retention import LEDGER_MARGIN
from helpline.services.workers.sessions import AT_MOST, IDLE
from tests.docs.papers import PAPERS, plain, readability, section, sentences, spans
from tests.docs.trees import ROOT, modules, text
from understanding.names import ALERTS, INDICATORS, INTENTS

CONFIG = Config.from_environment({})
ADULT, YOUNG = "## For adults", "## For young people"
_NOTICE = "docs/privacy-notice.md"
_DAY = 86_400
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": _DAY,
    "month": 30 * _DAY,
    "year": 365 * _DAY,
}


def _length(number: int, unit: str) -> timedelta:
    return timedelta(seconds=number * _SECONDS[unit])


def _marker() -> timedelta:
    """How long the cookie behind Back stays: the page's script says it."""
    found = re.search(r"^const SECONDS = (\d+);$", text("web/widget/shared/guard.ts"), re.M)
    assert found, "web/widget/shared/guard.ts names no SECONDS"
    return timedelta(seconds=int(found[1]))


def _https_only() -> timedelta:
    [found] = re.findall(r"max-age=(\d+)", _HTTPS_ONLY["Strict-Transport-Security"])
    return timedelta(seconds=int(found))


#: What both wordings of the notice must say, and what the code says about it. Markdown's stars are
#: gone and lines are joined.
SAID: dict[str, Callable[[], timedelta]] = {
    r"({}) after your last message": lambda: timedelta(hours=CONFIG.keep_hours),
    r"Exit while you wait for a (?:worker|helper)(?:\. |, we keep it for )({})": lambda: PLACE_HELD,
    r"Exit while (?:a worker talks with you\. |you talk to a helper, we keep it for )({})": (
        lambda: WORKER_HAS
    ),
    r"six words to come back with(?:\. |, we keep it for )({})": (
        lambda: timedelta(hours=CONFIG.words_hours)
    ),
    r"what (?:was|the helper) (?:done, |did stays for )({})": (
        lambda: timedelta(days=CONFIG.keep_alert_days)
    ),
    r"locked, (?:for up to )?({})": lambda: timedelta(days=CONFIG.backup_days),
    r"without its words\. ({})|not have your words\. We keep it for ({})": (
        lambda: timedelta(days=CONFIG.keep_audit_days)
    ),
    r"(?:your summary|can read it), for ({}) at most": lambda: OPEN_FOR,
    r"(?:secure sites that it keeps for|name on a list, for) ({})": _https_only,
    r"cookie.{,40}?(?:stays for|It goes after) ({})": _marker,
}
_SPAN = r"\d+ (?:second|minute|hour|day|month|year)s?"

#: Lengths of time that law or the papers themselves set, and no code.
OF_THE_LAW = {
    (1, "month"): "Article 12(3): an answer to a request",
    (30, "day"): "DPA 2018 section 164A: a complaint is acknowledged",
    (72, "hour"): "Article 33: a breach is reported",
    (12, "month"): "the papers' own review",
}


def _in(unit: str, span: timedelta) -> tuple[int, str]:
    return round(span.total_seconds() / _SECONDS[unit]), unit


def of_the_code() -> dict[tuple[int, str], str]:
    """Every length of time that a paper may name because the code has it."""
    return {
        _in("hour", timedelta(hours=CONFIG.keep_hours)): "a chat",
        _in("hour", timedelta(hours=CONFIG.words_hours)): "return words",
        _in("day", timedelta(days=CONFIG.keep_alert_days)): "a reviewed alert",
        _in("day", timedelta(days=CONFIG.keep_case_days)): "a closed case",
        _in("day", WITHDRAWN_FOR): "a case that was taken back",
        _in("day", KEPT_AFTER): "the same, opened by two people",
        _in("hour", CASE_OPEN_FOR): "what two people open",
        _in("day", timedelta(days=CONFIG.keep_audit_days)): "the audit trail",
        _in("day", timedelta(days=CONFIG.keep_worker_days)): "a worker who left",
        _in("day", timedelta(days=CONFIG.backup_days)): "a backup, at most",
        _in("day", timedelta(days=_KEEP_DAYS)): "a backup, unless told otherwise",
        _in("day", timedelta(days=CONFIG.backup_days) + LEDGER_MARGIN): "the erasure ledger",
        _in("day", timedelta(days=DAYS_KEPT)): "the engine's memory where it could not be told",
        _in("minute", PLACE_HELD): "a place in the queue after exit",
        _in("minute", WORKER_HAS): "a worker's time after exit",
        _in("minute", IDLE): "a worker's session without a sign",
        _in("hour", AT_MOST): "a worker's session",
        _in("minute", _marker()): "the cookie behind Back",
        _in("hour", OPEN_FOR): "a lead's override",
        (2, "minute"): "return words: one more try",
        _in("day", timedelta(seconds=DAY)): "the salt of the limits",
        _in("year", _https_only()): "a browser keeps the host's name as https only",
    }


@pytest.mark.parametrize("heading", [ADULT, YOUNG])
@pytest.mark.parametrize("pattern", SAID)
def test_the_notice_says_the_times_that_the_code_keeps(pattern: str, heading: str) -> None:
    words = " ".join(plain(section(_NOTICE, heading)).split())
    found = re.findall(pattern.replace("{}", _SPAN), words)
    assert found, f"{heading} says nothing like: {pattern}"
    for one in found:
        [span] = spans(one if isinstance(one, str) else " ".join(one))
        assert _length(*span) == SAID[pattern](), f"{heading}: {span}"


@pytest.mark.parametrize("page", PAPERS)
def test_no_paper_names_a_time_that_neither_code_nor_law_has(page: str) -> None:
    assert spans(text(page)) - of_the_code().keys() - OF_THE_LAW.keys() == set()


def test_both_wordings_of_the_notice_say_the_same_times() -> None:
    adult, young = spans(section(_NOTICE, ADULT)), spans(section(_NOTICE, YOUNG))
    assert adult == young


def test_the_length_of_an_alerts_excerpt_is_told_as_it_is() -> None:
    told = {
        (page, number)
        for page in PAPERS
        for number in re.findall(r"([\d,]+)\s+characters\s+at\s+most", text(page))
    }
    assert {page for page, _ in told} >= {_NOTICE, "docs/dpia.md", "docs/threat-model.md"}
    assert {number for _, number in told} == {f"{EXCERPT_CHARACTERS:,}"}


def test_the_young_wording_can_be_read_at_nine_to_eleven() -> None:
    words = section(_NOTICE, YOUNG)
    # A school grade of 4 is an age of nine or ten.
    assert readability(words) <= 4
    assert [one for one in sentences(words) if len(one.split()) > 18] == []
    assert [word for word in re.findall(r"\w+", plain(words)) if len(word) > 11] == []


def test_the_adult_wording_is_plain() -> None:
    words = section(_NOTICE, ADULT)
    assert readability(words) <= 7
    assert [one for one in sentences(words) if len(one.split()) > 28] == []


@pytest.mark.parametrize("page", PAPERS)
def test_a_paper_says_which_version_it_is_and_that_it_is_a_draft(page: str) -> None:
    head = text(page).partition("\n## ")[0]
    assert re.search(r"^\| Version \| \d+, \d{1,2} [A-Z][a-z]+ 20\d\d \|$", head, re.M)
    assert "Draft until the charity's data protection lead has approved it" in head
    assert re.search(r"^\| Reviewed by \| .*12 months \|$", head, re.M)
    assert "| Next review | [CHARITY: date and name] |" in head


@pytest.mark.parametrize("page", PAPERS)
def test_a_paper_says_what_was_not_checked_and_what_is_not_there_yet(page: str) -> None:
    for heading in ("What was not checked", "Not yet"):
        found = re.search(rf"^(#{{2,3}} {heading})$", text(page), re.M)
        assert found, f"{page} has no such part: {heading}"
        assert re.search(r"^\* ", section(page, found[1]), re.M)


@pytest.mark.parametrize("page", PAPERS)
def test_no_paper_promises_too_much(page: str) -> None:
    said = text(page)
    assert not re.search(
        r"(completely|totally|100 ?%|entirely|perfectly) (private|safe|secure)", said
    )
    assert not re.search(r"!(?!\[)", said)
    # Addresses go out of date; law is named by instrument and article.
    assert re.findall(r"https?://\S+", said) == []


def test_every_table_is_in_the_record_of_processing() -> None:
    models = "\n".join(path.read_text() for path in modules("helpline/models"))
    tables = set(re.findall(r'__tablename__ = "(\w+)"', models))
    tables |= set(re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", text("bot/sealed.py")))
    assert len(tables) >= 11, "the models were not found"
    record = section("docs/record-of-processing.md", "## Where it lies")
    assert {name for name in tables if f"`{name}`" not in record} == set()


def test_the_assessment_counts_what_is_read_as_it_is() -> None:
    said = text("docs/dpia.md")
    assert f"({len(INTENTS)} kinds), for six kinds of danger, for {len(INDICATORS)} signs" in said
    assert len(ALERTS) == 6


@pytest.mark.parametrize("page", PAPERS)
def test_every_file_that_a_paper_names_is_there(page: str) -> None:
    named = re.findall(r"`((?:[\w.\-]+/)+[\w.\-]+\.(?:py|ts|yml|md|json|txt))`", text(page))
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_the_readme_leads_to_the_papers() -> None:
    linked = set(re.findall(r"\]\((docs/[^)]+)\)", text("README.md")))
    assert linked >= set(PAPERS)
