"""What was known of a person before a sheet of staff: the last level of each item, its age, newer facts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import cast

from sqlalchemy import ColumnElement, Date, and_, func, or_, type_coerce
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import diary, evidence, frameworks, levels, models, sheet_access
from db.cycle_counts import RUNNING
from db.levels import Levels, Reader
from db.progress import lines_where
from domain.case import CaseState, CycleKind
from domain.diary import Note
from domain.errors import Unknown
from domain.evidence import Evidence
from domain.framework import Framework
from domain.mark import State
from domain.period import quarter_number, quarters_between
from domain.rotation import Focus, LastKnown, quarter_focus
from domain.sheet import SheetState


@dataclass(frozen=True, slots=True)
class Before:
    """What stands beside a sheet of staff before it is filled in.

    ``known`` is code -> the last level, ``notes`` are those of the diary that the viewer may see, the newest
    first. The focus holds no target, only why an item is asked for.
    """

    known: Mapping[str, LastKnown]
    focus: Focus
    notes: tuple[Note, ...]


def before(session: Session, sheet_id: int, viewer_id: int | None) -> Before:
    """Return what was known of the person when the cycle of this sheet began.

    Levels come from earlier cases of staff that are closed, or whose marks the viewer may see already; what
    people settled takes the place of what was rated.

    Raises:
        Unknown: if there is no such sheet.
        NotYours: if the viewer may not see the sheet.
    """
    sheet = session.get(models.Sheet, sheet_id)
    if sheet is None:
        raise Unknown("sheet", sheet_id)
    sheet_access.check_visible(session, sheet, viewer_id)
    case = session.get_one(models.Case, sheet.case_id)
    cycle = session.get_one(models.Cycle, case.cycle_id)
    framework = frameworks.framework(session, cycle.framework_id)
    begun = cycle.starts_on or case.opened_on
    told = _of_framework(session, evidence.of_person(session, case.person_id, viewer_id), framework)
    known = _with_facts(_known(session, case, begun, framework, viewer_id), told)
    focus = quarter_focus(
        framework,
        frameworks.profile(session, case.profile_id),
        known,
        begun.year * 4 + quarter_number(begun),
        frameworks.policy(session, cycle.policy_id)[2],
    )
    return Before(
        known,
        focus,
        diary.told_as_notes(session, tuple(one for one in told if one.sheet_id is None), viewer_id),
    )


def _known(
    session: Session, case: models.Case, begun: date, framework: Framework, viewer_id: int | None
) -> dict[str, LastKnown]:
    """Return code -> the last level, in the order of the framework, without facts."""
    of_staff = (
        col(models.Case.person_id) == case.person_id,
        col(models.Case.cycle_id) != case.cycle_id,
        col(models.Cycle.kind) != CycleKind.HIRING,
        func.coalesce(col(models.Cycle.starts_on), col(models.Case.opened_on)) <= begun,
    )
    # A cycle that still runs was the last time too, once its marks are no secret to whoever looks.
    running = lines_where(session, *of_staff, col(models.Case.state).in_(RUNNING))
    seen = [line.case_id for line in running if line.open_to(viewer_id)]
    earlier = and_(*of_staff, or_(col(models.Case.state) == CaseState.CLOSED, col(models.Case.id).in_(seen)))
    codes = _codes(session, framework)
    settled, outside = levels.settled(session, earlier), levels.outside(session, earlier)
    told, days = dict(levels.told(session, earlier)), _days(session, earlier)
    readers: dict[int, Reader] = {}
    found: dict[str, LastKnown] = {}
    for row in _cases(session, earlier):
        if row.policy_id not in readers:
            readers[row.policy_id] = Reader(frameworks.policy(session, row.policy_id)[2])
        rated: Levels = readers[row.policy_id].levels(told.get(row.id, ()))
        here = {item: level for item, level in rated.items() if item not in outside.get(row.id, ())}
        quarters = quarters_between(row.starts_on or row.opened_on, begun)
        for item_id, level in (here | settled.get(row.id, {})).items():
            code = codes.get(item_id)
            if level is not None and code is not None and code not in found:
                on = days[row.id].get(item_id, cast("date", row.opened_on))
                found[code] = LastKnown(code, Fraction(level), quarters, on)
    return {item.code: found[item.code] for item in framework.items if item.code in found}


def _cases(session: Session, earlier: ColumnElement[bool]):
    """Return the cases with their dates and policies, the newest first."""
    return session.connection().execute(
        select_columns(
            col(models.Case.id),
            col(models.Case.opened_on),
            col(models.Cycle.starts_on),
            col(models.Cycle.policy_id),
        )
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(earlier)
        .order_by(
            func.coalesce(col(models.Cycle.starts_on), col(models.Case.opened_on)).desc(),
            col(models.Case.id).desc(),
        )
    )


def _days(session: Session, earlier: ColumnElement[bool]) -> dict[int, dict[int, date]]:
    """Return case id -> item id -> the day on which its level was handed in or settled last."""
    found: dict[int, dict[int, date]] = defaultdict(dict)
    rated = (
        select_columns(
            col(models.Sheet.case_id),
            col(models.Mark.item_id),
            func.max(col(models.Sheet.submitted_on)).label("day"),
        )
        .join(models.Sheet, col(models.Sheet.id) == models.Mark.sheet_id)
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(
            earlier,
            col(models.Sheet.state) == SheetState.SUBMITTED,
            col(models.Mark.state) == State.RATED,
        )
        .group_by(col(models.Sheet.case_id), col(models.Mark.item_id))
    )
    settled = (
        select_columns(
            col(models.Settled.case_id),
            col(models.Settled.item_id),
            type_coerce(col(models.Settled.on), Date).label("day"),
        )
        .join(models.Case, col(models.Case.id) == models.Settled.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(earlier)
    )
    for wanted in (rated, settled):
        for row in session.connection().execute(wanted):
            found[row.case_id][row.item_id] = row.day
    return found


def _codes(session: Session, framework: Framework) -> dict[int, str]:
    """Return item id -> code in this framework, also for the items of other editions with the same key."""
    codes = {item.key: item.code for item in framework.items}
    rows = session.connection().execute(select_columns(col(models.Item.id), col(models.Item.key)))
    return {row.id: codes[row.key] for row in rows if row.key in codes}


def _of_framework(session: Session, told: tuple[Evidence, ...], framework: Framework) -> tuple[Evidence, ...]:
    """Return the facts with their items as this framework calls them, without those about none of it.

    Another model may have the same code for something else; what is the same has the same key.
    """
    codes, keys = {item.key: item.code for item in framework.items}, defaultdict[int, set[str]](set)
    rows = session.connection().execute(
        select_columns(col(models.EvidenceItem.evidence_id), col(models.Item.key))
        .join(models.Item, col(models.Item.id) == models.EvidenceItem.item_id)
        .where(col(models.EvidenceItem.evidence_id).in_([one.id for one in told]))
    )
    for row in rows:
        if row.key in codes:
            keys[row.evidence_id].add(codes[row.key])
    order = [item.code for item in framework.items]
    return tuple(
        replace(one, items=tuple(code for code in order if code in keys[one.id]))
        for one in told
        if keys[one.id]
    )


def _with_facts(known: Mapping[str, LastKnown], told: tuple[Evidence, ...]) -> dict[str, LastKnown]:
    """Return the levels with how many facts tell of days after them, and of which day the newest is."""
    days: dict[str, list[date]] = defaultdict(list)
    notes = {fact.uid for fact in told}
    for fact in told:
        if fact.note_uid in notes:
            continue  # the note and the fact that repeats it beside a sheet are one
        for code in fact.items:
            days[code].append(fact.observed_on)
    return {
        code: replace(
            last,
            newer_facts=sum(day > last.on for day in days[code]),
            newest_fact_on=max(days[code], default=None),
        )
        for code, last in known.items()
    }
