"""A picture chosen as a logo, made fit to be printed by a process of its own."""

from pathlib import Path

from desktop.office.intake import apart
from domain.errors import NoLogo
from domain.progress import Progress
from reports.intake.refusal import Unreadable
from reports.paper.logo import MOST, fitted


def logo(path: Path, progress: Progress) -> bytes:
    """Return the picture as a PNG that documents can print.

    Raises:
        NoLogo: if it is none, broken, too large, or takes too much to unpack.
        OSError: if the file cannot be read.
        Cancelled: if asked to stop.
    """
    with path.open("rb") as file:
        content = file.read(MOST + 1)
    try:
        picture = apart.read(unpacked, content, progress=progress)
    except Unreadable as error:
        raise NoLogo from error
    if not picture:
        raise NoLogo
    return picture


def unpacked(content: bytes, _progress: Progress) -> bytes:
    """Return what can be printed, for ``apart``; empty if nothing can."""
    try:
        return fitted(content)
    except NoLogo:
        return b""
