"""Where things are, all below the project's folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
"""What set-up brings for itself: uv, Node, stamps. Not tracked; `make clean` removes it."""

STAMPS = TOOLS / "stamps"
LOGS = ROOT / "var" / "log"
"""Logs of set-up and training. The running service's own logs follow WAYMARK_DATA_DIR."""

HELPLINE_PYTHON = ROOT / ".venv" / "bin" / "python"
ENGINE_PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
RASA = ROOT / "bot" / "rasa"


def shown(path: Path) -> str:
    """The path as a person in the project's folder would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
