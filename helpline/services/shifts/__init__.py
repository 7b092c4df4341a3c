"""Hours, rota and presence: what the assistant may promise."""
