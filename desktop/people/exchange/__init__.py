"""Lists of people from other programs: check what each row would do, decide, load."""
