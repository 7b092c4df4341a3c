"""Other classifiers on the same messages: what Rasa's own would read, beside our reading."""
