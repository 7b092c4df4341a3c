"""Takes the weights of a finished encoder (export.py) back, so that tuning goes on from there.

They come back from 8 bits, so not bit for bit what they were; a first epoch is learned over that.
The table of words is never tuned, so it stays that of the model all tuning began with.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from understanding.tuning.networks import Student

_AXIS = {"scale": "_scale", "zero": "_zero_point", "whole": "_quantized"}


class _Kept:
    """The arrays of an encoder's file, by the name they had before they were made whole numbers."""

    def __init__(self, path: Path) -> None:
        graph: Any = onnx.load(str(path)).graph
        self._arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        self.names = list(self._arrays)

    def take(self, name: str) -> Tensor:
        """One array in full numbers."""
        if name in self._arrays:
            return torch.from_numpy(self._arrays[name].astype(np.float32))
        scale, zero, whole = (
            self._arrays[name + ending].astype(np.float32) for ending in _AXIS.values()
        )
        return torch.from_numpy((whole - zero) * scale)


def _dense(kept: _Kept) -> list[str]:
    """The names of the three products of each layer after its attention, in order."""
    ending = _AXIS["whole"]
    names = [name.removesuffix(ending) for name in kept.names if name.endswith(ending)]
    return [name for name in names if name.startswith("onnx::MatMul_")]


def resume(student: Student, path: Path) -> None:
    """Gives a student the weights of an encoder's file."""
    kept = _Kept(path)
    new: dict[str, Tensor] = {}
    for part in ("position_embeddings.weight", "token_type_embeddings.weight",
                 "LayerNorm.weight", "LayerNorm.bias"):  # fmt: skip
        new[f"embeddings.{part}"] = kept.take(f"body.embeddings.{part}")
    products = iter(_dense(kept))
    for layer in range(student.body.config.num_hidden_layers):
        here = f"encoder.layer.{layer}"
        packed = kept.take(f"Attention_{layer}_qkv_weight").chunk(3, dim=1)
        biases = kept.take(f"Attention_{layer}_qkv_bias").chunk(3)
        for name, weight, bias in zip(("query", "key", "value"), packed, biases, strict=True):
            new[f"{here}.attention.self.{name}.weight"] = weight.T.contiguous()
            new[f"{here}.attention.self.{name}.bias"] = bias
        for name in ("attention.output", "intermediate", "output"):
            new[f"{here}.{name}.dense.weight"] = kept.take(next(products)).T.contiguous()
            new[f"{here}.{name}.dense.bias"] = kept.take(f"body.{here}.{name}.dense.bias")
        for name in ("attention.output", "output"):
            for part in ("weight", "bias"):
                whole = f"{here}.{name}.LayerNorm.{part}"
                new[whole] = kept.take(f"body.{whole}")
    missing, unknown = student.body.load_state_dict(new, strict=False)
    left = [name for name in missing if "word_embeddings" not in name and "_ids" not in name]
    if left or unknown:
        raise SystemExit(f"{path.name} is no encoder of ours: {sorted([*left, *unknown])[:3]}")
