"""Papers and workbooks: they take records, never ids or sessions, and write a whole file or none."""
