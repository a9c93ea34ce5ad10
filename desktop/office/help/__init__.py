"""The help without a window: which page belongs to what, what is found in it, and the manual."""
