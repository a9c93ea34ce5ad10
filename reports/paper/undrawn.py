"""Why one paper of many was not drawn, if neither the disk nor a rule is the reason."""

from pathlib import Path
from traceback import extract_tb


class Undrawn(Exception):
    """Drawing failed through our mistake; ``where`` names the kind of error and its place in our code.

    The text of the error is left out, since it may hold what a person typed.
    """

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class DrawerLost(Exception):
    """The process that drew the paper died, for example because memory ran out."""


def undrawn(error: Exception) -> Undrawn:
    """Return what is kept of an unexpected error."""
    places = extract_tb(error.__traceback__)
    where = f", {Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return Undrawn(f"{type(error).__qualname__}{where}")
