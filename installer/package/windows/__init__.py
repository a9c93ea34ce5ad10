"""The package for Windows, made on any system that has pip and makensis."""
