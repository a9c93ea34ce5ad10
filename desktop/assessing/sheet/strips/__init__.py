"""What stands above the rows of a sheet: its state, where it is, its revisions."""
