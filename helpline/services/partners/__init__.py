"""Partner agencies: who they are, and what goes to them, with whose agreement."""
