"""Workers: accounts, signing in, second factors, sessions, skills."""
