"""Rows of a model's table: each value with its cell, and each fault noted with that cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from domain.framework.edition_faults import Fault, Flaw, Part
from domain.text import Text, clean, fold
from reports.book.model_columns import Column, Sheet, columns_by_head, head
from reports.intake.plain import acting
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Fault as NoValue
from reports.intake.table import Line, Table, Value, address
from resources.i18n import words

NO_HEAD = 0
HEAD_LOOKED_FOR = 30
_YES = frozenset(fold(one) for one in ("да", "yes", "true", "истина", "1", "+", "x", "х", "✓"))
_NO = frozenset(fold(one) for one in ("", "нет", "no", "false", "ложь", "0", "-", "—"))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the competencies of a table are: row of the heads from 1, column -> its number from 0.

    A table without heads has ``NO_HEAD``.
    """

    head: int
    of: Mapping[Column, int]

    @property
    def enough(self) -> bool:
        """Tell whether there is a code and a text, without which no row is a competency."""
        return Column.CODE in self.of and Column.TEXT in self.of


@dataclass(slots=True)
class Rows:
    """The rows below the heads of one sheet; the list of faults is shared by all sheets."""

    table: Table
    part: Part
    columns: Mapping[Column, int]
    head: int
    faults: list[Fault]

    def __iter__(self) -> Iterator["Row"]:
        for line in self.table.lines[self.head + 1 :]:
            row = Row(self, line)
            if any(row.text(of) for of in self.columns):
                yield row


@dataclass(slots=True)
class Row:
    """One row; faults are noted under ``code``, which the reader of the row sets."""

    rows: Rows
    line: Line
    code: str = ""

    def cell(self, of: Column) -> str:
        """Return «Компетенции!C14», or «C14» in a file of plain text."""
        place = address(self.line.number, self.rows.columns.get(of, 0))
        return f"{self.rows.table.sheet}!{place}" if self.rows.table.sheet else place

    def text(self, of: Column) -> str:
        """Return the text of a cell, empty if there is none; line breaks inside are kept."""
        at = self.rows.columns.get(of)
        if at is None:
            return ""
        value = self.line.at(at)
        if isinstance(value, NoValue | date):
            self.fault(Flaw.NOT_A_CELL, of)
            return ""
        return _text(value)

    def pair(self, of: Column, english: Column) -> Text:
        """Return the text in both languages; markup that would act or load something is a fault."""
        told = {one: self.text(one) for one in (of, english)}
        for one, text in told.items():
            if found := acting(text):
                self.fault(Flaw.MARKUP, one, found)
        return Text(told[of], told[english] or None)

    def codes(self, of: Column) -> tuple[str, ...]:
        """Return a list of codes, separated by commas, semicolons or line breaks."""
        parts = self.text(of).replace(";", ",").replace("\n", ",").split(",")
        return tuple(part.strip() for part in parts if part.strip())

    def yes(self, of: Column) -> bool:
        """Return whether the cell says yes; an empty one means no."""
        told = fold(self.text(of))
        if told not in _YES and told not in _NO:
            self.fault(Flaw.YES_NO, of, self.text(of))
        return told in _YES

    def whole(self, of: Column, least: int, most: int, flaw: Flaw) -> int:
        """Return a whole number in the range; anything else is a fault and gives *least*."""
        told = self.text(of)
        if told.isascii() and told.isdecimal() and len(told) < 7 and least <= int(told) <= most:
            return int(told)
        self.fault(flaw, of, told)
        return least

    def fault(self, flaw: Flaw, of: Column, value: str = "") -> None:
        """Note what is wrong with a cell."""
        self.rows.faults.append(Fault(flaw, self.rows.part, self.code, value[:200], self.cell(of)))


def rows_of(
    table: Table,
    sheet: Sheet,
    part: Part,
    needed: tuple[Column, ...],
    faults: list[Fault],
    given: Columns | None = None,
) -> Rows:
    """Find the heads of a sheet, in either language; a missing required column is noted as a fault.

    *given* says where the columns are instead, as a person assigned them.

    Raises:
        Unreadable: if cells of the table are merged, since nobody can say whose value that is.
    """
    best = columns_of(table, sheet) if given is None else given
    at = place_of(table, best)
    top = table.lines[max(at, 0)].number if table.lines else 0
    for of in needed:
        if of not in best.of:
            place = table.sheet or address(top, 0)
            faults.append(Fault(Flaw.NO_COLUMN, part, value=head(of, words("ru")), place=place))
    for box in table.merged:
        if box.bottom >= top:
            raise Unreadable(Why.MERGED, f"{table.sheet}!{box.address}")
    return Rows(table, part, best.of, at, faults)


def place_of(table: Table, columns: Columns) -> int:
    """Return the place of the heads among the lines of a table, -1 if it has none."""
    if columns.head == NO_HEAD:
        return -1
    return next((at for at, line in enumerate(table.lines) if line.number == columns.head), 0)


def columns_of(table: Table, sheet: Sheet) -> Columns:
    """Return the columns recognised by their heads, from the line that has most of them."""
    known = columns_by_head(sheet)
    best = Columns(table.lines[0].number if table.lines else 1, {})
    for number in range(min(HEAD_LOOKED_FOR, len(table.lines))):
        found: dict[Column, int] = {}
        for at, told in enumerate(heads(table, number)):
            of = known.get(fold(told).rstrip(" *:"))
            if of is not None:
                found.setdefault(of, at)
        if len(found) > len(best.of):
            best = Columns(table.lines[number].number, found)
    return best


def heads(table: Table, number: int) -> tuple[str, ...]:
    """Return the texts of the line at this place, one for each column of the table; -1 is no line."""
    if number < 0:
        return ("",) * table.width
    line = table.lines[number]
    return tuple(_text(line.at(column)) for column in range(table.width))


def _text(value: Value) -> str:
    if value is None or isinstance(value, NoValue | date):
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str):
        return clean(value).strip()
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else str(value)
