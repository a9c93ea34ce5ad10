"""Quarters, the team matrix, trends, training."""
