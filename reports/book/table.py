"""Tables and facts of a workbook; each column is declared once: head, width, value and format."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from reports.book.workbook import DAY, Look, Tab

type Number = Fraction | float | None
type Fact = tuple[str, str | int | date | None]


class Shown(NamedTuple):
    """A value formatted differently from the rest of its column; an empty ``form`` makes it a text."""

    value: str | Number | date
    form: str = ""
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Column[R]:
    """One column: its head, its width in characters, and the value it shows for a row.

    ``form`` is a number format (the head is then right-aligned) or the format of days; without one the column
    holds texts, and None leaves the cell untouched.
    """

    title: str
    width: float
    value: Callable[[R], str | Number | date | Shown]
    form: str = ""
    look: Look = Look.TEXT


def put_table[R](
    tab: Tab, columns: Sequence[Column[R]], rows: Iterable[R], *, at: int = 1, fixed: int = 0
) -> int:
    """Write the heads to row *at* and the rows below, return the last row; *fixed* columns stay in view."""
    tab.widths(*(one.width for one in columns))
    figures = [place for place, one in enumerate(columns, start=1) if one.form not in ("", DAY)]
    tab.heads(at, [one.title for one in columns], figures=figures)
    last = at
    for last, row in enumerate(rows, start=at + 1):
        for place, one in enumerate(columns, start=1):
            value = one.value(row)
            _put(tab, last, place, value if isinstance(value, Shown) else Shown(value, one.form, one.look))
        tab.underline(last, len(columns))
    tab.table(at, last, len(columns), fixed)
    return last


def put_facts(tab: Tab, row: int, facts: Iterable[Fact], look: Look = Look.MUTED) -> int:
    """Write names in *look* with their values, one below another; return the row after them."""
    for name, value in facts:
        tab.put_text(row, 1, name, look)
        tab.put(row, 2, value)
        tab.underline(row, 2)
        row += 1
    return row


def _put(tab: Tab, row: int, column: int, shown: Shown) -> None:
    value = shown.value
    if shown.form == DAY:
        assert value is None or isinstance(value, date), value
        tab.put_day(row, column, value, shown.look)
    elif shown.form:
        assert not isinstance(value, str | date), value
        tab.put_number(row, column, value, shown.form, shown.look)
    elif value is not None:
        assert isinstance(value, str), value
        tab.put_text(row, column, value, shown.look)
