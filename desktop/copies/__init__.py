"""The copies of the open file, and what leads back from one."""
