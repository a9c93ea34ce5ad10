"""XLSX: the cached values of one sheet; formulas, macros, links, pictures and styles are never kept.

No library is used: those that can read it build whole workbooks in memory and trust what a file says of
itself.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import override

from domain.progress import Progress
from reports.intake.archive import Archive, joined
from reports.intake.markup import Attributes, Reader
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import COLUMNS, ROWS, Box, Fault, Line, Table, Value, address, place

CELLS = 2_000_000  # including empty ones that only have a style
STRINGS = 500_000
MERGED = 20_000
STYLES = 65_000
SHEETS = 300

_NUMBER = re.compile(r"[+-]?(\d{1,30}(\.\d{0,40})?|\.\d{1,40})([Ee][+-]?\d{1,3})?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
# Codes of number formats that show a day; h:mm alone is a time and not a day.
_DAY_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
LAST_DAY = 2_958_465  # 31.12.9999


def parse(data: bytes, name: str, progress: Progress, wanted: str | None) -> Table:
    """Read the sheet *wanted*, else the first visible one that holds something.

    Raises:
        Unreadable: if anything is wrong with it.
    """
    book = _book(data)
    if wanted is not None and wanted not in book.shown:
        raise Unreadable(Why.NO_SHEET, wanted)
    titles = tuple(book.shown)
    table = Table(name, wanted or "", titles, ())
    for title in (wanted,) if wanted is not None else titles:
        table = Table(name, title, titles, *book.sheet(title, progress))
        if table.lines:
            break
    return table


def formulas(data: bytes, title: str) -> dict[tuple[int, int], str]:
    """Return (row, column) -> formula of a sheet, without its sign; rows from 1, columns from 0.

    Raises:
        Unreadable: if anything is wrong with it.
    """
    book = _book(data)
    if title not in book.shown:
        raise Unreadable(Why.NO_SHEET, title)
    cells = _Formulas(title)
    cells.run(book.part(title))
    return cells.found


@lru_cache(1)
def _book(data: bytes) -> "_Book":
    """Open a workbook, or return the one that was read last: a model is asked for sheet after sheet."""
    return _Book(data)


class _Book:
    """A workbook: title -> part of each visible sheet, and the sheets as read so far.

    Each sheet may unpack to as much as a file may, with what all sheets share.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = archive = Archive(data)
        links, sheets, self.shown = _parts(archive)
        self._early = sheets.from_1904
        self._strings: tuple[str, ...] = ()
        if (part := links.first("sharedStrings")) is not None:
            strings = _Strings(part)
            strings.run(archive.read(part))
            self._strings = tuple(strings.found)
        self._days: tuple[bool, ...] = ()
        if (part := links.first("styles")) is not None:
            styles = _Styles(part)
            styles.run(archive.read(part))
            self._days = styles.days
        self._left = archive.left
        self._found: dict[str, tuple[tuple[Line, ...], tuple[Box, ...]]] = {}

    def sheet(self, title: str, progress: Progress) -> tuple[tuple[Line, ...], tuple[Box, ...]]:
        """Return the rows of a sheet that hold something, and its merged cells."""
        if title not in self._found:
            cells = _Cells(title, self._strings, self._days, early=self._early)
            part = self.shown[title]
            size = max(self._archive.size(part) if self._archive.has(part) else 1, 1)
            cells.run(self.part(title), lambda done: progress.step(min(done, size), size))
            self._found[title] = cells.lines, tuple(cells.merged)
        return self._found[title]

    def part(self, title: str) -> Iterator[bytes]:
        """Yield the part of a sheet in pieces."""
        self._archive.left = self._left
        return self._archive.read(self.shown[title])


def _parts(archive: Archive) -> tuple["_Links", "_Sheets", dict[str, str]]:
    """Return the links of the book, its sheets, and title -> part of each visible sheet."""
    _refuse_what_acts(archive)
    root = _Links.of(archive, "_rels/.rels")
    book = root.first("officeDocument")
    if book is None:
        raise Unreadable(Why.UNKNOWN_FORMAT)
    folder, _slash, file = book.rpartition("/")
    links = _Links.of(archive, f"{folder}/_rels/{file}.rels", folder)
    sheets = _Sheets(book)
    sheets.run(archive.read(book))
    return links, sheets, {title: links.targets.get(link, "") for title, link in sheets.found}


