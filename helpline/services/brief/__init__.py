"""The brief: what a worker reads before the first word."""
