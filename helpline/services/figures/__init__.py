"""The lead's figures: counts without words."""
