"""The audit: a sealed chain that can only grow."""
