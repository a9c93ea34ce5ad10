"""Hiring campaigns: their list, opening one, and its candidates."""
