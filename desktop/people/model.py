"""The table of people: headings and people under them, filtered and ordered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.assessing.people import PersonRow
from desktop.kit.table.tables import tab_separated
from desktop.kit.tips import as_it_is
from desktop.people.state import TONES, Tone, Wanted, last_day, left_words, state_words, where
from domain.assessing.scoring import Status
from domain.collation import order_key
from domain.people.person import PersonKind
from domain.team.matrix import Summary
from domain.team.standing import Standings
from domain.text import fold
from resources.i18n import _, current, pgettext

type Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole  # PersonRow, None on a group row
GROUP_ROLE = Qt.ItemDataRole.UserRole + 1  # Group, None on a person
TONE_ROLE = Qt.ItemDataRole.UserRole + 2  # Tone of the state, None on a group row
KINDS = (PersonKind.CANDIDATE, PersonKind.EMPLOYEE, PersonKind.EXTERNAL)
TONE_ORDER = (Tone.WORK, Tone.WAITING, Tone.READY, Tone.QUIET)  # what asks for something comes first


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    CODE = 1
    WHERE = 2
    STATE = 3
    ATTAINMENT = 4
    BOUNDS = 5
    STOPS = 6
    DATE = 7


NUMBERS = (Column.ATTAINMENT, Column.BOUNDS, Column.STOPS)  # come when they are worked out
RIGHT = (*NUMBERS, Column.DATE)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading row; ``count`` are the people under it that pass the filter, ``left`` those who left."""

    kind: PersonKind
    count: int
    left: bool = False

    @property
    def title(self) -> str:
        """What stands in it."""
        return pgettext("people", "Left") if self.left else kind_title(self.kind)


@dataclass(frozen=True, slots=True)
class Line:
    """A person as the table shows them; all but the numbers is made once a reading."""

    row: PersonRow
    hay: str
    texts: tuple[str, ...]
    tone: Tone
    day: date | None
    left: bool = False


