"""Sheets, marks, scoring, agreement, results."""
