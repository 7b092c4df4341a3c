"""Custom actions, one module a skill. They decide; the helpline carries out.

Pure: an action reads the tracker and the turn's metadata and gives replies and effects. It writes
nothing, calls nothing and waits for nothing, so it runs the same in the helpline's process and
under `rasa run actions`.
"""
