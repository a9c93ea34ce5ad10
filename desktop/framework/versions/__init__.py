"""The screen of the map of versions: what became of each item from one edition to the next."""
