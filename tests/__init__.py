"""Ours, before a library that installs a folder of the same name (textstat does)."""
