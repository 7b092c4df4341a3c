"""Keys and seals: everything written is sealed here and opened here."""
