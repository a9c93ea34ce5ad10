"""What works without a window: command line, documents, lists read, the demonstration."""
