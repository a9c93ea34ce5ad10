"""Results, cycles and marks in words."""
