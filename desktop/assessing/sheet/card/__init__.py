"""The sheet as a card: one item at a time."""
