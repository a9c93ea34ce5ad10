"""Cases: one person in one cycle, what is frozen with it, and the result of its submitted sheets."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlmodel import Session, col, select

from db import frameworks, journal, models, people
from db.organisation import organisation
from db.progress import CaseLine, SheetLine, lines_where
from db.types import new_uid, now
from domain.case import Case, CaseState, Cycle, CycleKind
from domain.entry import Carried, Entry, Settled
from domain.errors import Closed, NeedsReason, NothingSubmitted, StillBlind, Taken, Unknown
from domain.framework import Framework
from domain.gates import check_gates
from domain.mark import GivenMark, Mark
from domain.period import quarters_between
from domain.person import Person
from domain.policy import Policy
from domain.profile import Profile
from domain.result import Assessor, CaseResult, Comment
from domain.scoring import level_that_counts, score
from domain.sheet import SheetState
from domain.snapshot import take

__all__ = ["CaseLine", "SheetLine", "case_of", "cases_in", "open_case", "result"]

STAFF = (CycleKind.QUARTERLY, CycleKind.PROBATION, CycleKind.AD_HOC)


def open_case(
    session: Session,
    cycle_id: int,
    person_id: int,
    profile_id: int,
    excluded: Mapping[str, str] | None = None,
) -> int:
    """Open a case and return its id; freezes profile and scope (law 8a).

    The scope is the cycle's question set with all critical items, or the whole framework. *excluded* is code
    -> reason and takes critical items out.

    Raises:
        Taken: if the person has a case in this cycle.
        Closed: if the cycle is closed.
        NeedsReason: if an exclusion has no reason.
        Unknown: if cycle, person or profile do not exist.
    """
    row = make(session, cycle_id, person_id, profile_id, excluded or {})
    data = {"cycle": cycle_id, "person": person_id, "profile": profile_id, "excluded": sorted(excluded or {})}
    journal.record(session, "open", "case", row.id, data)
    return row.id or 0


def make(
    session: Session, cycle_id: int, person_id: int, profile_id: int, excluded: Mapping[str, str]
) -> models.Case:
    """Make the rows of a new case, for acts that do more than this; without an event of its own."""
    cycle = session.get(models.Cycle, cycle_id)
    if cycle is None:
        raise Unknown("cycle", cycle_id)
    if cycle.state is not CaseState.OPEN:
        raise Closed
    person = session.get(models.Person, person_id)
    if person is None:
        raise Unknown("person", person_id)
    if any(not reason.strip() for reason in excluded.values()):
        raise NeedsReason
    taken = session.exec(
        select(models.Case.id).where(models.Case.cycle_id == cycle_id, models.Case.person_id == person_id)
    ).first()
    if taken is not None:
        raise Taken("cycle", cycle.code)
    framework = frameworks.framework(session, cycle.framework_id)
    profile = frameworks.profile(session, profile_id)
    chosen: set[str] | None = None
    if cycle.question_set_id is not None:
        sets = frameworks.question_sets(session, framework.id)
        chosen = set(next(one.items for one in sets if one.id == cycle.question_set_id))
    row = models.Case(
        uid=new_uid(session),
        cycle_id=cycle_id,
        person_id=person_id,
        profile_id=profile_id,
        state=CaseState.OPEN,
        opened_on=now(session).astimezone().date(),
    )
    session.add(row)
    session.flush()
    for item in framework.items:
        asked = chosen is None or item.code in chosen or profile.targets[item.code].critical
        session.add(
            models.CaseItem(
                case_id=row.id or 0,
                item_id=item.id,
                in_scope=asked and item.code not in excluded,
                reason=excluded.get(item.code, ""),
            )
        )
    session.flush()
    return row


def close(session: Session, case: models.Case) -> None:
    """Close a case and freeze its computation, if any sheet is in; part of closing its cycle."""
    inside = _inside(session, case)
    if inside.sheets:
        taken = take(inside.entries, inside.framework.duties, inside.policy)
        session.add(
            models.Snapshot(
                uid=new_uid(session),
                case_id=case.id or 0,
                engine=taken.engine,
                made_at=now(session),
                inputs=taken.inputs,
                results=taken.results,
                content_hash=taken.hash,
            )
        )
    case.state = CaseState.CLOSED
    session.add(case)


def case_of(session: Session, person_id: int, cycle_code: str | None = None) -> int:
    """Return the person's newest case with a submitted sheet, or the one of that cycle.

    Raises:
        Unknown: if there is none.
    """
    wanted = (
        select(models.Case.id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        .where(models.Case.person_id == person_id, models.Sheet.state == SheetState.SUBMITTED)
        .order_by(col(models.Cycle.starts_on).desc(), col(models.Case.id).desc())
    )
    if cycle_code is not None:
        wanted = wanted.where(models.Cycle.code == cycle_code)
    found = session.exec(wanted).first()
    if found is None:
        raise Unknown("case", people.person(session, person_id).code)
    return found


def cases_in(session: Session, cycle_code: str) -> tuple[CaseLine, ...]:
    """Return the cases of a cycle by the name of the person.

    Raises:
        Unknown: if there is no such cycle.
    """
    cycle_id = session.exec(select(models.Cycle.id).where(models.Cycle.code == cycle_code)).first()
    if cycle_id is None:
        raise Unknown("cycle", cycle_code)
    lines = lines_where(session, models.Case.cycle_id == cycle_id)
    return tuple(sorted(lines, key=lambda line: (line.person_name, line.case_id)))


def result(session: Session, case_id: int, viewer_id: int | None, on: date) -> CaseResult:
    """Return a case with its score and everything that a page or paper shows; gates as of *on*.

    Whoever looks, the case is blind until every assessor has handed in; a correction under way is no
    obstacle, since its author has handed in before and the highest submitted revision counts.

    Raises:
        Unknown: if there is no such case.
        StillBlind: with the names of those whose sheets are out.
        NothingSubmitted: if nobody was asked to rate.
    """
    case = session.get(models.Case, case_id)
    if case is None:
        raise Unknown("case", case_id)
    (line,) = lines_where(session, models.Case.id == case_id)
    if not line.sheets:
        raise NothingSubmitted
    if not line.all_in:
        raise StillBlind(tuple(one.assessor_name for one in line.sheets if not one.handed_in))
    inside = _inside(session, case)
    person = people.person(session, case.person_id)
    known = people.brief(session, {one.assessor_id for one in inside.sheets} | {person.manager_id or 0})
    return CaseResult(
        organisation=organisation(session),
        person=person,
        manager=known.get(person.manager_id or 0),
        cycle=inside.cycle,
        case=inside.record,
        framework=inside.framework,
        scale=frameworks.scale(session, inside.cycle.scale_id),
        profile=inside.profile,
        policy=inside.policy,
        policy_number=inside.policy_number,
        assessors=tuple(_assessor(sheet, known, inside.entries) for sheet in inside.sheets),
        gates=check_gates(person, inside.profile.requirements, on),
        comments=_comments(session, inside),
        score=score(inside.entries, inside.framework.duties, inside.policy),
        made_on=on,
    )


def cycle_record(row: models.Cycle) -> Cycle:
    """Return the record of a cycle."""
    return Cycle(
        id=row.id or 0,
        uid=row.uid,
        code=row.code,
        kind=row.kind,
        title=row.title,
        unit_id=row.unit_id,
        places=row.places,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        framework_id=row.framework_id,
        scale_id=row.scale_id,
        policy_id=row.policy_id,
        question_set_id=row.question_set_id,
        state=row.state,
    )


@dataclass(frozen=True, slots=True)
class _Inside:
    """A case as scoring needs it; ``sheets`` are those that count, in the order of handing in."""

    record: Case
    cycle: Cycle
    framework: Framework
    profile: Profile
    policy: Policy
    policy_number: int
    sheets: tuple[models.Sheet, ...]
    entries: tuple[Entry, ...]


def _inside(session: Session, case: models.Case) -> _Inside:
    row = session.get_one(models.Cycle, case.cycle_id)
    framework = frameworks.framework(session, row.framework_id)
    profile = frameworks.profile(session, case.profile_id)
    _, policy_number, policy = frameworks.policy(session, row.policy_id)
    codes = {item.id: item.code for item in framework.items}
    items = session.exec(
        select(models.CaseItem)
        .where(models.CaseItem.case_id == case.id)
        .order_by(col(models.CaseItem.item_id))
    ).all()
    scope = frozenset(codes[item.item_id] for item in items if item.in_scope)
    sheets = _counting(session, case.id or 0)
    marks = _marks(session, sheets, codes)
    settled = {
        codes[one.item_id]: Settled(one.level)
        for one in session.exec(select(models.Settled).where(models.Settled.case_id == case.id))
    }
    carried = _carried(session, case, row, policy) if row.kind in STAFF else {}
    entries = tuple(
        Entry(
            code=item.code,
            function=item.function,
            target=profile.targets[item.code].level,
            weight=profile.targets[item.code].weight,
            critical=profile.targets[item.code].critical,
            in_scope=item.code in scope,
            marks=tuple(marks[item.code]),
            settled=settled.get(item.code),
            carried=carried.get(item.key),
        )
        for item in framework.items
    )
    record = Case(
        id=case.id or 0,
        uid=case.uid,
        cycle_id=case.cycle_id,
        person_id=case.person_id,
        profile_id=case.profile_id,
        state=case.state,
        scope=scope,
        excluded=tuple((codes[item.item_id], item.reason) for item in items if item.reason),
    )
    return _Inside(record, cycle_record(row), framework, profile, policy, policy_number, sheets, entries)


def _counting(session: Session, case_id: int) -> tuple[models.Sheet, ...]:
    """Return each assessor's highest submitted revision (law 3), in the order of handing in."""
    rows = session.exec(
        select(models.Sheet)
        .where(models.Sheet.case_id == case_id, models.Sheet.state == SheetState.SUBMITTED)
        .order_by(col(models.Sheet.revision))
    )
    highest = {row.assessor_id: row for row in rows}
    return tuple(sorted(highest.values(), key=lambda row: (row.submitted_at or row.started_at, row.id or 0)))


