"""The overview: what to continue, what was last open, one next step."""
