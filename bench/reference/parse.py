"""`python -m bench.reference.parse MODEL TEXTS OUT`, by the engine's Python: intents, in order."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from rasa.core.agent import Agent


async def _read(model: str, texts: list[str]) -> list[str]:
    agent = Agent.load(model)
    return [(await agent.parse_message(text))["intent"]["name"] or "" for text in texts]


def main(model: str, texts: str, out: str) -> None:
    read = asyncio.run(_read(model, json.loads(Path(texts).read_text(encoding="utf-8"))))
    Path(out).write_text(json.dumps(read), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
