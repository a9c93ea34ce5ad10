"""What the first screen shows: the next step and what is due."""
