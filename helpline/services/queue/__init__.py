"""Who waits, in which order and why, and ringing until someone takes it."""
