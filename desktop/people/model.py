"""A person as the list shows them, grouped by kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from db.assessing.people import PersonRow
from desktop.kit.table.list_model import text_value
from desktop.people.state import StateWords, Wanted, last_day, left_words, state_words
from domain.people.person import Person, PersonKind
from domain.text import fold
from resources.i18n import _, pgettext

KINDS = (PersonKind.CANDIDATE, PersonKind.EMPLOYEE, PersonKind.EXTERNAL)
LEFT: Final = "left"
type Group = PersonKind | Literal["left"]
"""A kind of people who are there, or those who have left."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter of the list; group None means any."""

    text: str = ""
    group: Group | None = None
    wanted: Wanted = Wanted.ANY


@dataclass(frozen=True, slots=True)
class Line:
    """A person as the list shows them; ``hay`` is the text searched, ``day`` the date of the state.

    ``order`` is the place in the reader's alphabet: by full name, then by code.
    """

    row: PersonRow
    hay: str
    state: StateWords
    day: date | None
    left: bool
    order: tuple[Any, Any]

    @property
    def person(self) -> Person:
        """The person in this line."""
        return self.row.person

    def of(self, group: Group | None) -> bool:
        """Whether the person is of this group, None for any; everybody is of exactly one."""
        return group is None or (LEFT if self.left else self.person.kind) == group


def line_of(row: PersonRow, on: date) -> Line:
    """Return the line of a person as of that day."""
    # The number beside it comes from the newest visible result, and so does the day; a sheet that nobody
    # began has none.
    person, state, case = row.person, state_words(row.latest), row.shown or row.latest
    day = last_day(case) if case is not None and (case.sheets or case.of_file) else None
    # That somebody has left comes first: it makes the state of an assessment final. People about
    # to leave still work here; the card shows the day.
    gone = person.has_left(on)
    if gone:
        state = StateWords(left_words(person, on) or state.text, state.tone)
    order = text_value(person.full_name) or (), text_value(person.code) or ()
    return Line(row, fold(" ".join((person.folded, person.unit, person.post))), state, day, gone, order)


def lines_of(rows: Iterable[PersonRow], on: date) -> tuple[Line, ...]:
    """Return the lines of people as of that day, by name."""
    return tuple(sorted((line_of(row, on) for row in rows), key=_order))


def _order(line: Line) -> tuple[Any, Any]:
    return line.order


def groups(lines: Sequence[Line]) -> tuple[tuple[str, list[Line]], ...]:
    """Return people grouped by kind, those who have left at the end."""
    return (*((group_title(one), [line for line in lines if line.of(one)]) for one in (*KINDS, LEFT)),)


def group_title(group: Group) -> str:
    """Return the heading of a group."""
    return {
        LEFT: pgettext("people", "Left"),
        PersonKind.CANDIDATE: _("Candidates"),
        PersonKind.EMPLOYEE: _("Employees"),
        PersonKind.EXTERNAL: _("External"),
    }[group]
