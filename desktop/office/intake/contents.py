"""The bytes of a file that a person brings, unless it belongs to the Merilo file that is open."""

from pathlib import Path

from db.file import driver
from reports.intake import file
from reports.intake.refusal import Unreadable, Why


def content(path: Path) -> bytes:
    """Return the bytes, up to just over the limit.

    Raises:
        Unreadable: if it is the open file, its log or the index of the log: reading it would drop its locks.
        OSError: if the disk fails.
    """
    if driver.is_open(path):
        raise Unreadable(Why.OUR_FILE)
    return file.content(path)
