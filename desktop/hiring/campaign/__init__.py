"""Hiring campaigns: their list, opening one, and the candidates of one."""
