"""What waits, as a list: headings by day and under each what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, override

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.home.words import DueWords, due_words, group_words
from desktop.kit.tips import as_it_is
from domain.home.due import Due, Group
from resources.i18n import sentences

type Cell = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole  # a Heading or a Row


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group; the first one has no line above it."""

    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do, in words; the last one of its group has no line below it."""

    due: Due
    words: DueWords
    last: bool


class DueModel(QAbstractListModel):
    """Headings and rows in the order of the read; texts are made once a reading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Heading | Row, ...] = ()

    def show(self, dues: Sequence[Due], on: date) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.lines = tuple(_lines(dues, on))
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return what is to be done in this line, None for a heading or none."""
        line = self.lines[number] if 0 <= number < len(self.lines) else None
        return line if isinstance(line, Row) else None

    def rows(self) -> tuple[int, ...]:
        """Return the lines that are no headings."""
        return tuple(number for number, line in enumerate(self.lines) if isinstance(line, Row))

    def line_of(self, due: Due) -> int:
        """Return the line of the same thing, -1 if it is done with."""
        wanted = (due.kind, due.opens, due.opens_id, due.person_id)
        for number, line in enumerate(self.lines):
            if isinstance(line, Row):
                one = line.due
                if (one.kind, one.opens, one.opens_id, one.person_id) == wanted:
                    return number
        return -1

    @override
    def rowCount(self, parent: Cell = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    @override
    def flags(self, index: Cell) -> Qt.ItemFlag:
        if self.row(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Cell, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        heading = isinstance(line, Heading)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text if heading else line.words.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.text if heading else line.words.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return None if heading else as_it_is(sentences(line.words.title, line.words.detail))
            case _ if role == LINE_ROLE:
                return line
            case _:
                return None


def _lines(dues: Sequence[Due], on: date) -> list[Heading | Row]:
    lines: list[Heading | Row] = []
    order = {group: number for number, group in enumerate(Group)}
    sorted_ = sorted(dues, key=lambda one: order[one.group(on)])  # stable: by day within
    for group, members in groupby(sorted_, key=lambda one: one.group(on)):
        mine = list(members)
        lines.append(Heading(group_words(group, on), first=not lines))
        lines += [Row(one, due_words(one, on), last=one is mine[-1]) for one in mine]
    return lines
