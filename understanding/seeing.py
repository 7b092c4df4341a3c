"""What models learn from of many texts: vectors, pieces of words, marks. For training only.

Vectors are kept from one training to the next, as is what wordings find (known.py).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from understanding.artefact import dump_arrays, load_arrays, sha256
from understanding.encoder import DIMENSIONS, PINNED, WEIGHTS, Encoder
from understanding.errors import ArtefactError
from understanding.features import Features
from understanding.known import Known
from understanding.looking import Looked, look

CACHE = "cache.npz"
KEPT = np.float16
"""What vectors are rounded to, fresh or from the cache: half the size, and learned from as well."""

THREADS = 2


def _load_cache(out: Path) -> dict[str, Any]:
    """Vectors of texts encoded before, by the hash of their plain form."""
    try:
        arrays = load_arrays({CACHE: (out / CACHE).read_bytes()}, CACHE)
    except (OSError, ArtefactError):
        return {}
    if set(arrays) != {"keys", "vectors"} or arrays["vectors"].shape[1:] != (DIMENSIONS,):
        return {}
    if arrays["vectors"].dtype != KEPT:
        return {}
    return dict(zip(arrays["keys"].tolist(), arrays["vectors"], strict=True))


@dataclass(frozen=True)
class Seen:
    """What is seen of some texts, in their order; `cache`: their vectors, for the next time."""

    features: list[Features]
    looked: list[Looked]
    cache: bytes


def see_all(plains: list[str], out: Path, known: Known | None = None) -> Seen:
    """Everything that models learn from of some plain texts. `out`: where a cache may be;
    `known`: what was found in texts before."""
    cache = _load_cache(out)
    encoder = Encoder()
    keys = {plain: f"{PINNED[WEIGHTS][:16]}-{sha256(plain.encode())}" for plain in plains}
    fresh = [plain for plain, key in keys.items() if key not in cache]
    with ThreadPoolExecutor(THREADS) as pool:
        vectors = (vector.astype(KEPT) for vector in pool.map(encoder.encode, fresh))
        cache |= dict(zip((keys[plain] for plain in fresh), vectors, strict=True))
    looked = dict(zip(keys, look(list(keys), known or Known()), strict=True))
    features = {
        plain: Features(cache[keys[plain]].astype(np.float32), one.buckets, one.values, one.marks)
        for plain, one in looked.items()
    }
    kept = sorted(keys.values())
    arrays = {"keys": np.array(kept), "vectors": np.stack([cache[key] for key in kept])}
    return Seen(
        [features[plain] for plain in plains],
        [looked[plain] for plain in plains],
        dump_arrays(arrays),
    )
