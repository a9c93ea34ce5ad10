"""The diary: observations noted at once from any screen, and found again when rating."""
