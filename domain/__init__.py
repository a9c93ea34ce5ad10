"""The rules of the trade: scale, marks, scoring, gaps, plans. Standard library only, no I/O, no clock."""
