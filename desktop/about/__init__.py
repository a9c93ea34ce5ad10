"""What the program is made of, where things lie, and what it never does."""
