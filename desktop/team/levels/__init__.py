"""Importing levels of people from a skill matrix."""
