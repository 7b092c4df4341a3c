"""Rehearsal: the same service and desk, with visitors who follow a script.

It runs as a service of its own, in a folder of its own (WAYMARK_REHEARSAL), so nothing rehearsed
can come into a queue, a figure or an alert of the real one: there is no way between the two.
"""

from __future__ import annotations

from helpline.rehearsal.fence import keep_apart
from helpline.rehearsal.scripts import Script, ScriptWrong, load_scripts
from helpline.rehearsal.stage import Stage, StageFull

__all__ = ["Script", "ScriptWrong", "Stage", "StageFull", "keep_apart", "load_scripts"]
