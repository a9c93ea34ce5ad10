"""Editions of a model: duties, items, profiles, drafts, maps between editions."""
