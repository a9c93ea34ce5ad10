"""Job descriptions as people write them: text, lines, sections, lists, items; each step a pure function."""
