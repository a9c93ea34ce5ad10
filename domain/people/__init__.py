"""People, what is known about them formally, and lists of them."""
