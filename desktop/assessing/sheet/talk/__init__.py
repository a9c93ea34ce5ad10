"""The talk: its clock, its course, its head."""
