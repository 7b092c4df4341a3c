"""Leaving, coming back, erasing: what is kept, and for how long."""