def _refuse_what_acts(archive: Archive) -> None:
    """Refuse macros and links to other files for merely being there: nobody would see what they were for."""
    types = _Types("[Content_Types].xml")
    types.run(archive.read(types.part))
    for name in archive.names:
        if "vbaproject" in name or name.startswith(("xl/macrosheets/", "xl/activex/")):
            raise Unreadable(Why.MACROS, name)
        if name.startswith("xl/externallinks/"):
            raise Unreadable(Why.LINKS, name)


class _Types(Reader):
    """The content types of the parts."""

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        told = attributes.get("ContentType", "").casefold()
        if "macroenabled" in told or "vbaproject" in told or "macrosheet" in told:
            raise Unreadable(Why.MACROS, attributes.get("PartName", self.part).lstrip("/"))


class _Links(Reader):
    """Which part links to which; a part outside the file is refused, an address to click is not."""

    def __init__(self, part: str, folder: str) -> None:
        super().__init__(part)
        self._folder = folder
        self.targets: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    @classmethod
    def of(cls, archive: Archive, part: str, folder: str = "") -> "_Links":
        """Read the links of a part."""
        made = cls(part, folder)
        made.run(archive.read(part))
        return made

    def first(self, kind: str) -> str | None:
        """Return the first part of this kind, or None."""
        return self._kinds.get(kind)

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind.casefold() == "externallink":
            raise Unreadable(Why.LINKS, self.part)
        if attributes.get("TargetMode", "").casefold() == "external":
            if kind != "hyperlink":
                raise Unreadable(Why.LINKS, self.part)
            return
        target = joined(self._folder, attributes.get("Target", ""))
        self.targets[attributes.get("Id", "")] = target
        self._kinds.setdefault(kind, target)


class _Sheets(Reader):
    """Titles and links of the visible sheets, and the year from which days are counted."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found: list[tuple[str, str]] = []
        self.from_1904 = False

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            self.found.append((attributes.get("name", "")[:31], attributes.get("id", "")))
            if len(self.found) > SHEETS:
                raise Unreadable(Why.TOO_MUCH, self.part)


class _Strings(Reader):
    """Shared texts that cells refer to; phonetic readings (rPh) are not part of them."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found: list[str] = []
        self._one: list[str] = []
        self._aloud = False

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._one = []
            if len(self.found) >= STRINGS:
                raise Unreadable(Why.TOO_MUCH, self.part)
        elif name == "rPh":
            self._aloud = True
        elif name == "t" and not self._aloud:
            self.keep_text()

    @override
    def end(self, name: str) -> None:
        if name == "t" and not self._aloud:
            self._one.append(self.taken_text())
        elif name == "rPh":
            self._aloud = False
        elif name == "si":
            self.found.append("".join(self._one))


class _Styles(Reader):
    """Which number styles show a day."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self._own: dict[str, bool] = {}
        self._inside = False
        self._found: list[str] = []

    @property
    def days(self) -> tuple[bool, ...]:
        """For each style, whether it shows a day."""
        return tuple(
            self._own.get(code, code.isascii() and code.isdecimal() and int(code[:6]) in _DAY_FORMATS)
            for code in self._found
        )

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            shown = _QUOTED.sub("", attributes.get("formatCode", "")[:255]).casefold()
            self._own[attributes.get("numFmtId", "")] = "y" in shown or "d" in shown or "г" in shown
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._found.append(attributes.get("numFmtId", "0"))
        if len(self._found) > STYLES or len(self._own) > STYLES:
            raise Unreadable(Why.TOO_MUCH, self.part)

    @override
    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


class _Formulas(Reader):
    """The formulas of one sheet, as texts: none is ever computed."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.found: dict[tuple[int, int], str] = {}
        self._at: tuple[int, int] | None = None

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._at = place(attributes.get("r", ""))
        elif name == "f":
            self.keep_text()

    @override
    def end(self, name: str) -> None:
        if name != "f":
            return
        told = self.taken_text()
        if self._at is None or len(self.found) >= CELLS:
            raise Unreadable(Why.BAD_CELL, self.part)
        self.found[self._at] = told


