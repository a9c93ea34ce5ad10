"""Lists of people from other programs: what each row would do is looked at, decided and loaded."""
