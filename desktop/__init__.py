"""The window, the screens and the command line: the only package that joins reading to printing."""
