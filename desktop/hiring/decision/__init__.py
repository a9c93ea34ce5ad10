"""The decision on a case: differences are settled, people conclude, papers are made."""
