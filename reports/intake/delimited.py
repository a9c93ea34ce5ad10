"""Delimited text (CSV): encoding and delimiter are detected, and reported where they cannot be."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why
from reports.intake.roster import encodings
from reports.intake.table import COLUMNS, ROWS, Line, Table, address

DELIMITERS = (";", "\t", ",")
LOOKED_AT = 50  # rows examined to choose the delimiter
TEXT = 100_000  # characters of one value
STEP = 500  # rows between two checks for cancellation

_MARKED = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
_UTF8 = re.compile(rb"(?:[\xd0\xd1][\x80-\xbf]){3}")  # three Cyrillic letters of UTF-8, no text of Windows


def parse(data: bytes, name: str, progress: Progress, encoding: str = "", *, asks: bool = False) -> Table:
    """Return the rows that hold something; *encoding* is what a person says the text is in, if it *asks*.

    Raises:
        Unreadable: if it is not text, or a row is broken, too long or beyond the limit.
    """
    text = decoded(data, encoding, asks=asks)
    first = text.partition("\n")[0].strip()
    skipped = 0
    if first.casefold().startswith("sep=") and len(first) == 5:  # how Excel is told the delimiter
        delimiter, text, skipped = first[4], text.partition("\n")[2], 1
    else:
        delimiter = _delimiter(text)
    lines: list[Line] = []
    total = max(text.count("\n"), 1)
    for number, cells in _rows(text, delimiter):
        if len(lines) % STEP == 0:
            progress.step(min(number, total), total)
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if number + skipped > ROWS or len(cells) > COLUMNS:
            raise Unreadable(Why.TOO_FAR, address(number + skipped, min(len(cells), COLUMNS + 1) - 1))
        long = next((at for at, cell in enumerate(cells) if len(cell) > TEXT), None)
        if long is not None:
            raise Unreadable(Why.LONG_TEXT, address(number + skipped, long))
        lines.append(Line(number + skipped, tuple(cell if cell.strip() else None for cell in cells)))
    return Table(name, "", (), tuple(lines))


def decoded(data: bytes, encoding: str = "", *, asks: bool = False) -> str:
    """Return the text, by its byte order mark, else as UTF-8, else in the encoding of Russian Windows.

    *encoding* is what a person says it is in, if it is neither of the first two; *asks* tells that a person
    can be asked, and so must be where it is not certain.

    Raises:
        Unreadable: if it is none of them, such as a picture or a program, or a mixture of two; or if it is
            in an encoding that only a person can tell.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        known = ("utf-16",)
    elif data.startswith(b"\xef\xbb\xbf"):
        known = ("utf-8-sig",)
    else:
        known = ("utf-8", encodings.wide(data), encoding or encodings.USUAL)
    for one in filter(None, known):
        try:
            text = data.decode(one)
        except (UnicodeDecodeError, LookupError):
            continue
        if one not in _MARKED and _UTF8.search(data):
            break
        control = sum(char < " " and char not in "\t\r\n" for char in text[:10_000])
        if "\0" not in text and control * 100 <= len(text[:10_000]):
            if not asks or one == encoding or one in _MARKED or encodings.certain(data):
                return text
            break
    if mixed := _UTF8.search(data):
        # One half would be read as gibberish, and nobody can say which.
        raise Unreadable(Why.ENCODING, str(data.count(b"\n", 0, mixed.start()) + 1))
    if asks and not encoding and b"\0" not in data and encodings.candidates(data):
        raise Unreadable(Why.WHICH_ENCODING)
    raise Unreadable(Why.ENCODING)


def in_utf8(data: bytes, encoding: str = "") -> bytes:
    """Return the bytes of a text in UTF-8, so that whatever reads them need not ask; others as they are.

    *encoding* is what a person says the text is in.

    Raises:
        Unreadable: as for ``decoded``, which may ask.
    """
    begins = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins.startswith(
        (b"PK", b"%PDF", b"{", b"<", b"\xd0\xcf\x11\xe0")
    ):  # no text, or one that names its encoding
        return data
    return decoded(data, encoding, asks=True).encode()


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first rows into the same number of values most often."""
    best, most = DELIMITERS[0], (0, 0)
    for delimiter in DELIMITERS:
        counts = Counter[int]()
        try:
            for _number, cells in _rows(text, delimiter):
                counts[len(cells)] += 1
                if counts.total() == LOOKED_AT:
                    break
        except Unreadable:
            pass
        width, often = max(counts.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(0, 0))
        if width > 1 and (often, width) > most:
            best, most = delimiter, (often, width)
    return best


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of the line where it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:  # an open quote, or a value longer than the library allows
            raise Unreadable(Why.BAD_LINE, str(begins)) from error
        yield begins, cells
        begins = reader.line_num + 1
