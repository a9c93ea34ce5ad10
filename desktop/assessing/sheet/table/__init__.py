"""The sheet as a table."""
