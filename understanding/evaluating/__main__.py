"""`python -m understanding.evaluating [FILE …]`: writes one page on how well messages are read.

Our own data, cross-validated; and the trained model on each file that is named (Rasa NLU YAML, or
JSON lines with text, intent, alerts, indicators, voice). Never prints a word of a file.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from understanding.artefact import make_fingerprint
from understanding.errors import ArtefactError, CorpusError
from understanding.evaluating.files import read_messages
from understanding.evaluating.folds import evaluate_data
from understanding.evaluating.page import make_page, summarise
from understanding.evaluating.reading_files import evaluate_file
from understanding.reader import Reader


def main(arguments: list[str] | None = None) -> int:
    """The command. 1 and one line on stderr where it cannot be done."""
    models = Path(os.environ.get("WAYMARK_MODELS_DIR", "models"))
    parser = argparse.ArgumentParser(prog="python -m understanding.evaluating", description=__doc__)
    parser.add_argument("file", type=Path, nargs="*", help="labelled messages")
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--model", type=Path, default=models / "understanding")
    parser.add_argument("--out", type=Path, default=Path("var/evaluation.html"))
    parser.add_argument("--only-files", action="store_true", help="without our own data")
    options = parser.parse_args(arguments)
    try:
        reader = Reader.load(options.model)
        reports = [evaluate_file(reader, read_messages(p), f"File {p.name}") for p in options.file]
        if not options.only_files:
            reports.insert(0, evaluate_data(options.data, options.model))
        page = make_page(reports, make_fingerprint(options.model)[:12])
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(page, encoding="utf-8")
    except (ArtefactError, CorpusError, OSError) as error:
        print(f"evaluating: {error}", file=sys.stderr)
        return 1
    for report in reports:
        print("\n".join(summarise(report)))
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
