"""Quarters, the map of a team, trends, training."""
