"""Lists of people and models read from files."""
