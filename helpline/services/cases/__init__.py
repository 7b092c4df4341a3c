"""Cases: what somebody agreed to pass on, and the work that follows."""
