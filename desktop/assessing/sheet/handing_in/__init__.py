"""Handing in a sheet: the question before it, its patterns, a reason for a later correction."""
