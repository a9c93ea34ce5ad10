"""Before a file is open: unlocking it, or creating the first one."""
