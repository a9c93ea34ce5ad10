"""About the program: from the mark and the jump box, with places to copy, and without a network."""
