"""The organisation's details, language and look."""