class PeopleModel(QAbstractTableModel):
    """People under headings of their kind, by name or by another column; a filter only picks among them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Line, ...] = ()
        self._lines: list[Group | Line] = []
        self._needle = ""
        self._kind: PersonKind | None = None
        self._wanted: Wanted = Wanted.ANY
        self._order: tuple[Column, bool] = (Column.NAME, False)
        self._viewer_id: int | None = None
        self._standings = Standings()

    def show(self, rows: Sequence[PersonRow], viewer_id: int | None = None, on: date = date.max) -> None:
        """Take people as they were read, and as they are on that day; filter and order stay."""
        self._viewer_id = viewer_id
        self._all = self._in_order([_line(row, on) for row in rows])
        self._lay_out()

    def show_standings(self, standings: Standings) -> bool:
        """Fill the numbers in; return whether people moved, since the order goes by them."""
        self._standings = standings
        if self._order[0] in NUMBERS:
            self._all = self._in_order(list(self._all))
            self._lay_out()
            return True
        if self._lines:
            last = self.index(len(self._lines) - 1, NUMBERS[-1])
            self.dataChanged.emit(self.index(0, NUMBERS[0]), last)
        return False

    def standing(self, row: PersonRow) -> Summary | None:
        """Return the totals of the newest result of somebody; None while there is none to be seen."""
        if row.shown is None or not row.shown.open_to(self._viewer_id):
            return None
        return self._standings.of(row.shown.case_id)

    def narrow(self, text: str, kind: PersonKind | None, wanted: Wanted = Wanted.ANY) -> None:
        """Keep people of this kind (None: of any) and state whose name, code or place holds each word."""
        asked = (fold(text), kind, wanted)
        if asked != (self._needle, self._kind, self._wanted):
            self._needle, self._kind, self._wanted = asked
            self._lay_out()

    def order(self, column: int, falling: bool) -> None:
        """Go by this column within each kind; who is alike there goes by name."""
        self._order = (Column(column), falling)
        self._all = self._in_order(list(self._all))
        self._lay_out()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set."""
        return bool(self._needle) or self._kind is not None or self._wanted is not Wanted.ANY

    def count(self, kind: PersonKind | None = None) -> int:
        """Return how many people of this kind the file holds, whatever the filter; who left is of none."""
        return sum(kind is None or (line.row.person.kind is kind and not line.left) for line in self._all)

    @property
    def shown(self) -> int:
        """How many people pass the filter."""
        return sum(isinstance(line, Line) for line in self._lines)

    def groups(self) -> tuple[int, ...]:
        """Return the numbers of the heading rows."""
        return tuple(number for number, line in enumerate(self._lines) if isinstance(line, Group))

    def row_of(self, person_id: int) -> int:
        """Return the row of the person, -1 if the filter hides it."""
        for number, line in enumerate(self._lines):
            if isinstance(line, Line) and line.row.person.id == person_id:
                return number
        return -1

    def first(self) -> int:
        """Return the first row that is a person, -1 without any."""
        return next((n for n, line in enumerate(self._lines) if isinstance(line, Line)), -1)

    def person_row(self, row: int) -> PersonRow | None:
        """Return the person in this row, None for a heading or none."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line.row if isinstance(line, Line) else None

    def as_text(self, rows: Sequence[int]) -> str:
        """Return the people in these rows as tab-separated text."""
        chosen = (self._lines[row] for row in rows)
        return tab_separated(
            [title(column) for column in Column],
            [
                tuple(self._text(line, column) for column in Column)
                for line in chosen
                if isinstance(line, Line)
            ],
        )

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
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if isinstance(line, Group):
            return _of_group(line, index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, Column(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                told = self._text(line, Column(index.column()))
                return told or pgettext("empty cell, read aloud", "none")
            case Qt.ItemDataRole.ToolTipRole if index.column() in (Column.NAME, Column.WHERE, Column.STATE):
                return as_it_is(line.texts[index.column()])
            case Qt.ItemDataRole.UserRole:
                return line.row
            case _ if role == TONE_ROLE:
                return line.tone
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column, falling = self._order
            sign = "" if section != column else " ↓" if falling else " ↑"
            return title(Column(section)) + sign
        if role == Qt.ItemDataRole.ToolTipRole:
            told = _("Sort by “{title}”, Alt+{n}").format(title=title(Column(section)), n=section + 1)
            return as_it_is(told)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in RIGHT else Qt.AlignmentFlag.AlignLeft
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
        words, tones = self._needle.split(), TONES[self._wanted]
        found = [
            line
            for line in self._all
            if (self._kind is None or (line.row.person.kind is self._kind and not line.left))
            and line.tone in tones
            and all(word in line.hay for word in words)
        ]
        self._lines = []
        for kind in KINDS:
            mine = [line for line in found if line.row.person.kind is kind and not line.left]
            if mine:
                self._lines += [Group(kind, len(mine)), *mine]
        if gone := [line for line in found if line.left]:
            self._lines += [Group(PersonKind.EMPLOYEE, len(gone), left=True), *gone]
        self.endResetModel()

    def _in_order(self, lines: list[Line]) -> tuple[Line, ...]:
        column, falling = self._order
        cyrillic_first = current().language != "en"

        def by_text(line: Line, of: Column, *, numbers: bool = False) -> Any:
            return order_key(self._text(line, of), cyrillic_first=cyrillic_first, numbers=numbers)

        def by_number(line: Line) -> Any:
            standing = self.standing(line.row)
            assert standing is not None
            match column:
                case Column.ATTAINMENT:
                    return standing.attainment
                case Column.BOUNDS:
                    return standing.lower, standing.upper
                case _:
                    return standing.stops

        def value(line: Line) -> Any:
            match column:
                case Column.NAME | Column.WHERE:
                    return by_text(line, column)
                case Column.CODE:
                    return by_text(line, column, numbers=True)
                case Column.STATE:
                    return TONE_ORDER.index(line.tone), by_text(line, column, numbers=True)
                case Column.DATE:
                    return line.day or date.min
                case Column.ATTAINMENT | Column.BOUNDS | Column.STOPS:
                    return by_number(line)

        lines.sort(key=lambda line: by_text(line, Column.CODE, numbers=True))
        lines.sort(key=lambda line: by_text(line, Column.NAME))
        filled = [line for line in lines if self._text(line, column)]
        filled.sort(key=value, reverse=falling)
        # Whichever way the list goes, what says nothing comes last.
        return (*filled, *(line for line in lines if not self._text(line, column)))

    def _text(self, line: Line, column: Column) -> str:
        if column not in NUMBERS:
            return line.texts[column]
        standing = self.standing(line.row)
        return number_text(standing, column) if standing is not None else ""


def title(column: Column) -> str:
    """Return what stands over a column."""
    return {
        Column.NAME: _("Full name"),
        Column.CODE: _("Code"),
        Column.WHERE: _("Where"),
        Column.STATE: _("State"),
        Column.ATTAINMENT: _("Attainment"),
        Column.BOUNDS: _("range"),
        Column.STOPS: pgettext("column", "Below min."),
        Column.DATE: _("Assessment"),
    }[column]


def number_text(standing: Summary, column: Column) -> str:
    """Return the share «86 %» or «≈ 86 %», its bounds «81–86», or how many below minimum; "" for none."""
    words = current()
    if standing.lower is None or standing.upper is None:
        return ""
    match column:
        case Column.ATTAINMENT if standing.status is Status.FINAL:
            return words.percent(standing.attainment)
        case Column.ATTAINMENT if standing.status is Status.PROVISIONAL:
            return f"≈\u00a0{words.percent(standing.attainment)}"
        case Column.BOUNDS if standing.known < standing.applicable:
            return f"{words.number(standing.lower * 100, 0)}–{words.number(standing.upper * 100, 0)}"
        case Column.STOPS if standing.stops:
            return str(standing.stops)
        case _:
            return ""


def kind_title(kind: PersonKind) -> str:
    """Return the heading of a group of people."""
    return {
        PersonKind.CANDIDATE: _("Candidates"),
        PersonKind.EMPLOYEE: _("Employees"),
        PersonKind.EXTERNAL: _("External"),
    }[kind]


def _of_group(group: Group, column: int, role: int) -> Any:
    match role:
        case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
            return f"{group.title} {group.count}" if column == Column.NAME else ""
        case _ if role == GROUP_ROLE:
            return group
        case _:
            return None


def _line(row: PersonRow, on: date) -> Line:
    # The number beside it is of the newest result that may be seen, and so is the day.
    person, state, day = row.person, state_words(row.latest), last_day(row.shown or row.latest)
    # That somebody has left is told first: it is what makes the state of an assessment final. Who is going
    # to leave works here, and the card tells the day.
    gone = person.has_left(on)
    left = left_words(person, on) if gone else ""
    return Line(
        row=row,
        hay=fold(" ".join((person.folded, person.unit, person.post))),
        texts=(
            person.full_name,
            person.code,
            where(person),
            left or state.text,
            *("" for _column in NUMBERS),
            current().date(day) if day is not None else "",
        ),
        tone=state.tone,
        day=day,
        left=gone,
    )
