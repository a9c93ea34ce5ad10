"""The sheet and the result."""
