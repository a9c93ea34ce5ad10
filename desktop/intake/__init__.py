"""One door for files of every kind: what they are, and the page where each comes in."""
