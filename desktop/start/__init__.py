"""Before a file is open: unlocking it, or making the first one."""
