"""Where things lie, and what every Rasa process of ours is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELPLINE_PYTHON = sys.executable
ENGINE_PYTHON = str(ROOT / "bot" / ".venv" / "bin" / "python")
MODELS = ROOT / os.environ.get("WAYMARK_MODELS_DIR", "models")
RASA = str(ROOT / "bot" / "rasa")

#: Nothing is reported home, nothing downloaded, no graphics card searched for.
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "HF_HUB_OFFLINE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "TQDM_DISABLE": "1",
    "PYTHONWARNINGS": "ignore",
}
