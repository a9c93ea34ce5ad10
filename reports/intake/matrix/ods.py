"""ODS: the values of the visible sheets; formulas, pictures, comments and styles are never looked at."""

from datetime import date
from typing import override

from domain.progress import Progress
from reports.intake.archive import Archive
from reports.intake.markup import Attributes, Reader
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import COLUMNS, ROWS, Box, Fault, Line, Table, Value, address

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
CELLS = 2_000_000
SHEETS = 300
_CONTENT = "content.xml"
_UNSEEN = frozenset(("annotation", "tracked-changes", "shapes", "forms", "named-expressions", "dde-links"))


def looks_like(data: bytes) -> bool:
    """Tell whether this is a workbook by the first part of its container, which is never packed."""
    return data[38 : 38 + len(MIME)] == MIME


def parse(data: bytes, name: str, progress: Progress) -> tuple[Table, ...]:
    """Return the sheets that hold something, in order.

    Raises:
        Unreadable: if anything is wrong with the container or its parts.
    """
    archive = Archive(data)
    reader = _Sheets(name)
    size = max(archive.size(_CONTENT) if archive.has(_CONTENT) else 1, 1)
    reader.run(archive.read(_CONTENT), lambda done: progress.step(min(done, size), size))
    return reader.tables


class _Sheets(Reader):
    """The cells of each sheet; an empty row repeated a million times costs nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(_CONTENT)
        self._name = name
        self._found: list[tuple[str, list[Line], list[Box]]] = []
        self._hidden: set[str] = set()
        self._style = ""
        self._seen = True
        self._unseen = 0
        self._row, self._column, self._cells = 0, 0, 0
        self._times, self._wide = 1, 1
        self._values: dict[int, Value] = {}
        self._cell: Attributes = {}
        self._texts: list[str] = []

    @property
    def tables(self) -> tuple[Table, ...]:
        """The sheets that hold something."""
        names = tuple(title for title, _lines, _boxes in self._found)
        return tuple(
            Table(self._name, title, names, tuple(lines), tuple(boxes))
            for title, lines, boxes in self._found
            if lines
        )

    @property
    @override
    def place(self) -> str:
        sheet = self._found[-1][0] if self._found else self.part
        return f"{sheet}!{address(self._row + 1, self._column)}"

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name in _UNSEEN:
            self._unseen += 1
        if self._unseen:
            return
        match name:
            case "p":
                self.keep_text()
            case "style":
                self._style = attributes.get("name", "") if attributes.get("family") == "table" else ""
            case "table-properties" if attributes.get("display") == "false":
                self._hidden.add(self._style)
            case "table":
                self._begin_sheet(attributes)
            case "table-row":
                self._times, self._column, self._values = _count(attributes, "number-rows-repeated"), 0, {}
            case "table-cell" | "covered-table-cell":
                self._cell, self._texts = attributes, []
                self._wide = _count(attributes, "number-columns-repeated")
            case _:
                pass

    @override
    def end(self, name: str) -> None:
        if self._unseen:
            self._unseen -= name in _UNSEEN
            return
        match name:
            case "p":
                self._texts.append(self.taken_text())
            case "table-cell":
                self._end_cell()
            case "covered-table-cell":
                self._column += self._wide
            case "table-row":
                self._end_row()
            case _:
                pass

    def _begin_sheet(self, attributes: Attributes) -> None:
        if len(self._found) >= SHEETS:
            raise Unreadable(Why.TOO_MUCH, self.part)
        self._seen = attributes.get("style-name", "") not in self._hidden
        self._row = 0
        if self._seen:
            self._found.append((attributes.get("name", "")[:31], [], []))

    def _end_cell(self) -> None:
        value = self._value()
        if value is not None and value != "" and self._seen:
            self._cells += self._wide * self._times
            if self._column + self._wide > COLUMNS or self._row + self._times > ROWS:
                raise Unreadable(Why.TOO_FAR, self.place)
            if self._cells > CELLS:
                raise Unreadable(Why.TOO_MUCH, self.place)
            for column in range(self._column, self._column + self._wide):
                self._values[column] = value
        down, right = _count(self._cell, "number-rows-spanned"), _count(self._cell, "number-columns-spanned")
        if self._seen and down * right > 1 and len(self._found[-1][2]) < ROWS:
            top, left = self._row + 1, self._column
            self._found[-1][2].append(Box(top, left, top + down - 1, left + right - 1))
        self._column += self._wide

    def _end_row(self) -> None:
        if self._values and self._seen:
            cells = tuple(self._values.get(at) for at in range(max(self._values) + 1))
            lines = self._found[-1][1]
            lines += [Line(self._row + 1 + more, cells) for more in range(self._times)]
        self._row += self._times

    def _value(self) -> Value:
        cell, text = self._cell, "\n".join(self._texts)
        kind = cell.get("value-type", "")
        try:
            match kind:
                case "float" | "percentage" | "currency":
                    return float(cell.get("value", "")[:40])
                case "date":
                    return date.fromisoformat(cell.get("date-value", "")[:10])
                case "boolean":
                    return cell.get("boolean-value") == "true"
                case _:
                    pass
        except ValueError as error:
            raise Unreadable(Why.BAD_CELL, self.place) from error
        if text.startswith(("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "Err:")):
            return Fault.ERROR
        return text


def _count(attributes: Attributes, name: str) -> int:
    told = attributes.get(name, "1")
    return max(int(told), 1) if told.isascii() and told.isdecimal() and len(told) < 10 else 1
