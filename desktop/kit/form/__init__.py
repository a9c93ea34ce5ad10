"""Fields and forms: what is typed, kept as a draft, and refused at its field."""
