"""The levels rated in many cases, read in one statement: for the matrix and for trends.

Not blind: callers drop the cases that the viewer may not see.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from sqlalchemy import ColumnElement, ScalarSelect, String, func
from sqlalchemy import case as when
from sqlalchemy import cast as as_type
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.journal.scope import OUTSIDE
from domain.assessing.engine import ENGINE, Engine
from domain.assessing.policy import Policy
from domain.assessing.scoring import said, unheard
from domain.assessing.sheet import SheetState
from domain.mark import GivenMark, Mark, Role, State
from domain.ratios import Exact

# A mark is packed into one number, item id * 8 + this code, and a sheet into one text: SQLite does that much
# faster than objects could be built. States that are no answer mean the same as no mark and are left out.
_PACK = 8
_NOT_APPLICABLE = 5
_NO_EVIDENCE = 6
_DIFFER = 2  # below so many levels there is no difference
_ANSWERS = (State.RATED, State.NOT_APPLICABLE, State.NO_EVIDENCE)
_PACKED: ColumnElement[int] = col(models.Mark.item_id) * _PACK + func.coalesce(
    col(models.Mark.level),
    when((col(models.Mark.state) == State.NOT_APPLICABLE, _NOT_APPLICABLE), else_=_NO_EVIDENCE),
)

type Levels = dict[int, Exact | None]
"""Item id -> the level that counts, None for not applicable; unknown items are absent."""


@dataclass(frozen=True, slots=True)
class Told:
    """An assessor's newest submitted sheet in a case, with its marks packed; None if it has no answers."""

    assessor_id: int
    role: Role
    marks: str | None

    @property
    def packed(self) -> Iterable[int]:
        return () if self.marks is None else map(int, self.marks.split(","))

    @property
    def rated(self) -> Iterable[int]:
        """The items with a level."""
        return (one >> 3 for one in self.packed if one & 7 < _NOT_APPLICABLE)


class Reader:
    """Unpacks sheets under a policy; each pattern of answers to an item is computed only once."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._weigh = frozenset(role for role, weight in policy.role_weights.items() if weight > 0)
        self._seen: dict[tuple[tuple[Role, int], ...], tuple[Exact | None, bool]] = {}

    def counted(self, sheets: Sequence[Told], engine: Engine = ENGINE) -> list[Told]:
        """Return the sheets of one case that enter its levels: of roles with weight and enough answers."""
        few = unheard([one.role for one in sheets], engine)
        return [one for one in sheets if one.role in self._weigh and one.role not in few]

    def levels(self, sheets: Sequence[Told], engine: Engine = ENGINE) -> Levels:
        """Return what the sheets of one case say, by the roles that count."""
        counted = self.counted(sheets, engine)
        if len(counted) == 1:
            single = {one >> 3: one & 7 for one in counted[0].packed}
            if max(single.values(), default=0) < _NOT_APPLICABLE:
                return cast("Levels", single)
            return {
                item: None if code == _NOT_APPLICABLE else code
                for item, code in single.items()
                if code != _NO_EVIDENCE
            }
        answers: dict[int, list[tuple[Role, int]]] = defaultdict(list)
        for one in counted:
            for packed_mark in one.packed:
                answers[packed_mark >> 3].append((one.role, packed_mark & 7))
        found: Levels = {}
        for item, mine in answers.items():
            level, known = self._said(tuple(mine))
            if known:
                found[item] = level
        return found

    def apart(self, sheets: Sequence[Told]) -> frozenset[int]:
        """Return the items on which the levels of one case are so far apart that people must settle them."""
        counted = self.counted(sheets)
        if len(counted) < _DIFFER:
            return frozenset()
        given: dict[int, list[int]] = defaultdict(list)
        for one in counted:
            for packed in one.packed:
                if packed & 7 < _NOT_APPLICABLE:
                    given[packed >> 3].append(packed & 7)
        wide = self._policy.discuss_spread
        return frozenset(
            item for item, mine in given.items() if len(mine) >= _DIFFER and max(mine) - min(mine) >= wide
        )

    def _said(self, answers: tuple[tuple[Role, int], ...]) -> tuple[Exact | None, bool]:
        """Return the level, and whether anything is known."""
        if answers not in self._seen:
            marks = [GivenMark(number, role, _mark(code)) for number, (role, code) in enumerate(answers)]
            level, applies = said(marks, self._policy)
            self._seen[answers] = exact(level), level is not None or not applies
        return self._seen[answers]


def exact(level: Exact | None) -> Exact | None:
    """Return a whole level as a plain int: just as exact, and faster to sum over a team."""
    return level.numerator if level is not None and level.denominator == 1 else level


def given(sheets: Sequence[Told]) -> dict[int, tuple[GivenMark, ...]]:
    """Return item id -> the answers of one case's sheets, in the order of the sheets."""
    found: dict[int, list[GivenMark]] = defaultdict(list)
    for one in sheets:
        for packed in one.packed:
            found[packed >> 3].append(GivenMark(one.assessor_id, one.role, _mark(packed & 7)))
    return {item: tuple(marks) for item, marks in found.items()}


