"""What trainings before found in texts, so that the next one looks only at what is new.

Wordings and the parser are most of a training's time, and find in a text what they found in it the
last time, as long as neither they nor the code has changed. Kept beside the model as `known.npz`:
hashes of texts and what was found, no text; not part of the model, and left unread if in doubt.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from understanding.artefact import Arrays, dump_arrays, load_arrays
from understanding.errors import ArtefactError
from understanding.kinds import Row
from understanding.names import ALERTS, INDICATORS

FILE = "known.npz"

Names = tuple[frozenset[str], frozenset[str]]
"""The marks of a text, and the alerts that it speaks against."""

Heard = tuple[Row, tuple[bool, ...]]
"""A text in kinds, and which indicators its wordings tell."""

Key = bytes
Bits = npt.NDArray[np.bool_]

_PARTS = frozenset(
    {"code", "named", "names", "heard", "told", "row_sizes", "row_columns", "row_values"}
)


def key_of(plain: str) -> Key:
    """How a plain text is known: by its sha256."""
    return hashlib.sha256(plain.encode()).digest()


@dataclass
class Known:
    """Of texts looked at before: their names, and what was heard in them.

    `code`: a digest of all that decides what is found (code, wordings, versions).
    `marks`: the names of all marks, in order. Neither is needed where nothing is kept.
    """

    code: str = ""
    marks: tuple[str, ...] = ()
    names: dict[Key, Names] = field(default_factory=dict)
    heard: dict[Key, Heard] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, code: str, marks: tuple[str, ...]) -> Known:
        """What is kept in a model's folder; nothing where it was found by other code, or is no
        file of ours."""
        known = cls(code, marks)
        try:
            arrays = load_arrays({FILE: (folder / FILE).read_bytes()}, FILE)
        except (OSError, ArtefactError):
            return known
        if set(arrays) != _PARTS or str(arrays["code"]) != code:
            return known
        try:
            known._take(arrays)
        except (ValueError, IndexError):
            # Parts that do not fit each other: nothing of it is believed.
            return cls(code, marks)
        return known

    def _take(self, arrays: Arrays) -> None:
        all_names = np.array([*self.marks, *ALERTS])
        own = len(self.marks)
        for key, bits in zip(arrays["named"], _open(arrays["names"], len(all_names)), strict=True):
            self.names[key.tobytes()] = (
                frozenset(all_names[:own][bits[:own]].tolist()),
                frozenset(all_names[own:][bits[own:]].tolist()),
            )
        ends = np.cumsum(arrays["row_sizes"])
        if {len(arrays["row_columns"]), len(arrays["row_values"])} != {int(ends[-1])}:
            raise ValueError("rows of another length")
        columns = np.split(arrays["row_columns"].astype(np.int64), ends[:-1])
        values = np.split(arrays["row_values"], ends[:-1])
        told = _open(arrays["told"], len(INDICATORS))
        for key, *row, said in zip(arrays["heard"], columns, values, told, strict=True):
            self.heard[key.tobytes()] = (Row(*row), tuple(said.tolist()))

    def dump(self, keys: set[Key]) -> bytes:
        """What is known of these texts as a file's content; the same always gives the same."""
        named = [key for key in sorted(self.names) if key in keys]
        heard = [key for key in sorted(self.heard) if key in keys]
        rows = [self.heard[key][0] for key in heard]
        names = [
            [*(name in self.names[key][0] for name in self.marks),
             *(name in self.names[key][1] for name in ALERTS)]
            for key in named
        ]  # fmt: skip
        return dump_arrays(
            {
                "code": np.array(self.code),
                "named": _stack(named),
                "names": np.packbits(np.array(names, dtype=bool), axis=1),
                "heard": _stack(heard),
                "told": np.packbits(np.array([self.heard[key][1] for key in heard]), axis=1),
                "row_sizes": np.array([len(row.columns) for row in rows], dtype=np.int64),
                "row_columns": np.concatenate([row.columns for row in rows]).astype(np.int32),
                "row_values": np.concatenate([row.values for row in rows]),
            }
        )


def _stack(keys: list[Key]) -> Any:
    return np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1)


def _open(packed: Any, count: int) -> Bits:
    bits: Bits = np.unpackbits(packed, axis=1, count=count).astype(bool)
    return bits
