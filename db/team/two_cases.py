"""Two assessments of one person side by side, as far as both may be seen."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, entries
from db.assessing.progress import CaseLine, lines_where
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.entry import Standing
from domain.assessing.scoring import score
from domain.assessing.then_now import ThenNow, then_and_now
from domain.assessing.trend_steps import OwnLevel
from domain.errors import Impossible, Unknown
from domain.framework.framework import Framework


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: ``on`` is the first day of its cycle; ``title`` may be empty, ``code`` never."""

    case_id: int
    code: str
    title: str
    kind: CycleKind
    on: date
    edition: int


@dataclass(frozen=True, slots=True)
class TwoCases:
    """The earlier and the later assessment; ``framework`` is that of the later one and names the items."""

    then: Side
    now: Side
    framework: Framework
    difference: ThenNow


def two_cases(session: Session, one_id: int, other_id: int, viewer_id: int | None) -> TwoCases:
    """Return what changed between two cases of one person, given in either order.

    The number of statements does not depend on what was rated.

    Raises:
        Unknown: if there is no such case.
        Impossible: if they are of two people, or the same case, or one was withdrawn.
        StillBlind, NothingSubmitted: if the viewer may not see the marks of one of them.
    """
    lines = {one.case_id: one for one in lines_where(session, col(models.Case.id).in_((one_id, other_id)))}
    for case_id in (one_id, other_id):
        if case_id not in lines:
            raise Unknown("case", case_id)
    if one_id == other_id or lines[one_id].person_id != lines[other_id].person_id:
        raise Impossible("case")
    if any(line.state is CaseState.WITHDRAWN for line in lines.values()):
        raise Impossible("case")
    for line in lines.values():
        cases.check_open(session, line, viewer_id)
    found = [_rated(session, line) for line in lines.values()]
    (then, before, _), (now, after, framework) = sorted(found, key=lambda one: (one[0].on, one[0].case_id))
    return TwoCases(then, now, framework, then_and_now(before, after))


def comparable(lines: tuple[CaseLine, ...], viewer_id: int | None) -> tuple[CaseLine, ...]:
    """Return the cases that the viewer may compare, in their order."""
    return tuple(one for one in lines if one.state is not CaseState.WITHDRAWN and one.open_to(viewer_id))


def _rated(session: Session, line: CaseLine) -> tuple[Side, dict[str, OwnLevel], Framework]:
    case, cycle = session.exec(
        select(models.Case, models.Cycle)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(models.Case.id == line.case_id)
    ).one()
    known = entries.known(session, case, cycle)
    keys = {item.code: item.key for item in known.framework.items}
    rows = score(known.entries, known.framework.duties, known.policy).rows
    own = {
        keys[row.code]: OwnLevel(row.entry.function, row.level, row.entry.target, row.weight)
        for row in rows
        if row.standing is Standing.ASSESSED and row.level is not None
    }
    started = cycle.starts_on or case.opened_on
    side = Side(line.case_id, cycle.code, cycle.title, cycle.kind, started, known.framework.number)
    return side, own, known.framework
