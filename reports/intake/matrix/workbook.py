"""The sheets of any table of levels: XLSX, ODS, XLS or delimited text, recognised by its first bytes."""

from domain.progress import Progress
from reports.intake import delimited, file, xlsx
from reports.intake.matrix import ods, xls
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Table

LOOKED_INTO = 40  # sheets: a book with one sheet for each department


def tables(data: bytes, name: str, progress: Progress, encoding: str = "") -> tuple[Table, ...]:
    """Return the sheets that hold something, in the order of the book; *name* does not decide what they are.

    *encoding* is what a person says a text is in.

    Raises:
        Unreadable: with the reason and the place; then nothing is read.
    """
    if len(data) > file.FILE_LIMIT:
        raise Unreadable(Why.BIG_FILE)
    if ods.looks_like(data):
        sheets = ods.parse(data, name, progress)
    elif xls.looks_like(data):
        sheets = xls.parse(data, name, progress)
    else:
        file.check(data)
        file.refuse_text(data)
        if data.startswith(b"PK"):
            sheets = _xlsx(data, name, progress)
        else:
            sheets = (delimited.parse(data, name, progress, encoding, asks=True),)
    sheets = tuple(one for one in sheets if one.lines)
    if not sheets:
        raise Unreadable(Why.EMPTY)
    return sheets


def _xlsx(data: bytes, name: str, progress: Progress) -> tuple[Table, ...]:
    first = xlsx.parse(data, name, progress, None)
    others = [title for title in first.sheets[:LOOKED_INTO] if title != first.sheet]
    found = {first.sheet: first} | {title: xlsx.parse(data, name, progress, title) for title in others}
    return tuple(found[title] for title in first.sheets if title in found)
