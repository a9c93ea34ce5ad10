"""From a sheet with its layout to who has which level in what, and to what does not come in and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.day import parse_date
from domain.errors import Impossible
from domain.framework.framework import Kind
from domain.period import quarter_of
from domain.text import fold
from reports.intake.instruction.kinds import kind_of
from reports.intake.matrix.layout import Form, Layout, Of, Sheet, is_target, is_total
from reports.intake.roster.days import DayOrder, day_first, example, order
from reports.intake.table import Fault, Table, address

_CODED = re.compile(r"([A-Za-zА-Яа-яЁё]{1,4}[-.]?\d{1,3}(?:\.\d{1,3})?)[.):]?\s+(\S.*)")


class Left(StrEnum):
    """Why something in the sheet does not come in."""

    COLUMN = "column"  # not used
    TOTAL = "total"  # adds up others
    BELOW = "below"  # a legend or a note under the table
    MERGED = "merged"  # one level over several people or competencies: nobody can say whose
    FAULT = "fault"  # an error of the file's program, or a formula that was never computed
    TWICE = "twice"  # the same competency or the same level again
    DIFFERS = "differs"  # two different levels of one person in one competency on one day
    TARGET = "target"  # a required level, where the framework has its own
    OLDER = "older"  # a later level of the same quarter takes its place
    NOBODY = "nobody"  # a level beside no name
    NOTHING = "nothing"  # a level under no competency
    DAY = "day"  # no date
    SHEET = "sheet"  # of the same workbook, not read
    # What only the people and the model of this file can tell:
    WORD = "word"
    PERSON = "person"
    ITEM = "item"
    NOT_TAKEN = "not_taken"
    GONE = "gone"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that does not come in: why, where («Лист1!B4»), and its text."""

    why: Left
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the sheet; ``row`` is the first row or column of the file with that name, from 1."""

    row: int
    place: str
    name: str
    personnel_no: str = ""
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency of the sheet; ``code`` and ``function`` are empty where the sheet has none.

    ``kind`` is proposed by the words of the text if the sheet does not say (``stated`` False).
    """

    place: str
    text: str
    code: str
    function: str
    kind: Kind
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """What one place of the sheet says; ``person`` and ``item`` are positions in its lists."""

    person: int
    item: int
    text: str
    place: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LevelTable:
    """A sheet as read; empty cells are no ratings.

    ``written`` is how a person says that days are written. ``doubtful_day`` can be read in two ways, and
    nobody has said how. ``targets`` are the levels that the sheet requires, one a competency, of person -1.
    """

    sheet: str
    layout: Layout
    people: tuple[Someone, ...]
    items: tuple[Competency, ...]
    ratings: tuple[Rating, ...]
    left_out: tuple[LeftOut, ...]
    written: DayOrder | None = None
    doubtful_day: str = ""
    targets: tuple[Rating, ...] = ()


def read(table: Table, layout: Layout, written: DayOrder | None = None) -> LevelTable:
    """Read the levels of a sheet; *written* is how its days are written, None if the sheet itself says it."""
    return _Reading(table, layout, written).read()


