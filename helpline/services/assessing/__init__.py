"""Risk, by trained people: what they go through, what they judge, and when they look again."""
