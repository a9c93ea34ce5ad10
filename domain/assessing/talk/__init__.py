"""A talk: what to ask, how long it takes, how far it has come, which items a note is about."""
