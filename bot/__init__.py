"""What Rasa loads of ours: the door for turns, the dialogue memory, the words, the reading.

Runs on Python 3.10 beside Rasa's pins. `turn`, `replies` and `sealed` are plain Python without
Rasa; the other modules are named in config.yml, endpoints.yml and credentials.yml.
"""
