"""Reading other people's files: the worst one only leads to a message that says what is wrong and where."""
