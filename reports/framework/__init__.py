"""Papers and files of a model."""
