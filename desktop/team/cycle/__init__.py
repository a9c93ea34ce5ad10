"""Cycles of staff: their list, opening one, and the sheets of one."""
