"""Cases, cycles, sheets, marks and facts, and what is computed from them."""
