"""The chained events of a file, the condition for who is present, and the checks on reasons people type."""
