"""Two files of one organisation become one."""
