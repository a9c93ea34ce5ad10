"""What works without a window: command line, documents, reading lists, the demonstration file."""
