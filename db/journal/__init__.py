"""The chain of events of a file, who was present, and what an act's reason says."""
