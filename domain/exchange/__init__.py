"""What travels between files: keys, packets and what is in them."""
