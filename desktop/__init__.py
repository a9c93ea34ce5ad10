"""The window, the screens and the command line: the only place that joins "read this" to "print that"."""
