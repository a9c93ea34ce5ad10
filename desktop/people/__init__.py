"""People: the table of everyone in the file, the card of one, the form, and starting an assessment."""
