"""What the program consists of, where its files are, and what it never does."""
