"""Merging two cards of one person, on a person's decision; offered on every screen that shows people."""
