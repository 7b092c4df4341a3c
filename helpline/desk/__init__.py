"""The workers' face: its own port, host name and cookie. It never imports the visitors' face."""
