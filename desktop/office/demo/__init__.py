"""The demonstration file and its documents."""
