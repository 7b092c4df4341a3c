"""Welsh: what has to be there, that the young are named Childline in it too, and that its warnings
come first. Each is a draft, and says so."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

import content
import content.responses
from content import choices, phrases
from content.differences import USUAL
from content.errors import ContentError
from content.responses import Variation
from content.wording import placeholders
from tests.unit.content.test_said_with_care import WITH_STEPS

YOUNG, WELSH = {"audience": "young"}, {"language": "cy"}
#: Of the answers beside the frame, those that bear most on somebody's safety. A list by hand: an
#: answer that is added to it has to be written in Welsh.
SAFETY = {
    "utter_recognising_changed", "utter_recognising_ask", "utter_recognising_once",
    "utter_recognising_feelings", "utter_recognising_four", "utter_recognising_doubt",
    "utter_recognising_barrier", "utter_recognising_supporter", "utter_supporters_urgent",
    "utter_obstacles_threat", "utter_recognising_own_behaviour",
    "utter_safety_planning_start", "utter_safety_planning_unsafe",
    "utter_online_safety_start", "utter_online_safety_unsafe", "utter_online_safety_walked",
    "utter_trackers_found", "utter_trackers_leave", "utter_spyware_check",
    "utter_location_sharing_check", "utter_location_sharing_not_safe", "utter_accounts_secure",
    "utter_contact_choices", "utter_evidence_log", "utter_images_help",
    "utter_police_report", "utter_police_quiet", "utter_police_text", "utter_orders_broken",
    "utter_law_offence",
    "utter_supporters_heard", "utter_supporters_neck", "utter_supporters_today_here",
    "utter_supporters_today_closed", "utter_supporters_today_more", "utter_supporters_told",
    "utter_supporters_today_services", "utter_signposting_today", "utter_supporters_child",
    "utter_supporters_do", "utter_supporters_drawn_in", "utter_supporters_doing_it",
    "utter_accounts_shared", "utter_police_deaf", "utter_orders_before", "utter_devices_check",
    "utter_devices_step_plan", "utter_social_media_tighten", "utter_social_media_step_plan",
    "utter_safety_planning_travel", "utter_safety_planning_work", "utter_safety_planning_school",
    "utter_safety_planning_university", "utter_safety_planning_children",
    "utter_safety_planning_neighbours", "utter_own_behaviour_urge", "utter_own_behaviour_angry",
    "utter_police_ways", "utter_police_say", "utter_police_evidence", "utter_police_after",
    "utter_police_words", "utter_supporters_say_stop", "utter_orders_yourself", "utter_rights_code",
    "utter_law_counts", "utter_law_online", "utter_awareness_what_is_stalking",
}  # fmt: skip
_WARNING = re.compile(r"sylwi|ymateb|ystiolaeth|dangos iddyn|[pb]rawf", re.I)


def in_welsh(words: content.Responses, name: str, **more: str) -> Variation:
    return words.pick(name, {**USUAL, **WELSH, **more})


def all_welsh(words: content.Responses) -> Iterator[Variation]:
    for name in words.names():
        for one in words.variations(name):
            if one.conditions.get("language") == "cy":
                yield one


def test_what_bears_most_on_safety_is_there_in_welsh(words: content.Responses) -> None:
    # All of the conversation about how urgent it is, and each step of a walk or a plan.
    whole = {name for name in words.names() if name.startswith("utter_risk_") or "_step_" in name}
    wanted = SAFETY | whole
    lacking = [n for n in wanted if "language" not in in_welsh(words, n).conditions]
    assert lacking == []
    assert len(wanted) > 140


def test_every_welsh_wording_says_that_it_is_to_be_checked(words: content.Responses) -> None:
    assert [one.name for one in all_welsh(words) if "Welsh" not in one.metadata["note"]] == []
    assert [one.name for one in all_welsh(words) if one.metadata["status"] != "draft"] == []


def test_the_young_are_named_childline_in_welsh_where_they_are_in_english(
    words: content.Responses,
) -> None:
    """But for the one answer that turns back to English, and says it in English too."""

    def named(one: Variation) -> bool:
        return any("childline" in key for key in placeholders([one.text, one.custom]))

    lacking = []
    for name in words.names():
        welsh = in_welsh(words, name, **YOUNG)
        if "language" in welsh.conditions and named(words.pick(name, {**USUAL, **YOUNG})):
            lacking += [] if named(welsh) else [name]
    assert lacking == ["utter_language_english"]


def test_a_welsh_step_that_can_be_noticed_says_so_before_the_steps(
    words: content.Responses,
) -> None:
    first = [
        one
        for one in all_welsh(words)
        if any(one.name.startswith(f"utter_{skill}_") for skill in WITH_STEPS)
        and not one.name.endswith(("_unsafe", "_cant", "_later"))
    ]
    assert len(first) >= 10
    assert [one.name for one in first if not _WARNING.search(one.text)] == []


def test_every_choice_that_who_reads_welsh_is_offered_is_in_welsh(
    words: content.Responses,
) -> None:
    """With the answer, or from the list (data/language/choices.yml)."""
    called = choices.written(content.DATA)
    english = {
        button["title"]
        for name in words.names()
        for one in words.variations(name)
        if one.conditions.get("language") != "cy"
        for button in one.buttons
    }
    lacking = set()
    for name in words.names():
        for audience, style in product(("adult", "young"), ("standard", "simple")):
            chosen = in_welsh(words, name, audience=audience, style=style)
            lacking |= {one["title"] for one in chosen.buttons if one["title"] in english}
    assert sorted(title for title in lacking if "cy" not in called.get(title, {})) == []
    assert sorted(set(called) - english) == []


def test_choices_are_short_in_welsh_too_and_keep_their_numbers(facts: dict[str, str]) -> None:
    called = choices.load(content.DATA, facts)["cy"]
    assert called["Talk to a person"] == "Siarad â pherson"
    assert called["18 or over"] == "18 neu'n hŷn"
    assert [title for title in called.values() if len(title.split()) > 5] == []


def test_two_choices_of_one_answer_are_not_called_the_same(words: content.Responses) -> None:
    called = choices.written(content.DATA)
    same = []
    for name in words.names():
        for one in words.variations(name):
            titles = [b["title"] for b in one.buttons]
            welsh = [called.get(title, {}).get("cy", title) for title in titles]
            same += [name] if len(set(welsh)) < len(set(titles)) else []
    assert same == []


def test_every_phrase_says_where_it_comes_from(words: content.Responses) -> None:
    said = phrases.load(content.DATA)
    for name in said.names():
        for one in said.variations(name):
            for field in ("source", "checked", "review_by", "confidence", "status"):
                assert one.metadata.get(field), (name, field)
    # One by one, as people wrote them: not one source for a whole file.
    for kind, fewest in ((phrases.WHY, 10), (phrases.SAID_BACK, 10), (phrases.FORM, 4)):
        mine = [name for name in said.names() if name.startswith(kind)]
        assert len({said.metadata(name)["source"] for name in mine}) >= fewest, kind


@pytest.mark.parametrize("lost", ["source", "confidence"])
def test_a_phrase_without_a_source_is_named(lost: str) -> None:
    written = {"why": {"young": {"en": "They are there.", "source": "S39", "confidence": "A"}}}
    del written["why"]["young"][lost]
    (name, lines, said), *_ = phrases._why(written)
    with pytest.raises(ContentError, match=f"young lacks {lost}"):
        phrases.provenance("why.yml", name, {"status": "draft"}, said)
    assert lines["cy"] == lines["en"]
