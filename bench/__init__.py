"""Measures the running service, and a default Rasa assistant beside it: `python -m bench`.

Real processes on free ports with a throw-away data folder; nothing of `var/` is touched.
docs/bench.md keeps the numbers and says how to repeat them.
"""
