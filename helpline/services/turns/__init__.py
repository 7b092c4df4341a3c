"""One turn: a burst of messages is read, asked of the engine, answered."""
