"""The diary: what was seen, noted down at once from wherever one is, and found again when one rates."""
