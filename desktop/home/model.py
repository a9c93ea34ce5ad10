"""Pending work as a list: headings by day, and under each what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, override

from PySide6.QtCore import QObject, Qt

from desktop.home.words import MERGED, DueWords, due_words, group_words, merged_words
from desktop.kit.table.list_model import Heading, Index, ListModel
from desktop.kit.tips import as_it_is
from domain.home.due import Due, Group
from resources.i18n import sentences

DIGITS = 9  # rows that have a key of their own
MOST = 12  # alike in one row; more are easier to find in a list than in a menu


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do, or several alike, as text; the last one of its group has no line below it.

    ``number`` is the digit that opens it, 0 for none.
    """

    dues: tuple[Due, ...]
    words: DueWords
    last: bool
    number: int = 0

    @property
    def due(self) -> Due:
        """The first of what it stands for."""
        return self.dues[0]

    @property
    def key(self) -> tuple[object, ...]:
        """What identifies it when everything is reread."""
        return self.due.kind, self.due.opens, self.due.opens_id, self.due.person_id


class DueModel(ListModel[Row]):
    """Headings and rows, in the order they were read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(("",), lambda row: (row.words.title,), lambda row: row.key, parent)

    def rows(self) -> tuple[int, ...]:
        """Return the lines that are not headings."""
        return tuple(number for number in range(self.rowCount()) if self.line(number) is not None)

    def numbered(self, number: int) -> Row | None:
        """Return the row that a digit opens."""
        return next((one for one in self.lines() if number and one.number == number), None)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and line is not None:  # day and act are never cut
            return as_it_is(sentences(line.words.title, line.words.detail))
        return super().data(index, role)

    @override
    def aloud(self, row: int, column: int) -> str:
        line = self.line(row)
        return super().aloud(row, column) if line is None else line.words.spoken


def lines_of(dues: Sequence[Due], on: date) -> list[Heading | Row]:
    """Return headings by day, and under each what is due, several meetings or consents in one row."""
    lines: list[Heading | Row] = []
    order = {group: number for number, group in enumerate(Group)}
    sorted_ = sorted(dues, key=lambda one: order[one.group(on)])  # stable: by day within a group
    number = 0
    for group, members in groupby(sorted_, key=lambda one: one.group(on)):
        alike = _alike(list(members))
        lines.append(Heading(group_words(group, on)))
        for mine in alike:
            number += 1
            words = due_words(mine[0], on) if len(mine) == 1 else merged_words(mine, on)
            lines.append(Row(mine, words, last=mine is alike[-1], number=number if number <= DIGITS else 0))
    return lines


def _alike(dues: Sequence[Due]) -> list[tuple[Due, ...]]:
    """Return the things one by one, those of a kind that is merged together where the first of them is."""
    found: dict[object, list[Due]] = {}
    for number, one in enumerate(dues):
        merged = one.kind in MERGED and not one.stopped
        found.setdefault(one.kind if merged else number, []).append(one)
    lines: list[tuple[Due, ...]] = []
    for many in found.values():
        lines += [tuple(many)] if len(many) <= MOST else [(one,) for one in many]
    return lines
