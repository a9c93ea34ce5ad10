"""The long table of levels as a workbook and as CSV: one row each, for pivot tables; streamed."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path

from domain.formulas import guard
from domain.mark import Role
from domain.period import ROMAN, quarter_number
from domain.progress import Progress
from domain.team.long_table import LongRow, LongTable
from domain.team.matrix import Cell
from reports.book.workbook import DAY, WHOLE, Book, Look, style
from reports.book.workbook_block import Content, Style
from reports.paper.atomic import replacing
from reports.paper.seen import printable
from reports.words.names import name_of
from resources.i18n import Words

ROWS = 1_048_575  # that a sheet holds below its heads
LEVEL = "General"  # a whole level without a separator, others as exact as they are
_STEP = 1_000  # rows between two checks for cancelling
_EPOCH = date(1899, 12, 30)  # day 0 of a workbook

type Value = str | int | Fraction | date | None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, its width in characters and its value; ``form`` is empty for a text."""

    title: str
    width: float
    value: Callable[[LongRow], Value]
    form: str = ""


def write(table: LongTable, target: Path, progress: Progress, words: Words) -> None:
    """Write a workbook of one table; what is longer than a sheet goes on in the next one.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    columns, size = _columns(words), table.size
    heads = [one.title for one in columns]
    rows = _counted(table, progress, size)
    with replacing(target) as part:
        book = Book(words.gettext("Long table of levels"), table.made_on)
        for number in range(max(1, -(-size // ROWS))):
            tab = book.tab(words.gettext("Levels") + (f" {number + 1}" if number else ""))
            tab.widths(*(one.width for one in columns))
            tab.heads(1, heads, [at for at, one in enumerate(columns, start=1) if one.form not in ("", DAY)])
            here = min(ROWS, size - number * ROWS)
            tab.pivot_table(f"Levels{number + 1}", heads, here + 1, fixed=1)
            tab.block(2).stream(_cells(columns, islice(rows, here)))
        book.save(part)
    progress.step(size, size)


def write_csv(table: LongTable, target: Path, progress: Progress, words: Words) -> None:
    """Write CSV in UTF-8 with a mark, as spreadsheets expect; nothing in it runs as a formula.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    columns, size = _columns(words), table.size
    with replacing(target) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, delimiter=";", lineterminator="\r\n")
        lines.writerow([one.title for one in columns])
        for row in _counted(table, progress, size):
            lines.writerow([_plain(one.value(row), words) for one in columns])
    progress.step(size, size)


def _counted(table: LongTable, progress: Progress, size: int) -> Iterator[LongRow]:
    for number, row in enumerate(table.rows()):
        if not number % _STEP:
            progress.step(number, size)
        yield row


def _cells(columns: Sequence[_Column], rows: Iterator[LongRow]) -> Iterator[Sequence[tuple[Content, Style]]]:
    styles = [
        style(Look.TEXT, one.form or "General", "left" if one.form in ("", DAY) else "right")
        for one in columns
    ]
    for row in rows:
        yield [(_content(one.value(row)), look) for one, look in zip(columns, styles, strict=True)]


def _content(value: Value) -> Content:
    if isinstance(value, date):
        return (value - _EPOCH).days
    return None if value == "" else value  # an empty text is no blank for a pivot table


def _plain(value: Value, words: Words) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}" if words.language == "ru" else value.isoformat()
    if isinstance(value, Fraction):
        told = f"{float(value):.4f}".rstrip("0").rstrip(".")
        return told.replace(".", ",") if words.language == "ru" else told
    return "" if value is None else str(value) if isinstance(value, int) else guard(printable(value))


def _columns(words: Words) -> tuple[_Column, ...]:
    _ = words.gettext
    yes, no = words.pgettext("long table", "yes"), words.pgettext("long table", "no")
    states = _states(words)
    return (
        _Column(_("Person"), 30, lambda row: row.person.name),
        _Column(_("Person code"), 11, lambda row: row.person.code),
        _Column(_("Position"), 24, lambda row: row.person.post),
        _Column(_("Unit"), 24, lambda row: row.unit),
        _Column(_("Assessment"), 14, lambda row: row.part.matrix.cycle.code),
        _Column(_("Quarter"), 9, _quarter),
        _Column(_("Begins"), 11, lambda row: row.part.matrix.cycle.starts_on, DAY),
        _Column(_("Function"), 28, lambda row: words.text(row.function.on_paper)),
        _Column(_("Code"), 7, lambda row: row.item.code),
        _Column(_("Competency"), 40, lambda row: words.text(row.item.on_paper)),
        _Column(_("Kind"), 10, lambda row: name_of(row.item.kind, words)),
        _Column(_("Level"), 8, lambda row: row.level, LEVEL),
        _Column(_("State"), 16, lambda row: states[row.cell]),
        _Column(_("Age, quarters"), 9, lambda row: row.age, WHOLE),
        _Column(_("Target"), 8, lambda row: row.target, WHOLE),
        _Column(_("Weight"), 8, lambda row: row.weight, WHOLE),
        _Column(_("Critical"), 10, lambda row: yes if row.critical else no),
        _Column(_("Assessor's role"), 22, lambda row: _roles(row.roles, words)),
        _Column(_("Date"), 11, lambda row: row.on, DAY),
    )


def _quarter(row: LongRow) -> str:
    """Return the code of the quarter in which the assessment begins, «2026-IV»: it sorts as it reads."""
    day = row.part.matrix.cycle.starts_on
    return "" if day is None else f"{day.year}-{ROMAN[quarter_number(day) - 1]}"


def _states(words: Words) -> dict[Cell, str]:
    return {
        Cell.OUTSIDE: words.pgettext("state of a level", "outside the set"),
        Cell.HIDDEN: words.pgettext("state of a level", "not shown yet"),
        Cell.MISSING: words.pgettext("state of a level", "no level"),
        Cell.NOT_APPLICABLE: words.pgettext("state of a level", "not applicable"),
        Cell.UNCONFIRMED: words.pgettext("state of a level", "not applicable, unconfirmed"),
        Cell.CARRIED: words.pgettext("state of a level", "carried"),
        Cell.RATED: words.pgettext("state of a level", "rated"),
        Cell.IMPORTED: words.pgettext("state of a level", "imported"),
    }


def _roles(roles: tuple[Role, ...] | None, words: Words) -> str:
    if roles is None:
        return words.pgettext("assessor's role", "hidden")
    return ", ".join(name_of(one, words) for one in roles)
