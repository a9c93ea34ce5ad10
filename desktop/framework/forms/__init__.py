"""The forms of a model."""
