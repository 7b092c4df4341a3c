"""The loop: batches of texts of like length, one loss over all that is known of them."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from sklearn.metrics import average_precision_score, f1_score
from torch import Tensor, nn

from understanding.names import ALERTS, INDICATORS, INTENTS
from understanding.tuning.augment import rewrite
from understanding.tuning.examples import UNSAID, Example
from understanding.tuning.networks import Heads

BATCH = 32
SMOOTHING = 0.1
WARM = 0.1
RARITY = 0.35
"""How much more an example of a rare intent counts, as in fitting.py."""

HEAT = 2.0
"""Temperature at which the student learns how likely the teacher holds each intent."""

Lesson = tuple[Tensor, Tensor]
"""What a teacher says of a text: scores of the intents, and of the alerts and indicators."""


@dataclass(frozen=True)
class Plan:
    """How one encoder is tuned."""

    epochs: int
    rate: float
    head_rate: float
    rewriting: bool
    seed: int = 20261122


def make_batches(examples: list[Example], dice: random.Random) -> Iterator[list[Example]]:
    """All examples in an order of chance; like lengths together, so that little is filling."""
    order = dice.sample(examples, len(examples))
    batches = []
    for start in range(0, len(order), BATCH * 16):
        some = sorted(order[start : start + BATCH * 16], key=lambda one: len(one.text))
        batches += [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    dice.shuffle(batches)
    yield from batches


def weigh_intents(examples: list[Example]) -> Tensor:
    """How much an example of each intent counts."""
    told = [one.intent for one in examples if one.intent != UNSAID]
    counts = torch.bincount(torch.tensor(told), minlength=len(INTENTS)).clamp(min=1).float()
    weights = (counts / counts.sum()) ** -RARITY
    return weights / (weights * counts / counts.sum()).sum()


def known_loss(examples: list[Example], intents: Tensor, flags: Tensor, counting: Tensor) -> Tensor:
    """How far the scores are from what people said. `counting`: the intents' weights."""
    truth = torch.tensor([one.intent for one in examples])
    said = truth != UNSAID
    loss = flags.sum() * 0.0
    if said.any():
        loss = loss + nn.functional.cross_entropy(
            intents[said], truth[said], counting, label_smoothing=SMOOTHING
        )
    marks = torch.tensor([one.alerts + one.indicators for one in examples], dtype=torch.float32)
    known = marks >= 0
    if known.any():
        hard = torch.tensor([[float(one.hard)] for one in examples])
        weight = 1.0 + 2.0 * marks.clamp(min=0) + hard * (marks == 0)
        each = nn.functional.binary_cross_entropy_with_logits(
            flags, marks.clamp(min=0), reduction="none"
        )
        loss = loss + 4.0 * (each * weight)[known].mean()
    return loss


def taught_loss(lessons: list[Lesson], intents: Tensor, flags: Tensor) -> Tensor:
    """How far the scores are from the teacher's."""
    wanted = torch.stack([lesson[0] for lesson in lessons])
    chances = torch.stack([lesson[1] for lesson in lessons]).sigmoid()
    divergence = nn.functional.kl_div(
        nn.functional.log_softmax(intents / HEAT, -1),
        nn.functional.log_softmax(wanted / HEAT, -1),
        log_target=True,
        reduction="batchmean",
    )
    each = nn.functional.binary_cross_entropy_with_logits(flags, chances)
    return divergence * HEAT**2 + 4.0 * each


def _groups(encoder: nn.Module, heads: Heads, plan: Plan) -> list[dict[str, Any]]:
    moved = [p for p in encoder.parameters() if p.requires_grad]
    return [
        {"params": [p for p in moved if p.ndim > 1], "lr": plan.rate, "weight_decay": 0.01},
        {"params": [p for p in moved if p.ndim < 2], "lr": plan.rate, "weight_decay": 0.0},
        {"params": list(heads.parameters()), "lr": plan.head_rate, "weight_decay": 0.0},
    ]


