"""People, their formal records, and lists of them."""
