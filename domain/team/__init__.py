"""The map of a team, needs, training."""
