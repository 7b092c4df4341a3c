"""`python -m understanding`: reads JSON lines {"text": …} on stdin, writes one reading a line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from understanding.errors import ArtefactError
from understanding.reader import Reader


def _read_line(reader: Reader, line: bytes) -> dict[str, Any]:
    """One answer; a line that is not a JSON object with a text is `bad_json`."""
    try:
        text = json.loads(line)["text"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return {"error": "bad_json"}
    if not isinstance(text, str):
        return {"error": "bad_json"}
    reading = reader.read(text)
    return {
        "intent": reading.intent,
        "confidence": round(reading.confidence, 4),
        "alerts": list(reading.alerts),
        "indicators": list(reading.indicators),
        "evidence": {name: [list(s) for s in spans] for name, spans in reading.evidence.items()},
    }


def main(arguments: list[str] | None = None) -> int:
    """The command. Every line in gives one line out, in the same order."""
    models = Path(os.environ.get("WAYMARK_MODELS_DIR", "models"))
    parser = argparse.ArgumentParser(prog="python -m understanding")
    parser.add_argument("--model", type=Path, default=models / "understanding")
    parser.add_argument(
        "--without-parser", action="store_true", help="as the engine's environment reads"
    )
    options = parser.parse_args(arguments)
    try:
        reader = Reader.load(options.model, parser=not options.without_parser)
    except ArtefactError as error:
        print(f"understanding: {error}", file=sys.stderr)
        return 1
    for line in sys.stdin.buffer:
        answer = json.dumps(_read_line(reader, line), separators=(",", ":"))
        print(answer, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
