"""Components of the Rasa graph, named in config.yml."""
