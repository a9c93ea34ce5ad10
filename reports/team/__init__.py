"""Papers of a team and of its training."""
