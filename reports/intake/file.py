"""One door for every kind of file, recognised by its first bytes and not by its name."""

from pathlib import Path

from domain.progress import Progress
from reports.intake import delimited, xlsx
from reports.intake.archive import Archive
from reports.intake.document import odt, pdf, rtf
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


def parse(data: bytes, name: str, progress: Progress, sheet: str | None = None, encoding: str = "") -> Table:
    """Read a table from these bytes; *name* does not decide what they are.

    *encoding* is what a person says a text is in.

    Raises:
        Unreadable: as for ``read``.
    """
    check(data)
    refuse_text(data)
    if data.startswith(b"PK"):
        table = xlsx.parse(data, name, progress, sheet)
    else:
        table = delimited.parse(data, name, progress, encoding, asks=True)
    if not table.lines:
        raise Unreadable(Why.EMPTY, table.sheet)
    return table


def is_text_document(data: bytes) -> bool:
    """Tell whether these bytes are a document: DOCX, ODT, RTF or PDF.

    Raises:
        Unreadable: if the container is broken.
    """
    if data.startswith((rtf.BEGINS, pdf.BEGINS)) or odt.looks_like(data):
        return True
    return data.startswith(b"PK") and Archive(data).has("word/document.xml")


def refuse_text(data: bytes) -> None:
    """Refuse a document where a table is wanted.

    Raises:
        Unreadable: if it is one, or if the container is broken.
    """
    if is_text_document(data):
        raise Unreadable(Why.PDF if data.startswith(pdf.BEGINS) else Why.TEXT_DOCUMENT)


def check(data: bytes) -> None:
    """Check that the bytes may be read at all.

    Raises:
        Unreadable: if the file is empty, too big, locked, or of a kind that is never read.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Why.EMPTY)
    if len(data) > FILE_LIMIT:
        raise Unreadable(Why.BIG_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # the names of its parts are in UTF-16
        raise Unreadable(Why.OLD_WORD if "WordDocument".encode("utf-16-le") in data else Why.OLD_OR_LOCKED)
    if data[38:].startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise Unreadable(Why.OPEN_SHEET)
    begins = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for why, signs in _NEVER.items():
        if begins.startswith(signs):
            raise Unreadable(why)


_NEVER = {
    Why.PICTURE: (b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\0", b"mm\0*", b"riff"),
    Why.WEB_PAGE: (b"<!doctype html", b"<html", b"mime-version:"),
}
