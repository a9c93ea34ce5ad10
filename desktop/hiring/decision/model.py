"""The table of a decision: the marks of all assessors side by side, what lies apart first."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.hiring.decision.words import (
    asks,
    column_name,
    group_note,
    label,
    level_source,
    mark_words,
    shown_assessors,
)
from desktop.kit.table.tables import tab_separated
from desktop.kit.tips import as_it_is
from domain.assessing.entry import Row, Standing
from domain.assessing.result import Assessor, CaseResult
from domain.assessing.scoring import level_that_counts
from domain.hiring.decision import Decision, DecisionGroup, groups
from domain.mark import Mark
from domain.scale import Band
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import UNKNOWN, _, current, pgettext

type Index = QModelIndex | QPersistentModelIndex

CODE, CRITICAL, LABEL = 0, 1, 2
FIRST_MARK = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of items; ``note`` is how many, or how many are left."""

    group: DecisionGroup
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """An item as the table shows it; ``mean`` is that of the original marks, whatever was settled."""

    row: Row
    label: str
    marks: tuple[Mark | None, ...]
    spread: int | None
    mean: Fraction | None
    asks: str
    source: str


class DecisionModel(QAbstractTableModel):
    """Headings and items under them; an assessor is a column between name and spread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[Heading | Line] = []
        self.assessors: tuple[Assessor, ...] = ()

    @property
    def spread(self) -> int:
        """The column of the spread; mean, target and decision follow."""
        return FIRST_MARK + len(self.assessors)

    @property
    def mean(self) -> int:
        return self.spread + 1

    @property
    def target(self) -> int:
        return self.spread + 2

    @property
    def decision(self) -> int:
        return self.spread + 3

    def show(self, decision: Decision | None) -> None:
        """Take over what is known; None empties the table."""
        self.beginResetModel()
        self._lines = []
        self.assessors = ()
        if decision is not None:
            self.assessors = shown_assessors(decision.result)
            for group, rows in groups(decision):
                self._lines.append(Heading(group, group_note(group, rows)))
                self._lines += [self._line(decision, row) for row in rows]
        self.endResetModel()

    def line(self, number: int) -> Line | None:
        """Return the item in this line, None for a heading or none."""
        found = self._lines[number] if 0 <= number < len(self._lines) else None
        return found if isinstance(found, Line) else None

    def heading(self, number: int) -> Heading | None:
        """Return the heading in this line, None for an item."""
        found = self._lines[number] if 0 <= number < len(self._lines) else None
        return found if isinstance(found, Heading) else None

    def line_of(self, code: str) -> int:
        """Return the line of an item, -1 where it is not in the scope."""
        return next(
            (n for n, line in enumerate(self._lines) if isinstance(line, Line) and line.row.code == code), -1
        )

    def lines_of_items(self) -> tuple[int, ...]:
        """Return the lines that are no headings."""
        return tuple(n for n, line in enumerate(self._lines) if isinstance(line, Line))

    def next_open(self, code: str) -> int:
        """Return the next line that people have to settle, from this item round; -1 when none is left."""
        here = self.line_of(code)
        waiting = [n for n in self.lines_of_items() if (line := self.line(n)) is not None and line.asks]
        after = [n for n in waiting if n > here]
        return next(iter((*after, *(n for n in waiting if n < here))), -1)

    def title(self, column: int) -> str:
        """Return what stands over a column."""
        if FIRST_MARK <= column < self.spread:
            return column_name(self.assessors[column - FIRST_MARK])
        return {
            CODE: _("Code"),
            CRITICAL: "",
            LABEL: _("Competency"),
            self.spread: _("Spread"),
            self.mean: pgettext("column", "Mean"),
            self.target: _("Target"),
            self.decision: _("Decision"),
        }[column]

    def as_text(self, rows: Sequence[int]) -> str:
        """Return these lines as tab-separated text under the titles."""
        titles = [self.title(column) for column in range(self.columnCount())]
        lines = [self._texts(line) for row in rows if (line := self.line(row)) is not None]
        return tab_separated(titles, lines)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.decision + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, Heading):
            said = f"{name_of(line.group, current())} {line.note}"
            return said if role in (_DISPLAY, _ALOUD) and index.column() == CODE else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts(line)[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                text = self._texts(line)[index.column()]
                return text or pgettext("empty cell, read aloud", "none")
            case Qt.ItemDataRole.ToolTipRole:
                return as_it_is(self._tip(line, index.column()))
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.title(section)
            case Qt.ItemDataRole.ToolTipRole if FIRST_MARK <= section < self.spread:
                one = self.assessors[section - FIRST_MARK]
                return as_it_is(f"{phrases.shown_name(one, current())}, {phrases.capacity(one, current())}")
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft
                if FIRST_MARK <= section < self.spread:
                    side = Qt.AlignmentFlag.AlignHCenter
                elif self.spread <= section < self.target:
                    side = Qt.AlignmentFlag.AlignRight
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.line(index.row()) is None:
            return Qt.ItemFlag.ItemNeverHasChildren  # not enabled: the arrow keys step over headings
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _line(self, decision: Decision, row: Row) -> Line:
        result = decision.result
        given = {one.assessor_id: one.mark for one in row.entry.marks}
        return Line(
            row=row,
            label=label(result, row.code),
            marks=tuple(given.get(one.id) for one in self.assessors),
            spread=row.spread if self.assessors else None,
            mean=_mean(row, result),
            asks=asks(row),
            source=level_source(row),
        )

    def _texts(self, line: Line) -> tuple[str, ...]:
        words, row = current(), line.row
        settled = row.entry.settled
        decided = line.asks or line.source
        if settled is not None and settled.level is not None:
            decided = str(settled.level)
        return (
            row.code,
            _("critical") if row.critical else "",
            line.label,
            *(mark_words(mark) for mark in line.marks),
            UNKNOWN if line.spread is None else str(line.spread),
            words.number(line.mean),
            f"{row.entry.target}{gap_sign(row)}",
            decided,
        )

    def _tip(self, line: Line, column: int) -> str:
        if column == CRITICAL:
            return _stop_words(line.row)
        if column == self.target:
            return phrases.band(line.row, current())
        return self._texts(line)[column]


def gap_sign(row: Row) -> str:
    """Return the sign of a gap; empty where there is none."""
    return {Band.SMALL: "▽", Band.LARGE: "▼"}.get(row.band or Band.MET, "")


def _stop_words(row: Row) -> str:
    if not row.critical:
        return ""
    return _("critical, below minimum") if row.stop else _("critical")


_DISPLAY, _ALOUD = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole


def _mean(row: Row, result: CaseResult) -> Fraction | None:
    """Return the level before anything was settled; once it was, none where marks are kept back (law 15)."""
    if row.entry.marks or row.entry.settled is not None:
        return level_that_counts(row.entry.marks, result.policy)
    return row.level if row.standing is Standing.ASSESSED else None
