"""The words of the pages on which a partner agency fetches a referral: each has its place, and is
on the list of words that a specialist approves."""

import re

import content
from content import partners
from content.languages import LANGUAGES
from tests.docs.trees import ROOT

TABLE = partners.load(content.DATA)
PAGE = (ROOT / "web" / "widget" / "partner" / "partner.html").read_text("utf-8")


def test_every_place_on_the_page_has_words_in_each_language_and_no_word_is_left() -> None:
    places = set(re.findall(r"\{\{(\w+)\}\}", PAGE)) - {"lang", "dir"}
    for language in LANGUAGES:
        words = TABLE.door(language)
        assert set(words) == places
        assert all(text.strip() for text in words.values())
    same = {name for name, text in TABLE.door("cy").items() if text == TABLE.door("en")[name]}
    assert same == set()


def test_they_are_drafts_until_somebody_has_approved_them() -> None:
    names = [one for one in TABLE.words.names() if one.startswith(partners.DOOR)]
    assert len(names) == len(TABLE.door("en"))
    for name in names:
        for one in TABLE.words.variations(name):
            assert one.metadata["status"] == "draft"
            assert one.metadata["source"]
