"""The map itself: its cells, heads and sums as they are painted."""
