"""Models, duties and documents to be familiar with, in words."""
