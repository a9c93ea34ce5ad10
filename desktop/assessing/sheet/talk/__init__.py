"""The interview: its clock, its course, its header."""
