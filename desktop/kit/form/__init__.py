"""Fields and forms: what is typed, kept as a draft, or refused at its field."""
