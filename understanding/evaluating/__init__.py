"""`make evaluate`: how well messages are read, as one page. Build-time only: nothing that reads
messages imports this, and what draws its pictures is installed with the tests' tools."""