def tune(
    encoder: nn.Module,
    heads: Heads,
    examples: list[Example],
    plan: Plan,
    say: Callable[[str], None],
    keep: Path,
    lessons: dict[str, Lesson] | None = None,
    judged: list[Example] | None = None,
) -> None:
    """Tunes in place, and keeps the state after each epoch, by its number and as the newest.

    `lessons`: a teacher's, by text.
    """
    dice = random.Random(plan.seed)  # noqa: S311
    torch.manual_seed(plan.seed)
    counting = weigh_intents(examples)
    optimiser = torch.optim.AdamW(_groups(encoder, heads, plan))
    steps = plan.epochs * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(
            step / (WARM * steps + 1), max(0.02, (steps - step) / (steps * (1 - WARM)))
        ),
    )
    for epoch in range(plan.epochs):
        encoder.train()
        start, total, count = time.monotonic(), 0.0, 0
        for batch in make_batches(examples, dice):
            texts = [rewrite(one.text, dice) if plan.rewriting else one.text for one in batch]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = encoder(texts)
            intents, flags = heads(vectors.float())
            loss = known_loss(batch, intents, flags, counting)
            if lessons is not None:
                loss = loss + taught_loss([lessons[one.text] for one in batch], intents, flags)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(loss), count + 1
            if count % 40 == 0:
                say(
                    f"  {count} batches, loss {total / count:.3f}, {time.monotonic() - start:.0f} s"
                )
        kept = keep.with_stem(f"{keep.stem}-{epoch + 1}")
        torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, kept)
        shutil.copyfile(kept, keep)
        line = f"epoch {epoch + 1}: loss {total / count:.3f}, {time.monotonic() - start:.0f} s"
        say(line + (f"; held out: {judge(encoder, heads, judged)}" if judged else ""))


def begin(encoder: nn.Module, heads: Heads, examples: list[Example]) -> None:
    """Sets each intent's centre to the middle of its examples' vectors, where tuning goes on."""
    encoder.eval()
    told = [one for one in examples if one.intent != UNSAID]
    told.sort(key=lambda one: len(one.text))
    sums = torch.zeros_like(heads.intents)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(told), 64):
            some = told[start : start + 64]
            vectors = encoder([one.text for one in some]).float()
            sums.index_add_(0, torch.tensor([one.intent for one in some]), vectors)
        heads.intents.copy_(nn.functional.normalize(sums, dim=-1))


def teach(encoder: nn.Module, heads: Heads, texts: list[str]) -> dict[str, Lesson]:
    """What the tuned encoder says of each text."""
    encoder.eval()
    order = sorted(texts, key=len)
    lessons: dict[str, Lesson] = {}
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), 64):
            some = order[start : start + 64]
            intents, flags = heads(encoder(some).float())
            lessons.update(zip(some, zip(intents.float(), flags.float(), strict=True), strict=True))
    return lessons


def judge(encoder: nn.Module, heads: Heads, examples: list[Example]) -> str:
    """How well the heads read held-out texts: macro F1 of intents, mean precision of the rest."""
    lessons = teach(encoder, heads, [one.text for one in examples])
    told = [one for one in examples if one.intent != UNSAID]
    read = [int(lessons[one.text][0].argmax()) for one in told]
    truth = [one.intent for one in told]
    macro = f1_score(truth, read, average="macro", labels=range(len(INTENTS)), zero_division=0.0)
    parts = [f"intents {macro:.3f}"]
    for name, start, size in (
        ("alerts", 0, len(ALERTS)),
        ("indicators", len(ALERTS), len(INDICATORS)),
    ):
        each = []
        for column in range(start, start + size):
            pairs = [
                ((one.alerts + one.indicators)[column], float(lessons[one.text][1][column]))
                for one in examples
            ]
            pairs = [(mark, score) for mark, score in pairs if mark != UNSAID]
            if sum(mark for mark, _ in pairs):
                each.append(average_precision_score(*zip(*pairs, strict=True)))
        parts.append(f"{name} {sum(each) / max(1, len(each)):.3f}")
    return ", ".join(parts)
