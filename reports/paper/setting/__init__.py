"""How the paper library sets text, only quicker."""
