"""Plans in words, and where people sign them."""
