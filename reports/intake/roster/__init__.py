"""Lists of people as they are: heads in many words, groups, totals, names in one cell, days and letters."""
