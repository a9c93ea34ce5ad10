"""The card of one person beside the list: what is known, due, kept and past."""
