"""Self-referral: the form by conversation, from the first question to a case."""
