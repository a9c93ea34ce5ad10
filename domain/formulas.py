"""Text in a CSV file that a spreadsheet would run as a formula."""

import re

# How a formula begins in a CSV, in one spreadsheet or another; behind apostrophes, for each to come back.
_RUNS = re.compile(r"'*\s*[=+\-@＝＋－＠]")


def guard(cell: str) -> str:
    """Return the cell with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the cell as it was before ``guard``."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell[1:]) else cell