def marks_packed() -> ScalarSelect[str]:
    """Return the answers of a sheet in one text, as ``Told`` holds them.

    A subquery per sheet reads marks in storage order; a join would have to sort all marks to group them.
    """
    return (
        select_columns(func.aggregate_strings(as_type(_PACKED, String), ","))
        .where(col(models.Mark.sheet_id) == models.Sheet.id, col(models.Mark.state).in_(_ANSWERS))
        .correlate(models.Sheet)
        .scalar_subquery()
    )


def told(session: Session, *conditions: ColumnElement[bool] | bool) -> Iterator[tuple[int, list[Told]]]:
    """Yield case id and sheets of the cases that meet the conditions, which may refer to case and cycle.

    Cases of one person are adjacent, the newest first; one statement. Sheets without an answer are included,
    because whoever handed in answered.
    """
    session.flush()  # statements on the connection bypass the session's autoflush
    rows = session.connection().execute(
        select_columns(
            col(models.Case.id),
            col(models.Sheet.assessor_id),
            col(models.Sheet.role),
            marks_packed().label("marks"),
        )
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        .where(
            col(models.Sheet.state) == SheetState.SUBMITTED,
            *cast("tuple[ColumnElement[bool], ...]", conditions),
        )
        .order_by(
            col(models.Case.person_id),
            col(models.Cycle.starts_on).desc().nulls_last(),
            col(models.Case.id).desc(),
            col(models.Sheet.revision),
        )
    )
    for case_id, mine in groupby(rows, lambda row: cast("int", row.id)):
        # An assessor's later revision replaces the earlier one (law 3).
        newest = {row.assessor_id: Told(row.assessor_id, row.role, row.marks) for row in mine}
        yield case_id, list(newest.values())


def settled(session: Session, *conditions: ColumnElement[bool] | bool) -> dict[int, dict[int, int | None]]:
    """Return case id -> item id -> the settled level, None for not applicable."""
    session.flush()
    rows = session.connection().execute(
        select_columns(col(models.Settled.case_id), col(models.Settled.item_id), col(models.Settled.level))
        .join(models.Case, col(models.Case.id) == models.Settled.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(*cast("tuple[ColumnElement[bool], ...]", conditions))
    )
    found: dict[int, dict[int, int | None]] = defaultdict(dict)
    for row in rows:
        found[row.case_id][row.item_id] = row.level
    return found


def imported(session: Session, *conditions: ColumnElement[bool] | bool) -> dict[int, dict[int, int]]:
    """Return case id -> item id -> the level that somebody's file gave; of no case with sheets (law 22)."""
    session.flush()
    rows = session.connection().execute(
        select_columns(
            col(models.ImportedLevel.case_id),
            col(models.ImportedLevel.item_id),
            col(models.ImportedLevel.level),
        )
        .join(models.Case, col(models.Case.id) == models.ImportedLevel.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(*cast("tuple[ColumnElement[bool], ...]", conditions))
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        found[row.case_id][row.item_id] = row.level
    return found


def outside(session: Session, *conditions: ColumnElement[bool] | bool) -> dict[int, set[int]]:
    """Return case id -> the ids of items outside its scope; the index contains only these."""
    session.flush()
    rows = session.connection().execute(
        select_columns(col(models.CaseItem.case_id), col(models.CaseItem.item_id))
        .join(models.Case, col(models.Case.id) == models.CaseItem.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(OUTSIDE, *cast("tuple[ColumnElement[bool], ...]", conditions))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row.case_id].add(row.item_id)
    return found


def _mark(code: int) -> Mark:
    if code == _NOT_APPLICABLE:
        return Mark(State.NOT_APPLICABLE)
    return Mark(State.NO_EVIDENCE) if code == _NO_EVIDENCE else Mark.rated(code)
