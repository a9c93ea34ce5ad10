"""The help beside what one works at."""
