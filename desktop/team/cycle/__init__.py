"""Staff cycles: their list, opening one, and its sheets."""
