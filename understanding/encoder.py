"""Turns a sentence into 384 numbers that lie close for sentences of like meaning.

A MiniLM of six layers, tuned to what people write to us (understanding/tuning), in 8 bits, run by
onnxruntime on one thread. Weights and tokenizer are kept beside this file; both are checked
against a pinned sha256 before use, and what was checked is what is loaded (from memory, not from
the file again).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from understanding.errors import ArtefactError

Vector = npt.NDArray[np.float32]

DIMENSIONS = 384
MAX_TOKENS = 256
"""The longest text the encoder knows. Set here, as the tokenizer's file itself says 128."""

WEIGHTS, WORDS = "encoder.onnx", "words.json"

PINNED: dict[str, str] = {
    WEIGHTS: "fe23581c4d831bef6c7b5255f2f4fe359052b90b5722298df6c9d4bfb733f5f0",
    WORDS: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def read_pinned(name: str) -> bytes:
    """A file beside this one, checked by its sha256."""
    try:
        content = Path(__file__).with_name(name).read_bytes()
    except OSError as error:
        raise ArtefactError(f"understanding/{name} cannot be read") from error
    if hashlib.sha256(content).hexdigest() != PINNED[name]:
        raise ArtefactError(f"understanding/{name} is not the file that was pinned")
    return content


class Encoder:
    """Sentence encoder; safe to call from several threads at once."""

    def __init__(self, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            read_pinned(WEIGHTS), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_str(read_pinned(WORDS).decode())
        self._tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, text: str) -> Vector:
        """Unit vector of one plain text.

        One text a run, never a batch: the 8-bit weights are scaled by what else is in the batch,
        so a sentence would be read a little differently in different company.
        """
        ids = np.asarray([self._tokenizer.encode(text).ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"ids": ids})
        vector: Vector = vectors[0]
        return vector
