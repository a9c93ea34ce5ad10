"""A damaged file: what can still be read of it."""
