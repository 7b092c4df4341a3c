"""Reads a visitor's message: intent, alerts, risk indicators. A plain library.

numpy, onnxruntime, tokenizers and ruamel.yaml are all it needs to read; scikit-learn is needed
to train (`understanding.training`) and never imported otherwise.
"""

from understanding.errors import ArtefactError
from understanding.incidents import add_up
from understanding.names import ALERTS, INDICATORS, INTENTS
from understanding.reader import Reader, Reading
from understanding.welsh import is_welsh

__all__ = [
    "ALERTS",
    "INDICATORS",
    "INTENTS",
    "ArtefactError",
    "Reader",
    "Reading",
    "add_up",
    "is_welsh",
]