class _Cells(Reader):
    """The values of one sheet; the sheet's own claim about its size is ignored."""

    def __init__(self, title: str, strings: tuple[str, ...], days: tuple[bool, ...], *, early: bool) -> None:
        super().__init__(title)
        self._strings, self._days = strings, days
        self._start_day = date(1904, 1, 1) if early else date(1899, 12, 30)
        self.merged: list[Box] = []
        self._made: list[Line] = []
        self._row: dict[int, Value] = {}
        self._number, self._column = 0, -1
        self._kind, self._look, self._cells = "", "", 0
        self._formula, self._told, self._texts = False, "", list[str]()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows that hold something."""
        return tuple(self._made)

    @property
    @override
    def place(self) -> str:
        return f"{self.part}!{address(max(self._number, 1), max(self._column, 0))}"

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "row":
                self._begin_row(attributes)
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formula = True
            case "v" | "t":
                self.keep_text()
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case _:
                pass

    @override
    def end(self, name: str) -> None:
        match name:
            case "v":
                self._told = self.taken_text()
            case "t":
                self._texts.append(self.taken_text())
            case "c":
                self._end_cell()
            case "row":
                if self._row:
                    cells = tuple(self._row.get(column) for column in range(max(self._row) + 1))
                    self._made.append(Line(self._number, cells))
                self._row = {}
            case _:
                pass

    def _begin_row(self, attributes: Attributes) -> None:
        told = attributes.get("r", "")
        number = self._number + 1
        if told:
            if not (told.isascii() and told.isdecimal() and len(told) <= 10):
                raise Unreadable(Why.BAD_CELL, self.place)
            number = int(told)
            if number <= self._number:  # a second row 5 would silently replace the first
                raise Unreadable(Why.BAD_CELL, f"{self.part}!{number}")
        self._number, self._column = number, -1

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cells += 1
        if self._cells > CELLS:
            raise Unreadable(Why.TOO_MUCH, self.place)
        column = self._column + 1
        if told := attributes.get("r", ""):
            found = place(told)
            if found is None or found[0] != self._number or found[1] < column:
                raise Unreadable(Why.BAD_CELL, f"{self.part}!{told[:12]}")
            column = found[1]
        self._column = column
        self._kind, self._look = attributes.get("t", "n"), attributes.get("s", "")
        self._formula, self._told, self._texts = False, "", []

    def _end_cell(self) -> None:
        value = self._value()
        if value is None or value == "":
            return
        if self._number > ROWS or self._column >= COLUMNS:
            raise Unreadable(Why.TOO_FAR, self.place)
        self._row[self._column] = value

    def _value(self) -> Value:
        told = self._told
        if self._kind == "inlineStr":
            return "".join(self._texts)
        if not told:
            return Fault.FORMULA if self._formula and self._kind != "str" else None
        match self._kind:
            case "s":
                if told.isascii() and told.isdecimal() and len(told) < 9 and int(told) < len(self._strings):
                    return self._strings[int(told)]
            case "str":
                return told
            case "b":
                if told in ("0", "1"):
                    return told == "1"
            case "e":
                return Fault.ERROR
            case "d":
                return self._written_day(told)
            case "n":
                if _NUMBER.fullmatch(told.strip()):
                    return self._number_or_day(float(told))
            case _:
                pass
        raise Unreadable(Why.BAD_CELL, self.place)

    def _written_day(self, told: str) -> date:
        found = _DAY.fullmatch(told)
        try:
            if found is not None:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
        raise Unreadable(Why.BAD_CELL, self.place)

    def _number_or_day(self, number: float) -> Value:
        look = (
            int(self._look) if self._look.isascii() and self._look.isdecimal() and len(self._look) < 7 else -1
        )
        if 0 <= look < len(self._days) and self._days[look] and 1 <= number < LAST_DAY - 1462:
            # 29 February 1900, which never existed: before it every day is one off.
            early = number < 60 and self._start_day.year == 1899
            return self._start_day + timedelta(days=int(number) + early)
        if number in (float("inf"), float("-inf")):
            raise Unreadable(Why.BAD_CELL, self.place)
        return number

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        begin, end = place(first), place(last or first)
        if begin is None or end is None:
            raise Unreadable(Why.BAD_CELL, f"{self.part}!{reference[:24]}")
        self.merged.append(Box(begin[0], begin[1], end[0], end[1]))
        if len(self.merged) > MERGED:
            raise Unreadable(Why.TOO_MUCH, f"{self.part}!{reference[:24]}")
