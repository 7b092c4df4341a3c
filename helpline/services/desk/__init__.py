"""A worker with a chat: talking, tools beside it, transfers, overrides."""
