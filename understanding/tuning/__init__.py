"""Tunes the sentence encoder to our subject: a tool of its makers, never run by the service.

Needs PyTorch and an environment of its own (requirements/tuning.txt). What comes out is
understanding/encoder.onnx, which is kept with the code; its sha256 is pinned in encoder.py.
"""
