"""Erasing a person in the window."""
