"""The sheet: one assessor's marks in one case."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.assessing.evidence import Evidence
from domain.framework.framework import Framework, Item
from domain.mark import Mark
from domain.people.person import Person
from domain.scale import Scale
from domain.sheet_kinds import Origin, Role, SheetOrigin, SheetState, State

COMMENT_LIMIT = 5000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One item of a sheet, ``mark`` None before rating. The target is left out, since it would bias the mark.

    ``facts`` are those about the item, newest first; ``asked`` are its follow-ups that were asked, by their
    Russian texts.
    """

    item: Item
    in_scope: bool
    critical: bool
    mark: Mark | None = None
    origin: Origin | None = None
    comment: str = ""
    rated_at: datetime | None = None
    facts: tuple[Evidence, ...] = ()
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One assessor's marks in one case; ``rows`` hold every item in the order of the framework.

    ``away_since`` is the day on which the assessor took it along, None while it is here. ``sealed_on`` is
    when the sealed sheet of the same assessor came that opens with the last one; None if there is none.
    """

    id: int
    uid: str
    case_id: int
    person: Person
    assessor: Person
    role: Role
    revision: int
    state: SheetState
    cycle: Cycle
    framework: Framework
    scale: Scale
    rows: tuple[SheetRow, ...]
    started_at: datetime
    submitted_at: datetime | None = None
    submitted_on: date | None = None
    origin: SheetOrigin = SheetOrigin.SCREEN
    case: CaseState = CaseState.OPEN
    away_since: date | None = None
    sealed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether its assessor may write into it here."""
        here = self.away_since is None and self.sealed_on is None
        return here and self.state is SheetState.DRAFT and self.case is CaseState.OPEN

    @property
    def scope(self) -> tuple[SheetRow, ...]:
        """The rows in scope, in order."""
        return tuple(row for row in self.rows if row.in_scope)

    @property
    def unmarked(self) -> tuple[SheetRow, ...]:
        """The rows in scope without a mark; handing in writes a reason for each."""
        return tuple(row for row in self.scope if row.mark is None)

    @property
    def progress(self) -> tuple[int, int]:
        """How many rows in scope have a mark, and how many there are: what every screen counts."""
        scope = self.scope
        return sum(row.mark is not None for row in scope), len(scope)

    @property
    def without_fact(self) -> tuple[SheetRow, ...]:
        """Rows that lack a required fact: level 0 or 4, or a critical item with a level (scale.yaml)."""
        return tuple(row for row in self.rows if needs_fact(row))


def needs_fact(row: SheetRow) -> bool:
    """Return whether the row has a level that requires a fact, and has no fact.

    A comment is not a fact: it says what the assessor thinks, not what the person said or did.
    """
    return row.mark is not None and not row.facts and fact_wanted(row.mark, critical=row.critical)


def fact_wanted(mark: Mark, *, critical: bool) -> bool:
    """Return whether the mark requires a fact: level 0 or 4, or a critical item with a level."""
    return mark.level is not None and (critical or mark.level in (0, 4))


def reason_at_submit(kind: CycleKind) -> State:
    """Return the state an unmarked item gets when the sheet is handed in (law 3)."""
    return State.NOT_ASKED if kind is CycleKind.HIRING else State.NOT_OBSERVED
