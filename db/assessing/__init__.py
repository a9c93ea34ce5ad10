"""Cases, cycles, sheets, marks and facts, and what is counted from them."""
