"""Papers about people: consent, the template of a list."""
