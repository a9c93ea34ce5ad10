"""Documents: what is read for each, and what draws it."""
