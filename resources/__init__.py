"""Finds the data files that travel with the program.

The files lie beside this module in the source tree, in an installed wheel and in a frozen folder alike
(the build recipe puts them there), so one rule serves all three.
"""

from pathlib import Path

VERSION = "0.1.0"  # the only place; asking the installed metadata would add 20 ms to every start

_ROOT = Path(__file__).resolve().parent


class NotShipped(FileNotFoundError):
    """A part of the program is missing; ``part`` is its name."""

    def __init__(self, part: str) -> None:
        super().__init__(f"no such resource: {part}")
        self.part = part


def path(name: str) -> Path:
    """Return the path of the resource *name*, written with forward slashes (``"icons/check.svg"``).

    Raises:
        NotShipped: if it is missing; a half-finished installation or a wrong name can cause that.
    """
    found = _ROOT.joinpath(*name.split("/"))
    if not found.exists():
        raise NotShipped(name)
    return found


def text(name: str) -> str:
    """Return the resource *name* read as UTF-8."""
    return path(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """Return the bytes of the resource *name*."""
    return path(name).read_bytes()
