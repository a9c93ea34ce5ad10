"""One door for every kind of file, recognised by its first bytes and not by its name."""

from pathlib import Path

from domain.progress import Progress
from reports.intake import delimited, xlsx
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Table

FILE_LIMIT = 24 * 1024 * 1024  # bytes


def read(path: Path, progress: Progress, sheet: str | None = None) -> Table:
    """Read a workbook (XLSX) or delimited text; of a workbook the *sheet*, else the first that has rows.

    Raises:
        Unreadable: with the reason and the place; then nothing is read.
        OSError: if the disk fails.
    """
    return parse(content(path), path.name, progress, sheet)


def content(path: Path) -> bytes:
    """Return the bytes of a file, up to just over the limit.

    Raises:
        OSError: if the disk fails.
    """
    with path.open("rb") as stream:
        return stream.read(FILE_LIMIT + 1)


def parse(data: bytes, name: str, progress: Progress, sheet: str | None = None) -> Table:
    """Read a table from these bytes; *name* does not decide what they are.

    Raises:
        Unreadable: as for ``read``.
    """
    check(data)
    if data.startswith(b"PK"):
        table = xlsx.parse(data, name, progress, sheet)
    else:
        table = delimited.parse(data, name, progress)
    if not table.lines:
        raise Unreadable(Why.EMPTY, table.sheet)
    return table


def check(data: bytes) -> None:
    """Check that the bytes may be read at all.

    Raises:
        Unreadable: if the file is empty, too big, locked, or a workbook from before 2007.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Why.EMPTY)
    if len(data) > FILE_LIMIT:
        raise Unreadable(Why.BIG_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(Why.OLD_OR_LOCKED)
