"""What is kept about people, and what goes, in words."""
