"""Editions of a model: duties, items, profiles, drafts, version maps between editions."""
