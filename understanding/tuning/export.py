"""Writes a tuned encoder as the file that is kept with the code: ONNX, 8 bits, one output.

The graph is fused first (attention, norms) and then quantised, which together halves the time of
a reading. Weights take 7 of the 8 bits, as processors without VNNI add pairs of products in 16
bits and would cut the largest sums off: a message must read alike on every machine.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from torch import Tensor, nn

from understanding.tuning.networks import Student

OPSET = 17


class _Vector(nn.Module):
    """Token ids of one text in, its unit vector out."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        self.body = student.body

    def forward(self, ids: Tensor) -> Tensor:
        states = self.body(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        return nn.functional.normalize(states.mean(1), dim=-1)


def export(student: Student, target: Path) -> None:
    """The student as an 8-bit ONNX file; the same weights always give the same bytes."""
    student.eval()
    config = student.body.config
    config._attn_implementation = "eager"
    with tempfile.TemporaryDirectory() as folder:
        whole, fused = Path(folder, "whole.onnx"), Path(folder, "fused.onnx")
        torch.onnx.export(
            _Vector(student),
            (torch.tensor([[101, 7592, 2088, 102]]),),
            str(whole),
            input_names=["ids"],
            output_names=["vector"],
            dynamic_axes={"ids": {1: "tokens"}},
            opset_version=OPSET,
            dynamo=False,
        )
        graph = optimizer.optimize_model(
            str(whole),
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
        )
        graph.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused),
            str(target),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
