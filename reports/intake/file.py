"""One door for every kind of file: what it is is told by its first bytes, not by its name."""

from pathlib import Path

from domain.progress import Progress
from reports.intake import delimited, xlsx
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Table

FILE_LIMIT = 24 * 1024 * 1024  # bytes


def read(path: Path, progress: Progress, sheet: str | None = None) -> Table:
    """Read a workbook (XLSX) or a file of delimited text; of a workbook this sheet, else the first with rows.

    Raises:
        Unreadable: with the reason and the place; nothing of the file is taken then.
        OSError: if the disk does not give it.
    """
    return parse(content(path), path.name, progress, sheet)


def content(path: Path) -> bytes:
    """Return the bytes of a file, no more than may be read of one.

    Raises:
        OSError: if the disk does not give it.
    """
    with path.open("rb") as stream:
        return stream.read(FILE_LIMIT + 1)


def parse(data: bytes, name: str, progress: Progress, sheet: str | None = None) -> Table:
    """Read a table out of these bytes, whatever the *name* says of them.

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
    """Let pass what may be read at all.

    Raises:
        Unreadable: if it is empty, too big, locked, or a workbook of before 2007.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Why.EMPTY)
    if len(data) > FILE_LIMIT:
        raise Unreadable(Why.BIG_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(Why.OLD_OR_LOCKED)
