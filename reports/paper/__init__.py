"""The page: letterhead, parts, grids, text, whole files."""
