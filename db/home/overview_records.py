"""The records of the overview: the first step, what is due, the progress of a cycle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.assessing.case import CycleKind
from domain.text import Text

if TYPE_CHECKING:  # read after the first paint
    from db.assessing.cycle_counts import CycleCount
    from domain.home.due import Due, Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of the viewer: ``done`` of ``total`` items have a mark; ``name`` is the full name.

    ``ends_on`` is the last day of the cycle, None if it has none; ``uid`` is that of the sheet.
    ``stopped``: nothing new may be written about the person, so nobody is urged to continue.
    """

    sheet_id: int
    name: str
    cycle_kind: CycleKind
    cycle_title: str
    done: int
    total: int
    stopped: bool = False
    ends_on: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the assessor stopped in a draft: the first item without a mark, and when the last was marked.

    If all items are marked, ``label`` is None and ``code`` empty. ``unmarked`` are all items without a mark,
    code and label, in their order. ``short``: only items of the short set count.
    """

    code: str
    label: Text | None
    marked_at: datetime | None
    unmarked: tuple[tuple[str, Text], ...] = ()
    short: bool = False


def stop_at(unmarked: Iterable[tuple[str, Text]], marked_at: datetime | None) -> Stop:
    """Return the stop at the first of the items without a mark."""
    left = tuple(unmarked)
    code, label = left[0] if left else ("", None)
    return Stop(code, label, marked_at, left)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """How far a case is: ``sheets_in`` of ``sheets`` handed in, ``done`` of ``total`` items marked.

    ``total`` is 0 while no one has begun, and no sealed sheet is here.
    """

    case_id: int
    person_id: int
    name: str
    sheets_in: int
    sheets: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A cycle and its cases by name; it contains no marks."""

    count: "CycleCount"
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the head of the overview counts.

    ``assessed`` of the ``staff`` have a submitted sheet, ``assessors`` more only assess; ``candidates`` are
    those of the open ``vacancies``.
    ``sheets_in`` of the ``sheets`` of all open cycles are in, ``own_sheets`` are the viewer's to submit;
    ``staff_sheets`` are those of staff cycles, ``staff_pending`` of them are still to come.
    ``late_actions`` are in ``late_plans`` of the active ``plans``.
    """

    staff: int = 0
    assessed: int = 0
    assessors: int = 0
    vacancies: int = 0
    candidates: int = 0
    sheets: int = 0
    sheets_in: int = 0
    own_sheets: int = 0
    staff_sheets: int = 0
    staff_pending: int = 0
    plans: int = 0
    late_actions: int = 0
    late_plans: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """How many things of a kind are due on a day of the calendar."""

    day: date
    kind: "Kind"
    number: int


@dataclass(frozen=True, slots=True)
class Model:
    """The framework published last: its ``items``, their ``functions``, and how many have questions."""

    title: Text
    items: int
    functions: int
    asked: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows; ``empty`` while there is no one to assess.

    ``drafts`` are in order of the last change, newest first, those stopped last; ``stop`` belongs to the
    first, unless that is stopped. ``due`` are the first of ``due_total`` things. ``cycle`` is one of the open
    ``cycles`` with more than one person. If not ``whole``, only the drafts have been read.
    """

    empty: bool
    drafts: tuple[Draft, ...]
    stop: Stop | None
    due: "tuple[Due, ...]"
    cycle: Progress | None
    cycles: "tuple[CycleCount, ...]" = ()
    due_total: int = 0
    whole: bool = True
    figures: Figures = Figures()
    dots: tuple[Dot, ...] = ()


EMPTY = Overview(empty=True, drafts=(), stop=None, due=(), cycle=None)


@dataclass(frozen=True, slots=True)
class FirstWeek:
    """What has been done; whether there is a copy is not in the file."""

    organisation: bool
    people: bool
    framework: bool  # of one's own, or that supplied is to stay
    assessed: bool
    printed: bool
