"""One assessor's sheet: read, filled in, printed, sent as a form, handed in."""
