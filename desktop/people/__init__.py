"""People: the table of everyone in the file, the card of one person, their form, starting an assessment."""
