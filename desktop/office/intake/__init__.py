"""Reading lists of people and competency models from files."""
