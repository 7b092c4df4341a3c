"""What a training found in texts is found again without looking, and only while nothing changed."""

from pathlib import Path

import numpy as np
import pytest

from understanding import looking
from understanding.artefact import dump_arrays, load_arrays
from understanding.known import FILE, Known, key_of
from understanding.looking import hear, look
from understanding.patterns import load_book

PLAINS = [
    "he is outside my door with a knife",
    "she never hit me",
    "my ex texts me every day and waits at work",
    "hello",
]


@pytest.fixture(scope="module")
def known() -> Known:
    """What is found in these texts by looking."""
    known = Known("code", load_book().marks)
    look(PLAINS, known)
    hear(PLAINS, known)
    return known


def _kept(known: Known, folder: Path, plains: list[str] = PLAINS) -> None:
    (folder / FILE).write_bytes(known.dump({key_of(plain) for plain in plains}))


def test_what_is_kept_comes_back_as_it_was(known: Known, tmp_path: Path) -> None:
    _kept(known, tmp_path)
    again = Known.load(tmp_path, "code", load_book().marks)
    assert again.names == known.names
    assert "immediate_danger" in again.names[key_of(PLAINS[0])][0]
    assert again.heard.keys() == known.heard.keys()
    for key, (row, told) in again.heard.items():
        assert told == known.heard[key][1]
        assert row.columns.dtype == known.heard[key][0].columns.dtype
        assert np.array_equal(row.columns, known.heard[key][0].columns)
        assert np.array_equal(row.values, known.heard[key][0].values)
    assert again.dump({*again.names}) == known.dump({*known.names})


def test_only_what_is_new_is_looked_at(
    known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kept(known, tmp_path, PLAINS[:3])
    again = Known.load(tmp_path, "code", load_book().marks)
    handed: list[list[str]] = []
    share = looking._share
    monkeypatch.setattr(
        looking, "_share", lambda work, some: handed.append(some) or share(work, some)
    )
    seen, heard = look(PLAINS, again), hear(PLAINS, again)
    assert handed == [["hello"], ["hello"]]
    afresh = look(PLAINS, Known())
    for one, other in zip(seen, afresh, strict=True):
        assert (one.raised, one.calm) == (other.raised, other.calm)
        assert np.array_equal(one.marks, other.marks)
        assert np.array_equal(one.buckets, other.buckets)
    assert [told for _, told in heard] == [told for _, told in hear(PLAINS, Known())]


def test_what_other_code_found_is_not_believed(known: Known, tmp_path: Path) -> None:
    _kept(known, tmp_path)
    assert Known.load(tmp_path, "other code", load_book().marks).names == {}


@pytest.mark.parametrize("content", [b"", b"no arrays", None])
def test_a_file_that_is_none_of_ours_is_left_unread(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    known = Known.load(tmp_path, "code", load_book().marks)
    assert (known.names, known.heard) == ({}, {})


@pytest.mark.parametrize("part", ["named", "names", "heard", "told", "row_sizes", "row_values"])
def test_parts_that_do_not_fit_each_other_are_not_believed(
    known: Known, tmp_path: Path, part: str
) -> None:
    _kept(known, tmp_path)
    arrays = load_arrays({FILE: (tmp_path / FILE).read_bytes()}, FILE)
    arrays[part] = arrays[part][:-1]
    (tmp_path / FILE).write_bytes(dump_arrays(arrays))
    again = Known.load(tmp_path, "code", load_book().marks)
    assert (again.names, again.heard) == ({}, {})


def test_no_text_is_kept(known: Known) -> None:
    content = known.dump({*known.names})
    assert b"outside" not in content
    assert b"knife" not in content
