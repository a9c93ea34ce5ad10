"""Documents: what is read for each, and who draws it."""