class _Reading:
    def __init__(self, table: Table, layout: Layout, written: DayOrder | None) -> None:
        self._table, self._layout = table, layout
        self._told = self._written = written
        self._doubtful_day = ""
        self._sheet = Sheet(table)
        self._people: dict[tuple[str, str, int], int] = {}
        self._items: dict[tuple[str, str], int] = {}
        self._whom: list[Someone] = []
        self._what: list[Competency] = []
        self._ratings: list[Rating] = []
        self._left: list[LeftOut] = []
        self._targets: dict[int, Rating] = {}

    def read(self) -> LevelTable:
        match self._layout.form:
            case Form.PEOPLE_DOWN:
                self._people_down()
            case Form.PEOPLE_ACROSS:
                self._people_across()
            case Form.LONG:
                self._long()
        self._unused_columns()
        return LevelTable(
            self._table.sheet,
            self._layout,
            tuple(self._whom),
            tuple(self._what),
            tuple(self._ratings),
            tuple(self._left),
            self._told,
            self._doubtful_day,
            tuple(self._targets.values()),
        )

    def _people_down(self) -> None:
        columns: dict[int, int] = {}
        for at in self._layout.grid:
            text = self._sheet.text(self._layout.head, at)
            group = "" if self._layout.above is None else self._sheet.text(self._layout.above, at)
            if (item := self._item(self._layout.head, at, text, "", group)) is not None:
                columns[at] = item
        gap = False
        for row, fresh in self._body():
            gap = gap or fresh
            name = self._name(row)
            filled = [at for at in columns if self._sheet.text(row, at)]
            if not name and not filled:
                continue
            if is_target(name):
                for at, item in columns.items():
                    self._aim(row, at, item)
                continue
            if self._is_beside(row, name, filled, gap=gap):
                continue
            if not name:
                self._leave(Left.NOBODY, row, filled[0], self._sheet.text(row, filled[0]))
                continue
            person = self._person(row, row, name)
            for at, item in columns.items():
                self._rate(row, at, person, item)

    def _people_across(self) -> None:
        columns = {
            at: self._person(at, self._layout.head, self._sheet.text(self._layout.head, at), at)
            for at in self._layout.grid
        }
        of, gap, group = self._layout.of, False, ""
        for row, fresh in self._body():
            gap = gap or fresh
            text = self._text(row, Of.ITEM)
            filled = [at for at in columns if self._sheet.text(row, at)]
            wide = self._heading(row)
            if wide:  # a line across the whole table names the function of what follows
                group, gap = wide, False
                continue
            if not text and not filled:
                continue
            if self._is_beside(row, text, filled, gap=gap):
                continue
            if Of.FUNCTION in of:
                group = self._text(row, Of.FUNCTION) or group
            if not text:
                self._leave(Left.NOTHING, row, filled[0], self._sheet.text(row, filled[0]))
                continue
            item = self._item(
                row, of[Of.ITEM], text, self._text(row, Of.CODE), group, self._text(row, Of.KIND)
            )
            if item is not None:
                if Of.TARGET in of:
                    self._aim(row, of[Of.TARGET], item)
                for at, person in columns.items():
                    self._rate(row, at, person, item)

    def _long(self) -> None:
        of = self._layout.of
        self._know_days()
        newest: dict[tuple[int, int, object], Rating] = {}
        unsure: set[tuple[int, int, object]] = set()
        for row, _fresh in self._body():
            name, text = self._name(row), self._text(row, Of.ITEM)
            code = self._text(row, Of.CODE)
            level = self._level(row, of[Of.LEVEL])
            if not level:
                continue
            if not name or not (text or code):
                self._leave(Left.NOTHING if name else Left.NOBODY, row, of[Of.LEVEL], level)
                continue
            day = self._day(row)
            if Of.DAY in of and day is None:
                self._leave(Left.DAY, row, of[Of.DAY], self._text(row, Of.DAY))
                continue
            person = self._person(row, row, name)
            item = self._known_item(row, text, code)
            if Of.TARGET in of:
                self._aim(row, of[Of.TARGET], item)
            one = Rating(person, item, level, self._place(row, of[Of.LEVEL]), day)
            key = person, item, day and quarter_of(day).starts_on
            other = newest.get(key)
            if other is None or (day is not None and other.day is not None and day > other.day):
                newest[key] = one
                unsure.discard(key)
                if other is not None:
                    self._left.append(LeftOut(Left.OLDER, other.place, other.text))
            elif day == other.day and fold(level) != fold(other.text):
                unsure.add(key)
                self._left.append(LeftOut(Left.DIFFERS, one.place, level))
            else:
                self._left.append(LeftOut(Left.TWICE if day == other.day else Left.OLDER, one.place, level))
        for key in unsure:
            self._left.append(LeftOut(Left.DIFFERS, newest[key].place, newest[key].text))
        self._ratings = [one for key, one in newest.items() if key not in unsure]

    def _body(self) -> list[tuple[int, bool]]:
        """Return the rows below the heads, each with whether an empty row is before it."""
        rows = [row for row in self._sheet.numbers if row > self._layout.head]
        return [
            (row, row - before > 1) for before, row in zip([self._layout.head, *rows], rows, strict=False)
        ]

    def _is_beside(self, row: int, label: str, filled: Sequence[int], *, gap: bool) -> bool:
        """Tell whether a row belongs not to the table; then note it as left out."""
        if is_total(label):
            self._leave(Left.TOTAL, row, self._label_column, label)
        elif not filled and (gap or self._is_across(row)):
            self._leave(Left.BELOW, row, self._label_column, label)
        else:
            return False
        return True

    @property
    def _label_column(self) -> int:
        of = self._layout.of
        return of.get(Of.ITEM if self._layout.form is Form.PEOPLE_ACROSS else Of.PERSON, 0)

    def _is_across(self, row: int) -> bool:
        """Tell whether one merged cell goes across columns with levels."""
        return len({self._sheet.anchor(row, at) for at in self._layout.grid}) < len(self._layout.grid)

    def _heading(self, row: int) -> str:
        """Return the text of a line that is one cell across labels and levels, empty if it is none."""
        first = min(*self._layout.of.values(), self._layout.grid[0])
        anchors = {self._sheet.anchor(row, at) for at in range(first, self._layout.grid[-1] + 1)}
        return self._sheet.text(row, first) if len(anchors) == 1 and len(self._layout.grid) > 0 else ""

    def _rate(self, row: int, at: int, person: int, item: int) -> None:
        value = self._sheet.value(row, at)
        if isinstance(value, Fault):
            self._leave(Left.FAULT, row, at, "")
            return
        text = self._sheet.text(row, at)
        if not text:
            return
        if self._sheet.is_merged(row, at):
            self._leave(Left.MERGED, row, at, text)
            return
        self._ratings.append(Rating(person, item, text, self._place(row, at)))

    def _aim(self, row: int, at: int, item: int) -> None:
        """Note the level that the sheet requires; of several the first."""
        text = "" if isinstance(self._sheet.value(row, at), Fault) else self._sheet.text(row, at)
        if text:
            self._targets.setdefault(item, Rating(-1, item, text, self._place(row, at)))

    def _level(self, row: int, at: int) -> str:
        if isinstance(self._sheet.value(row, at), Fault):
            self._leave(Left.FAULT, row, at, "")
        return self._sheet.text(row, at)

    def _know_days(self) -> None:
        """Find out how the days of the sheet are written."""
        at = self._layout.of.get(Of.DAY)
        if at is None:
            return
        texts = [
            self._sheet.text(row, at)
            for row, _fresh in self._body()
            if not isinstance(self._sheet.value(row, at), date)
        ]
        self._written = self._told or order(texts)
        self._doubtful_day = "" if self._written else example(texts)

    def _day(self, row: int) -> date | None:
        at = self._layout.of.get(Of.DAY)
        if at is None:
            return None
        value = self._sheet.value(row, at)
        if isinstance(value, date):
            return value
        try:
            return parse_date(day_first(self._sheet.text(row, at), self._written), "on")
        except Impossible:
            return None

    def _name(self, row: int) -> str:
        of = self._layout.of
        if Of.PERSON in of:
            return self._text(row, Of.PERSON)
        return " ".join(
            one for part in (Of.SURNAME, Of.GIVEN, Of.PATRONYMIC) if (one := self._text(row, part))
        )

    def _text(self, row: int, of: Of) -> str:
        at = self._layout.of.get(of)
        return "" if at is None else self._sheet.text(row, at)

    def _person(self, number: int, row: int, name: str, column: int | None = None) -> int:
        """Return the position of a person; in a long table one name with one number is one person."""
        down = column is None
        no = self._text(row, Of.PERSONNEL_NO) if down else ""
        key = fold(name), no, 0 if self._layout.form is Form.LONG else number
        if key not in self._people:
            self._people[key] = len(self._whom)
            at = self._label_column if column is None else column
            post, unit = (self._text(row, Of.POST), self._text(row, Of.UNIT)) if down else ("", "")
            place = self._place(row, at)
            self._whom.append(Someone(number if down else number + 1, place, name, no, post, unit))
        return self._people[key]

    def _item(self, row: int, at: int, text: str, code: str, function: str, kind: str = "") -> int | None:
        """Return the position of a new competency; None if the sheet had it before."""
        code, text = _coded(code, text)
        key = fold(code), fold(text)
        if key in self._items:
            self._leave(Left.TWICE, row, at, text)
            return None
        return self._new_item(key, row, at, text, code, function, kind)

    def _known_item(self, row: int, text: str, code: str) -> int:
        code, text = _coded(code, text)
        key = fold(code), fold(text)
        if key in self._items:
            return self._items[key]
        at = self._layout.of.get(Of.ITEM, self._layout.of.get(Of.CODE, 0))
        return self._new_item(
            key, row, at, text or code, code, self._text(row, Of.FUNCTION), self._text(row, Of.KIND)
        )

    def _new_item(
        self, key: tuple[str, str], row: int, at: int, text: str, code: str, function: str, kind: str
    ) -> int:
        self._items[key] = len(self._what)
        stated = _KINDS.get(fold(kind))
        self._what.append(
            Competency(
                self._place(row, at), text, code, function, stated or kind_of(text), stated is not None
            )
        )
        return self._items[key]

    def _unused_columns(self) -> None:
        used = {*self._layout.of.values(), *self._layout.grid}
        for at in range(self._sheet.width):
            head = self._sheet.text(self._layout.head, at)
            if at not in used and head:
                self._leave(Left.TOTAL if is_total(head) else Left.COLUMN, self._layout.head, at, head)

    def _leave(self, why: Left, row: int, at: int, text: str) -> None:
        self._left.append(LeftOut(why, self._place(row, at), text))

    def _place(self, row: int, at: int) -> str:
        place = address(row, at)
        return f"{self._table.sheet}!{place}" if self._table.sheet else place


_KINDS = {
    fold(word): kind
    for kind, words in {
        Kind.KNOWLEDGE: ("знание", "знания", "знать", "knowledge", "theory", "теория"),
        Kind.SKILL: (
            "умение",
            "умения",
            "уметь",
            "навык",
            "навыки",
            "skill",
            "skills",
            "practice",
            "практика",
        ),
    }.items()
    for word in words
}


def _coded(code: str, text: str) -> tuple[str, str]:
    """Return code and text; a code written before the text is taken from it."""
    if not code and (found := _CODED.fullmatch(text)):
        return found[1], found[2]
    return code, text
