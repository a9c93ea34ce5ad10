"""What is known about each item of a case: targets, submitted marks, settled and carried levels.

Not blind: callers show none of it, or have checked that the viewer may see it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import snapshots
from db.framework import frameworks
from domain.assessing.case import Case, CaseState, CycleKind
from domain.assessing.engine import ENGINE, Engine
from domain.assessing.entry import Carried, Entry, Settled
from domain.assessing.policy import Policy
from domain.assessing.scoring import level_that_counts, unheard
from domain.assessing.sheet import SheetState
from domain.assessing.snapshot import take
from domain.framework.framework import Framework
from domain.framework.profile import Profile
from domain.mark import SHY_ROLES, GivenMark, Mark, Role, State
from domain.period import quarters_between


@dataclass(frozen=True, slots=True)
class Known:
    """A case as scoring needs it; ``sheets`` are those that count, in the order of ``_counting``.

    ``engine`` is that of the snapshot if there is one, so that a closed case keeps its result. ``settled_on``
    is when people last settled a level, None if never.
    """

    record: Case
    framework: Framework
    profile: Profile
    policy: Policy
    policy_number: int
    sheets: tuple[models.Sheet, ...]
    entries: tuple[Entry, ...]
    engine: Engine
    settled_on: date | None


def known(session: Session, case: models.Case, cycle: models.Cycle) -> Known:
    """Return everything known about a case; one entry an item, in the order of the framework.

    An item without a target in the profile has no entry: there is nothing to compare it with.
    """
    return known_all(session, (case,), cycle)[0]


def known_all(session: Session, cases: Sequence[models.Case], cycle: models.Cycle) -> tuple[Known, ...]:
    """Return everything known about cases of one cycle, in order.

    In a hiring cycle the number of statements does not depend on the number of cases.
    """
    framework = frameworks.framework(session, cycle.framework_id)
    _, policy_number, policy = frameworks.policy(session, cycle.policy_id)
    ids = [case.id for case in cases]
    scopes = _scopes(session, ids)
    sheets = _counting(session, ids)
    marks = _marks(session, [sheet.id for mine in sheets.values() for sheet in mine])
    settled: dict[int, dict[int, Settled]] = defaultdict(dict)
    last: dict[int, date] = {}
    for row in session.exec(select(models.Settled).where(col(models.Settled.case_id).in_(ids))):
        settled[row.case_id][row.item_id] = Settled(row.level)
        last[row.case_id] = max(last.get(row.case_id, row.on), row.on)
    closed = [case.id for case in cases if case.state in (CaseState.CLOSED, CaseState.WITHDRAWN)]
    made_by = snapshots.engines(session, col(models.Snapshot.case_id).in_(closed)) if closed else {}
    found: list[Known] = []
    for case in cases:
        profile = frameworks.profile(session, case.profile_id)
        record = _record(case, framework, scopes[case.id])
        mine = sheets.get(case.id, ())
        engine = made_by.get(case.id, ENGINE)
        carried = {} if cycle.kind is CycleKind.HIRING else _carried(session, case, cycle, policy, engine)
        said = _said(mine, marks)
        entries = tuple(
            Entry(
                code=item.code,
                function=item.function,
                target=target.level,
                weight=target.weight,
                critical=target.critical,
                in_scope=item.code in record.scope,
                marks=tuple(said.get(item.id, ())),
                settled=settled[case.id].get(item.id),
                carried=carried.get(item.key),
                floor=target.floor,
            )
            for item in framework.items
            if (target := profile.targets.get(item.code)) is not None
        )
        found.append(
            Known(
                record,
                framework,
                profile,
                policy,
                policy_number,
                mine,
                entries,
                engine,
                last.get(case.id),
            )
        )
    return tuple(found)


def close(session: Session, case: models.Case, cycle: models.Cycle) -> None:
    """Close a case and store its computation if any sheet is in (law 17); part of closing its cycle."""
    found = known(session, case, cycle)
    if found.sheets:
        taken = take(found.entries, found.framework.duties, found.policy)
        snapshots.keep(session, found.record.id, taken)
    case.state = CaseState.CLOSED
    session.add(case)


type _Scope = dict[int, tuple[bool, str]]
"""Item id -> whether the case covers it, and why not."""


def _scopes(session: Session, case_ids: Sequence[int]) -> dict[int, _Scope]:
    """Return by case what it froze; columns, since a campaign of 200 has 14,000 such rows."""
    session.flush()
    rows = session.connection().execute(
        select_columns(
            col(models.CaseItem.case_id),
            col(models.CaseItem.item_id),
            col(models.CaseItem.in_scope),
            col(models.CaseItem.reason),
        ).where(col(models.CaseItem.case_id).in_(case_ids))
    )
    scopes: dict[int, _Scope] = defaultdict(dict)
    for case_id, item_id, in_scope, reason in rows.all():
        scopes[case_id][item_id] = in_scope, reason
    return scopes


def _record(case: models.Case, framework: Framework, scope: _Scope) -> Case:
    covered = [(item.code, *scope[item.id]) for item in framework.items if item.id in scope]
    return Case(
        id=case.id,
        uid=case.uid,
        cycle_id=case.cycle_id,
        person_id=case.person_id,
        profile_id=case.profile_id,
        state=case.state,
        scope=frozenset(code for code, in_scope, _ in covered if in_scope),
        excluded=tuple((code, reason) for code, _, reason in covered if reason),
    )


def _counting(session: Session, case_ids: Sequence[int]) -> dict[int, tuple[models.Sheet, ...]]:
    """Return by case each assessor's highest submitted revision (law 3), in the order of handing in.

    Those of colleagues and subordinates come last, in random order: the day someone handed in is shown by
    name, so the order could reveal whose column is whose (law 15).
    """
    rows = session.exec(
        select(models.Sheet)
        .where(col(models.Sheet.case_id).in_(case_ids), models.Sheet.state == SheetState.SUBMITTED)
        .order_by(col(models.Sheet.revision))
    )
    highest: dict[int, dict[int, models.Sheet]] = defaultdict(dict)
    for row in rows:
        highest[row.case_id][row.assessor_id] = row
    return {case_id: tuple(sorted(mine.values(), key=_in_order)) for case_id, mine in highest.items()}


def _in_order(sheet: models.Sheet) -> tuple[bool, str, datetime, int]:
    apart = sheet.role in SHY_ROLES
    return apart, sheet.uid if apart else "", sheet.submitted_at or sheet.started_at, sheet.id


type _Answer = tuple[State, int | None]


def _marks(session: Session, sheet_ids: Sequence[int]) -> dict[int, list[tuple[int, _Answer]]]:
    """Return by sheet the items with their answers; columns, as for scopes."""
    session.flush()
    rows = session.connection().execute(
        select_columns(
            col(models.Mark.sheet_id),
            col(models.Mark.item_id),
            col(models.Mark.state),
            col(models.Mark.level),
        ).where(col(models.Mark.sheet_id).in_(sheet_ids))
    )
    by_sheet: dict[int, list[tuple[int, _Answer]]] = defaultdict(list)
    for sheet_id, item_id, state, level in rows.all():
        by_sheet[sheet_id].append((item_id, (state, level)))
    return by_sheet


def _said(
    sheets: Sequence[models.Sheet], marks: Mapping[int, Sequence[tuple[int, _Answer]]]
) -> dict[int, list[GivenMark]]:
    """Return item id -> marks in the order of the sheets; equal ones of a sheet are one object."""
    given: dict[int, list[GivenMark]] = defaultdict(list)
    for sheet in sheets:
        known: dict[_Answer, GivenMark] = {}
        for item_id, answer in marks.get(sheet.id, ()):
            mark = known.get(answer)
            if mark is None:
                mark = known[answer] = GivenMark(sheet.assessor_id, sheet.role, Mark(*answer))
            given[item_id].append(mark)
    return given


def _carried(
    session: Session, case: models.Case, cycle: models.Cycle, policy: Policy, engine: Engine
) -> dict[str, Carried]:
    """Return item key -> the level last found in a closed staff case of an earlier quarter (law 8b).

    Each level is taken from the case in which the item was rated: a level that the last closed case merely
    carried keeps its age, so that items rated in rotation are neither forgotten at once nor kept for ever.
    """
    assert cycle.starts_on is not None
    earlier = _earlier(session, case, cycle.starts_on, policy.carry_quarters)
    levels = _rated_levels(session, earlier, engine) | _settled_levels(session, earlier)
    of_files = _imported_levels(session, earlier)
    carried: dict[str, Carried] = {}
    # Oldest first, so that the newest level of an item remains; but within a quarter a level of a file never
    # takes the place of one that was given here (law 22).
    in_order = sorted(earlier.items(), key=lambda one: (-one[1][1], one[0] not in of_files))
    for case_id, (_, age, _) in in_order:
        found = {key: level for (where, key), level in levels.items() if where == case_id}
        carried |= {key: Carried(level, age) for key, level in found.items() if level is not None}
        mine = of_files.get(case_id, {})
        carried |= {key: Carried(Fraction(level), age, imported=True) for key, level in mine.items()}
    return carried


type _Earlier = Mapping[int, tuple[date, int, Policy]]


def _earlier(session: Session, case: models.Case, starts_on: date, quarters: int) -> _Earlier:
    """Return case id -> start, age in quarters and policy of the closed cases that may be carried from."""
    rows = session.exec(
        select(models.Case, models.Cycle, models.Policy)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Policy, col(models.Policy.id) == models.Cycle.policy_id)
        .where(
            models.Case.person_id == case.person_id,
            models.Case.state == CaseState.CLOSED,
            models.Cycle.kind != CycleKind.HIRING,
            col(models.Cycle.starts_on) >= date(starts_on.year - quarters // 4 - 1, 1, 1),
            col(models.Cycle.starts_on) < starts_on,
        )
        .order_by(col(models.Cycle.starts_on), col(models.Case.id))
    )
    found: dict[int, tuple[date, int, Policy]] = {}
    for row, held, policy in rows:
        assert held.starts_on is not None
        age = quarters_between(held.starts_on, starts_on)
        if 1 <= age <= quarters:
            found[row.id] = (held.starts_on, age, Policy.from_json(policy.content))
    return found


type _Levels = dict[tuple[int, str], Fraction | None]


def _rated_levels(session: Session, earlier: _Earlier, engine: Engine) -> _Levels:
    # Columns rather than objects: a case of 71 items over four quarters has some 700 rows.
    session.flush()
    rows = session.connection().execute(
        select_columns(
            col(models.Sheet.case_id),
            col(models.Sheet.assessor_id),
            col(models.Sheet.role),
            col(models.Mark.state),
            col(models.Mark.level),
            col(models.Item.key),
        )
        .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id)
        .join(models.Item, col(models.Item.id) == models.Mark.item_id)
        .join(
            models.CaseItem,
            (col(models.CaseItem.case_id) == models.Sheet.case_id)
            & (col(models.CaseItem.item_id) == models.Mark.item_id),
        )
        .where(
            col(models.Sheet.case_id).in_(earlier),
            col(models.Sheet.state) == SheetState.SUBMITTED,
            col(models.CaseItem.in_scope),
        )
        .order_by(col(models.Sheet.revision))
    )
    # An assessor's later revision replaces the earlier one completely, mark by mark.
    said: dict[tuple[int, str], dict[int, GivenMark]] = defaultdict(dict)
    for case_id, assessor_id, role, state, level, key in rows:
        said[case_id, key][assessor_id] = GivenMark(assessor_id, role, Mark(state, level))
    roles: dict[int, dict[int, Role]] = defaultdict(dict)
    for (case_id, _), marks in said.items():
        roles[case_id] |= {assessor_id: one.role for assessor_id, one in marks.items()}
    few = {case_id: unheard(tuple(mine.values()), engine) for case_id, mine in roles.items()}
    return {
        (case_id, key): level_that_counts(
            tuple(one for one in marks.values() if one.role not in few[case_id]), earlier[case_id][2]
        )
        for (case_id, key), marks in said.items()
    }


def _imported_levels(session: Session, earlier: _Earlier) -> dict[int, dict[str, int]]:
    """Return case id -> item key -> the level that a file gave."""
    session.flush()
    rows = session.connection().execute(
        select_columns(
            col(models.ImportedLevel.case_id), col(models.Item.key), col(models.ImportedLevel.level)
        )
        .join(models.Item, col(models.Item.id) == models.ImportedLevel.item_id)
        .where(col(models.ImportedLevel.case_id).in_(earlier))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for case_id, key, level in rows:
        found[case_id][key] = level
    return found


def _settled_levels(session: Session, earlier: _Earlier) -> _Levels:
    rows = session.exec(
        select(models.Settled, models.Item)
        .join(models.Item, col(models.Item.id) == models.Settled.item_id)
        .where(col(models.Settled.case_id).in_(earlier))
    )
    return {
        (settled.case_id, item.key): None if settled.level is None else Fraction(settled.level)
        for settled, item in rows
    }
