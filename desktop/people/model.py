"""The table of people: headings and people under them, filtered by kind and any part of a name or code."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from html import escape
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.people import PersonRow
from desktop.people.state import last_day, state_words, where
from domain.person import PersonKind
from domain.text import fold
from resources.i18n import _, current

type Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole  # PersonRow, None on a group row
GROUP_ROLE = Qt.ItemDataRole.UserRole + 1  # Group, None on a person
KINDS = (PersonKind.CANDIDATE, PersonKind.EMPLOYEE, PersonKind.EXTERNAL)


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    CODE = 1
    WHERE = 2
    STATE = 3
    DATE = 4


@dataclass(frozen=True, slots=True)
class Group:
    """A heading row; ``count`` are the people under it that pass the filter."""

    kind: PersonKind
    count: int


class PeopleModel(QAbstractTableModel):
    """People under headings of their kind, in the order of the read; texts are made once a reading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[tuple[PersonRow, str], ...] = ()
        self._lines: list[Group | PersonRow] = []
        self._texts: list[tuple[str, ...]] = []
        self._needle = ""
        self._kind: PersonKind | None = None

    def show(self, rows: Sequence[PersonRow]) -> None:
        """Take people as they were read; the filter stays."""
        self._all = tuple((row, _haystack(row)) for row in rows)
        self._lay_out()

    def narrow(self, text: str, kind: PersonKind | None) -> None:
        """Keep people of this kind (None: of any) whose name, code or place holds each word of *text*."""
        if (fold(text), kind) != (self._needle, self._kind):
            self._needle, self._kind = fold(text), kind
            self._lay_out()

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return bool(self._needle) or self._kind is not None

    def count(self, kind: PersonKind | None = None) -> int:
        """Return how many people of this kind the file holds, whatever the filter."""
        return sum(kind is None or row.person.kind is kind for row, _hay in self._all)

    @property
    def shown(self) -> int:
        """How many people pass the filter."""
        return sum(isinstance(line, PersonRow) for line in self._lines)

    def groups(self) -> tuple[int, ...]:
        """Return the numbers of the heading rows."""
        return tuple(number for number, line in enumerate(self._lines) if isinstance(line, Group))

    def row_of(self, person_id: int) -> int:
        """Return the row of the person, -1 if the filter hides it."""
        for number, line in enumerate(self._lines):
            if isinstance(line, PersonRow) and line.person.id == person_id:
                return number
        return -1

    def first(self) -> int:
        """Return the first row that is a person, -1 without any."""
        return next((n for n, line in enumerate(self._lines) if isinstance(line, PersonRow)), -1)

    def person_row(self, row: int) -> PersonRow | None:
        """Return the person in this row, None for a heading or none."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, PersonRow) else None

    def as_text(self, rows: Sequence[int]) -> str:
        """Return these rows as tab-separated lines under the column titles, as a spreadsheet takes them."""
        titles = [str(self.headerData(c, Qt.Orientation.Horizontal)) for c in Column]
        people = [self._texts[row] for row in sorted(rows) if self.person_row(row) is not None]
        return "\n".join("\t".join(_cell(text) for text in line) for line in [titles, *people])

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._texts[index.row()][index.column()]
            case Qt.ItemDataRole.ToolTipRole if index.column() in (Column.NAME, Column.WHERE, Column.STATE):
                return f"<span>{escape(self._texts[index.row()][index.column()])}</span>"
            case Qt.ItemDataRole.UserRole:
                return line if isinstance(line, PersonRow) else None
            case _ if role == GROUP_ROLE:
                return line if isinstance(line, Group) else None
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == Column.DATE:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                Column.NAME: _("Surname, given name, patronymic"),
                Column.CODE: _("Code"),
                Column.WHERE: _("Where"),
                Column.STATE: _("State"),
                Column.DATE: _("Assessment"),
            }[Column(section)]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.headerData(section, orientation)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.DATE else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.person_row(index.row()) is None:
            return Qt.ItemFlag.ItemNeverHasChildren  # not enabled: the arrow keys step over headings
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _lay_out(self) -> None:
        self.beginResetModel()
        words = self._needle.split()
        found = [
            row
            for row, hay in self._all
            if self._kind in (None, row.person.kind) and all(word in hay for word in words)
        ]
        self._lines = []
        for kind in KINDS:
            mine = [row for row in found if row.person.kind is kind]
            if mine:
                self._lines += [Group(kind, len(mine)), *mine]
        self._texts = [_texts(line) for line in self._lines]
        self.endResetModel()


def kind_title(kind: PersonKind) -> str:
    """Return the heading of a group of people."""
    return {
        PersonKind.CANDIDATE: _("Candidates"),
        PersonKind.EMPLOYEE: _("Employees"),
        PersonKind.EXTERNAL: _("Externals"),
    }[kind]


def _texts(line: Group | PersonRow) -> tuple[str, ...]:
    if isinstance(line, Group):
        return (f"{kind_title(line.kind)} {line.count}", "", "", "", "")
    return (
        line.person.full_name,
        line.person.code,
        where(line.person),
        state_words(line.latest).text,
        current().date(last_day(line.latest)) if line.latest else "",
    )


def _haystack(row: PersonRow) -> str:
    return fold(" ".join((row.person.folded, row.person.unit, row.person.post)))


def _cell(text: str) -> str:
    """A tab or a line end inside would make another cell of it; «=…» stays text by a leading apostrophe."""
    flat = " ".join(text.split("\t"))
    flat = " ".join(flat.splitlines())
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat
