"""Keys and packets: whose are known, what went out and came in."""
