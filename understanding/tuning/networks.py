"""The two encoders while they learn, and the heads that say what the vectors are to tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from understanding.names import ALERTS, INDICATORS, INTENTS

MAX_TOKENS = 96
SHARPNESS = 16.0
"""How strongly the cosines between -1 and 1 are told apart."""


class Words:
    """The tokenizer of a model's folder."""

    def __init__(self, folder: Path, pad: int) -> None:
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self._tokenizer.no_padding()
        self._pad = pad

    def encode(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        """Token ids of the texts, and where they are texts rather than filling."""
        rows = [self._tokenizer.encode(text).ids for text in texts]
        width = max(len(row) for row in rows)
        ids = torch.tensor([row + [self._pad] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        return ids, mask


def pool(states: Tensor, mask: Tensor) -> Tensor:
    """Unit vectors: the mean over the tokens."""
    weights = mask.unsqueeze(-1).float()
    mean = (states.float() * weights).sum(1) / weights.sum(1)
    return nn.functional.normalize(mean, dim=-1)


class Student(nn.Module):
    """The small encoder, learned in whole but for its table of words."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False).float()
        self.words = Words(folder, pad=0)
        self.size: int = self.body.config.hidden_size
        self.body.embeddings.word_embeddings.weight.requires_grad = False

    def forward(self, texts: list[str]) -> Tensor:
        ids, mask = self.words.encode(texts)
        return pool(self.body(input_ids=ids, attention_mask=mask).last_hidden_state, mask)


class Teacher(nn.Module):
    """The large encoder. Its lower layers stay as they are, so each text passes them once."""

    def __init__(self, folder: Path, frozen: int) -> None:
        super().__init__()
        self.body: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False).float()
        self.words = Words(folder, pad=1)
        self.size: int = self.body.config.hidden_size
        self._frozen = frozen
        self._seen: dict[str, Tensor] = {}
        for parameter in self.body.parameters():
            parameter.requires_grad = False
        for layer in self.body.encoder.layer[frozen:]:
            for parameter in layer.parameters():
                parameter.requires_grad = True

    def _pass(self, states: Tensor, mask: Tensor, layers: Any) -> Tensor:
        bias = self.body.encoder.compute_position_bias(states)
        hidden = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in layers:
            states = layer(states, hidden, bias)[0]
        return states

    def _lower(self, texts: list[str]) -> None:
        """Keeps the states between the frozen layers and the others, without filling."""
        self.body.eval()
        with torch.no_grad():
            ids, mask = self.words.encode(texts)
            states = self._pass(
                self.body.embeddings(input_ids=ids), mask, self.body.encoder.layer[: self._frozen]
            )
        self.body.train(self.training)
        for row, text, size in zip(states, texts, mask.sum(1).tolist(), strict=True):
            self._seen[text] = row[:size].to(torch.bfloat16).clone()

    def forward(self, texts: list[str]) -> Tensor:
        fresh = [text for text in texts if text not in self._seen]
        if fresh:
            self._lower(fresh)
        rows = [self._seen[text] for text in texts]
        states = nn.utils.rnn.pad_sequence(rows, batch_first=True).float()
        sizes = torch.tensor([len(row) for row in rows])
        mask = (torch.arange(states.shape[1])[None] < sizes[:, None]).long()
        return pool(self._pass(states, mask, self.body.encoder.layer[self._frozen :]), mask)


class Heads(nn.Module):
    """What is read off a vector while tuning. Thrown away after: training fits its own."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.intents = nn.Parameter(torch.randn(len(INTENTS), size) * 0.05)
        self.flags = nn.Linear(size, len(ALERTS) + len(INDICATORS))

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of the intents, and of the alerts and indicators."""
        centres = nn.functional.normalize(self.intents, dim=-1)
        return SHARPNESS * vectors @ centres.T, self.flags(vectors * SHARPNESS)
