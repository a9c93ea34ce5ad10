"""The jump box: type a few letters to get to a person, a screen or an act."""