def _marks(
    session: Session, sheets: Sequence[models.Sheet], codes: Mapping[int, str]
) -> dict[str, list[GivenMark]]:
    """Return item code -> marks in the order of the sheets."""
    by_sheet: dict[int, list[models.Mark]] = defaultdict(list)
    ids = [sheet.id for sheet in sheets]
    for mark in session.exec(select(models.Mark).where(col(models.Mark.sheet_id).in_(ids))):
        by_sheet[mark.sheet_id].append(mark)
    given: dict[str, list[GivenMark]] = defaultdict(list)
    for sheet in sheets:
        for mark in by_sheet[sheet.id or 0]:
            said = GivenMark(sheet.assessor_id, sheet.role, Mark(mark.state, mark.level))
            given[codes[mark.item_id]].append(said)
    return given


def _carried(session: Session, case: models.Case, cycle: models.Cycle, policy: Policy) -> dict[str, Carried]:
    """Return item key -> the level of the newest earlier closed case that has one (law 8b).

    Items are rated in rotation, so the last closed case alone would forget most of them; the age decides.
    """
    rows = session.exec(
        select(models.Case.id, models.Cycle.starts_on, models.Sheet, models.Mark, models.Item.key)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id)
        .join(models.Item, col(models.Item.id) == models.Mark.item_id)
        .where(
            models.Case.person_id == case.person_id,
            models.Case.state == CaseState.CLOSED,
            col(models.Cycle.kind).in_(STAFF),
            col(models.Cycle.starts_on) < cycle.starts_on,
            models.Sheet.state == SheetState.SUBMITTED,
        )
        .order_by(col(models.Cycle.starts_on), col(models.Case.id), col(models.Sheet.revision))
    )
    said: dict[tuple[date, int, str], dict[int, GivenMark]] = defaultdict(dict)
    for case_id, starts_on, sheet, mark, key in rows:
        given = GivenMark(sheet.assessor_id, sheet.role, Mark(mark.state, mark.level))
        said[starts_on, case_id or 0, key][sheet.assessor_id] = given
    levels: dict[tuple[date, int, str], Fraction | None] = {
        where: level_that_counts(tuple(marks.values()), policy) for where, marks in said.items()
    }
    decided = session.exec(
        select(models.Case.id, models.Cycle.starts_on, models.Item.key, models.Settled.level)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Settled, col(models.Settled.case_id) == models.Case.id)
        .join(models.Item, col(models.Item.id) == models.Settled.item_id)
        .where(
            models.Case.person_id == case.person_id,
            models.Case.state == CaseState.CLOSED,
            col(models.Cycle.kind).in_(STAFF),
            col(models.Cycle.starts_on) < cycle.starts_on,
        )
    )
    for case_id, starts_on, key, level in decided:
        levels[starts_on, case_id or 0, key] = None if level is None else Fraction(level)
    carried: dict[str, Carried] = {}
    for (starts_on, _, key), level in sorted(levels.items(), key=lambda pair: pair[0]):
        age = quarters_between(starts_on, cycle.starts_on)
        if level is not None and 1 <= age <= policy.carry_quarters:
            carried[key] = Carried(level, age)
    return carried


def _assessor(sheet: models.Sheet, known: Mapping[int, Person], entries: Sequence[Entry]) -> Assessor:
    mine = (given for entry in entries for given in entry.marks if given.assessor_id == sheet.assessor_id)
    assert sheet.submitted_at is not None, sheet
    return Assessor(
        id=sheet.assessor_id,
        sheet_id=sheet.id or 0,
        person=known[sheet.assessor_id],
        role=sheet.role,
        revision=sheet.revision,
        submitted_at=sheet.submitted_at,
        rated=sum(given.mark.level is not None for given in mine),
    )


def _comments(session: Session, inside: _Inside) -> tuple[Comment, ...]:
    codes = {item.id: item.code for item in inside.framework.items}
    order = {item.id: number for number, item in enumerate(inside.framework.items)}
    sheets = {sheet.id: (number, sheet.assessor_id) for number, sheet in enumerate(inside.sheets)}
    rows = session.exec(select(models.MarkText).where(col(models.MarkText.sheet_id).in_(sheets)))
    found = sorted(rows, key=lambda row: (order[row.item_id], sheets[row.sheet_id][0]))
    return tuple(Comment(codes[row.item_id], sheets[row.sheet_id][1], row.comment) for row in found)
