"""The content as a store: who gets which words, what stands unapproved, and which numbers agree."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import content
import content.directory
import content.responses
from content import differences, numbers, standing
from content.differences import OTHERS, USUAL, Need
from content.errors import ContentError
from content.languages import LANGUAGES
from content.standing import Stamp
from scripts.content import hard
from understanding.corpus import read_topics
from understanding.names import INTENTS

ROOT = content.DATA.parent
TODAY = date(2026, 11, 22)

NEEDS = differences.needs(content.DATA)


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: f"{need.intent}-{need.answer}")
def test_everybody_gets_the_words_written_for_them(need: Need, words: content.Responses) -> None:
    assert [(one.slot, one.value) for one in differences.lacking([need], words)] == []


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: f"{need.intent}-{need.answer}")
def test_no_mixture_of_settings_is_without_an_answer(need: Need, words: content.Responses) -> None:
    """Each combination of the slots this answer differs by gets words for all of them that decide
    what is true or who speaks: language, age, nation.
    """
    for slots in differences.mixtures(need):
        said = words.pick(need.answer, slots).conditions
        special = {slot for slot in need.by if slots[slot] != USUAL[slot]}
        assert bool(said) == bool(special), slots
        assert set(said) <= {slot for slot in OTHERS if slots[slot] != USUAL[slot]}
        assert differences.must_have(need, slots) <= set(said), slots


def test_every_mixture_of_settings_is_tried() -> None:
    """Age, nation, language and style, each with each of the others that an answer differs by."""
    both = [need for need in NEEDS if {"audience", "nation", "style"} <= set(need.by)]
    assert len(both) >= 20
    for need in both:
        languages = len(LANGUAGES) if "language" in need.by else 1
        assert len(list(differences.mixtures(need))) == 2 * 5 * 2 * languages
    in_simple = {"audience": "adult", "nation": "scotland", "language": "en", "style": "simple"}
    assert all(differences.must_have(need, in_simple) == {"nation", "style"} for need in both)


def test_simple_words_for_nobodys_nation_are_found(tmp_path: Path) -> None:
    """Who asked for simple words is not told the law of no place, or of another one."""
    (tmp_path / "x").mkdir()
    nations = "".join(
        f"    - {{text: in {one}, condition: [{{type: slot, name: nation, value: {one}}}]}}\n"
        for one in OTHERS["nation"]
    )
    simple = "    - {text: simple, condition: [{type: slot, name: style, value: simple}]}\n"
    (tmp_path / "x" / "responses.yml").write_text(
        f"responses:\n  utter_x_a:\n    - {{text: usual}}\n{simple}{nations}"
    )
    words = content.responses.load(tmp_path, {})
    found = differences.lacking([Need("greet", "utter_x_a", ("nation", "style"))], words)
    assert [one.value for one in found] == [f"{one} simple" for one in OTHERS["nation"]]


def test_simple_is_simple_for_everybody_who_asked_for_it(words: content.Responses) -> None:
    assert hard(content.DATA, words) == []


def test_every_intent_says_how_its_answer_differs() -> None:
    topics = read_topics(ROOT / "domain.yml")
    assert {need.intent for need in NEEDS} == {*INTENTS, *topics}
    assert all("audience" in need.by for need in NEEDS)


def test_an_intent_that_the_list_forgets_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    rule = "rules: [{rule: a, steps: [{intent: greet}, {action: utter_x_a}]}]"
    (tmp_path / "x" / "rules.yml").write_text(rule)
    (tmp_path / "differs.yml").write_text("differs: {}")
    with pytest.raises(ContentError, match="greet"):
        differences.needs(tmp_path)


def test_words_that_are_the_same_for_two_nations_are_found(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "responses.yml").write_text(
        "responses:\n  utter_x_a:\n    - {text: usual}\n"
        + "".join(
            f"    - {{text: {text}, condition: [{{type: slot, name: nation, value: {nation}}}]}}\n"
            for nation, text in [("england", "one"), ("wales", "one"), ("scotland", "two")]
        )
    )
    words = content.responses.load(tmp_path, {})
    found = differences.lacking([Need("greet", "utter_x_a", ("nation",))], words)
    assert [one.value for one in found] == ["wales", "northern_ireland"]


def test_no_number_is_typed_into_an_answer(words: content.Responses) -> None:
    assert numbers.typed(words) == []


def test_every_number_on_a_page_is_in_the_directory(directory: content.Directory) -> None:
    assert numbers.strangers(ROOT, directory) == []
    assert numbers.conflicts(directory) == []


def test_a_number_that_was_typed_or_is_wrong_on_a_page_is_found(
    tmp_path: Path, directory: content.Directory
) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "responses.yml").write_text(
        'responses: {utter_x_a: [{text: "Call 0808 802 0301 or 999, on a day in May."}]}'
    )
    words = content.responses.load(tmp_path, {})
    assert [number for _, number in numbers.typed(words)] == ["0808 802 0301", "999"]
    page = tmp_path / "web" / "widget" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>0808 802 0300, or 0808 802 0301</p>")
    assert [n for _, n in numbers.strangers(tmp_path, directory)] == ["0808 802 0301"]


def _stamped(key: str, digest: str) -> Mapping[str, Stamp]:
    return {key: Stamp(key, digest, "Sam", TODAY)}


def test_everything_we_wrote_is_a_draft(
    directory: content.Directory, words: content.Responses
) -> None:
    all_of_it = standing.standings(standing.items(directory, words), {})
    assert [one.item.key for one in all_of_it if not one.draft] == []
    assert len({one.item.key for one in all_of_it}) == len(all_of_it)


def test_whoever_approves_reads_all_that_the_visitor_will(
    directory: content.Directory, words: content.Responses
) -> None:
    """A digest covers the card and the choices, so they are on the list as well."""
    shown = {item.key: item.text for item in standing.items(directory, words)}
    for name in words.names():
        for one in words.variations(name):
            text = shown[standing.wording_key(one)]
            card = (one.custom or {}).get("card") or {}
            titles = [button["title"] for button in one.buttons]
            for part in (one.text.strip(), *card.get("steps", ()), *titles):
                assert part in text, name


def test_a_stamp_holds_for_these_very_words_only(
    directory: content.Directory, words: content.Responses
) -> None:
    one = words.pick("utter_risk_no_score", {"audience": "young"})
    key, digest = standing.wording_key(one), standing.wording_digest(one)
    assert key == "utter_risk_no_score[audience=young]"
    assert standing.withheld(one, directory, {})
    assert not standing.withheld(one, directory, _stamped(key, digest))
    assert standing.withheld(one, directory, _stamped(key, "of other words"))


def test_an_approved_answer_waits_for_the_facts_that_it_quotes(
    directory: content.Directory, words: content.Responses
) -> None:
    """A penalty we only remember is not said until somebody has opened its page."""
    one = words.pick("utter_law_offence", {"nation": "scotland"})
    approved = _stamped(standing.wording_key(one), standing.wording_digest(one))
    assert standing.withheld(one, directory, approved)
    facts = [i for i in standing.items(directory, words) if i.key in standing.quoted(one)]
    unsure = {item.key for item in facts if item.confidence != "A"}
    assert "law.scotland_max" in unsure
    for item in facts:
        if item.key in unsure:
            assert standing.withheld(one, directory, approved)
            approved = {**approved, **_stamped(item.key, item.digest)}
    assert not standing.withheld(one, directory, approved)


def test_the_frame_is_never_withheld(
    directory: content.Directory, words: content.Responses
) -> None:
    for name in (
        "utter_safety_immediate_danger",
        "utter_arrival_welcome",
        "utter_handoff_closed",
        "utter_safety_no_form",
        # Taking back what one agreed to waits for no specialist.
        "utter_self_referral_withdraw",
        "utter_self_referral_withdrawn",
    ):
        assert not standing.withheld(words.pick(name, USUAL), directory, {})


def test_asking_for_details_is_not_part_of_the_frame(
    directory: content.Directory, words: content.Responses
) -> None:
    for name in ("utter_self_referral_ask_name", "utter_self_referral_consent"):
        assert standing.withheld(words.pick(name, USUAL), directory, {})


def test_the_frame_speaks_welsh(words: content.Responses) -> None:
    """All that is said around the answers, and the whole form; each a draft until a Welsh speaker
    has read it."""
    framed = [
        name
        for name in words.names()
        if standing.FRAME.match(name) or name.startswith(("utter_self_referral_", "utter_signpost"))
    ]
    assert len(framed) > 100
    lacking = []
    for name in framed:
        chosen = words.pick(name, {**USUAL, "language": "cy"})
        if chosen.conditions.get("language") != "cy" or "Welsh" not in chosen.metadata["note"]:
            lacking.append(name)
    assert lacking == []


def test_young_people_get_the_words_of_their_own_nation(words: content.Responses) -> None:
    """Law, police, orders, rights, services: what is true for them differs as for everybody."""
    both = [need for need in NEEDS if need.together]
    assert len(both) >= 20
    for need in both:
        said = {
            nation: words.pick(need.answer, {**USUAL, "audience": "young", "nation": nation})
            for nation in OTHERS["nation"]
        }
        assert len({one.text for one in said.values()}) == 4, need.answer
        assert all(len(one.conditions) == 2 for one in said.values()), need.answer
        assert all("services.childline" in one.text for one in said.values()), need.answer


def test_an_answer_that_leaves_the_young_of_a_nation_out_is_found(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    written = "".join(
        f"    - {{text: {who} {nation}, condition: ["
        + "".join(
            f"{{type: slot, name: {slot}, value: {value}}},"
            for slot, value in (("nation", nation), *([("audience", "young")] if who else []))
        )
        + "]}\n"
        for nation in OTHERS["nation"]
        for who in ("", *(["young"] if nation != "wales" else []))
    )
    young = "    - {text: young, condition: [{type: slot, name: audience, value: young}]}\n"
    (tmp_path / "x" / "responses.yml").write_text(
        f"responses:\n  utter_x_a:\n    - {{text: usual}}\n{young}{written}"
    )
    words = content.responses.load(tmp_path, {})
    need = Need("greet", "utter_x_a", ("audience", "nation"), together=True)
    assert [one.value for one in differences.lacking([need], words)] == ["young in wales"]


def test_a_stamp_runs_out(directory: content.Directory, words: content.Responses) -> None:
    (item,) = [i for i in standing.items(directory, words) if i.key == "law.s4a_max"]
    (found,) = standing.standings(iter([item]), _stamped(item.key, item.digest))
    assert found.due == "2027-02-20"
    assert not found.overdue(date(2027, 2, 20))
    assert found.overdue(date(2027, 2, 21))
