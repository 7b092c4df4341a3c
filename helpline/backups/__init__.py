"""Backups: what is in them, how they are made, pruned and restored (docs/backup.md)."""
