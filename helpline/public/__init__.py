"""The visitors' face. Knows nothing of the desk."""
