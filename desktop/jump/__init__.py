"""The jump box: a few letters lead to a person, a screen or an act."""
