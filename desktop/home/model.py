"""Pending work as a list: headings by day, and under each what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, override

from PySide6.QtCore import QObject, Qt

from desktop.home.words import DueWords, due_words, group_words
from desktop.kit.table.list_model import Heading, Index, ListModel
from desktop.kit.tips import as_it_is
from domain.home.due import Due, Group
from resources.i18n import sentences


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do, as text; the last one of its group has no line below it."""

    due: Due
    words: DueWords
    last: bool

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
    """Return headings by day, and under each what is due."""
    lines: list[Heading | Row] = []
    order = {group: number for number, group in enumerate(Group)}
    sorted_ = sorted(dues, key=lambda one: order[one.group(on)])  # stable: by day within a group
    for group, members in groupby(sorted_, key=lambda one: one.group(on)):
        mine = list(members)
        lines.append(Heading(group_words(group, on)))
        lines += [Row(one, due_words(one, on), last=one is mine[-1]) for one in mine]
    return lines
