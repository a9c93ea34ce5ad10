"""What the overview is made of: the first step, what waits, how a cycle goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.assessing.case import CycleKind
from domain.text import Text

if TYPE_CHECKING:  # read after the first paint
    from db.assessing.cycle_counts import CycleCount
    from domain.home.due import Due


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet of mine that waits: ``done`` of ``total`` items have a mark; ``name`` is whole."""

    sheet_id: int
    name: str
    cycle_kind: CycleKind
    cycle_title: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one stopped in a draft: its first item without a mark, and when the last mark was written.

    With all marked there is no item: ``label`` is None and ``code`` empty.
    """

    code: str
    label: Text | None
    marked_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """How far a case of the cycle is: ``sheets_in`` of ``sheets`` are in, ``done`` of ``total`` items marked.

    A case that nobody has begun has no sheet yet.
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
    """A cycle and its cases by name; no mark of anybody stands in it."""

    count: "CycleCount"
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """``empty`` while there is nobody to assess; ``drafts`` last touched first, ``stop`` is of the first.

    ``due`` are the first of ``due_total`` things. ``cycle`` is one of the open ``cycles`` with more than one
    person. What is not ``whole`` tells of drafts alone: the rest has not been read.
    """

    empty: bool
    drafts: tuple[Draft, ...]
    stop: Stop | None
    due: "tuple[Due, ...]"
    cycle: Progress | None
    cycles: "tuple[CycleCount, ...]" = ()
    due_total: int = 0
    whole: bool = True


EMPTY = Overview(empty=True, drafts=(), stop=None, due=(), cycle=None)
