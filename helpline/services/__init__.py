"""Business logic: one job a file. Faces parse and shape; everything that decides is here."""
