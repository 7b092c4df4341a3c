"""How one YAML file is opened."""

from unittest import mock

import pytest
from ruamel.yaml.error import YAMLError

from content import files


def test_a_text_is_parsed_once_and_each_who_asks_may_change_what_they_get() -> None:
    text = "words: [one, two]\nmore: {of: it}\n"
    first = files.parse(text)
    first["words"].append("three")
    first["more"].clear()
    with mock.patch.object(files, "YAML", side_effect=AssertionError("parsed again")):
        assert files.parse(text) == {"words": ["one", "two"], "more": {"of": "it"}}


def test_a_text_that_is_not_yaml_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(YAMLError):
            files.parse("a: b: c: [")
