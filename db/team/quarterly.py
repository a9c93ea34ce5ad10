"""Staff cycles: opened for many people in one act, from a template, and who owes which sheet."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, cycles
from db.framework import frameworks
from db.journal import journal
from db.journal.presence import NAME, present
from db.models.types import new_uid, today
from db.people import leaving
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.errors import HasLeft, Impossible, Missing, Overlaps, Unknown
from domain.framework.framework import EditionState
from domain.framework.profile import Phase, fitting
from domain.hiring.campaign import MAX_WANTED
from domain.mark import Role
from domain.people.person import full_name
from domain.period import next_quarter, quarter_of
from domain.team.quarterly import CyclePlan
from domain.text import fold

STAFF = (CycleKind.QUARTERLY, CycleKind.PROBATION, CycleKind.AD_HOC)


def open_quarterly(session: Session, plan: CyclePlan) -> int:
    """Open a cycle with a case for each person and the assessors assigned; return the cycle's id.

    All or nothing, with one event. Each person costs one statement, for the case.

    Raises:
        Missing: if it has no people.
        Overlaps: if someone is in another cycle of this kind over these days.
        HasLeft: if someone has left before it starts.
        Impossible: if it is for hiring or ends before it starts, if a panel has someone twice, too many,
            a wrong SELF, or belongs to no one rated, or if a profile is of another framework.
        TooLong, Unknown: as for ``cycles.open_cycle``; Unknown also for people and profiles.
    """
    if plan.kind not in STAFF:
        raise Impossible("kind")
    rated = tuple(dict.fromkeys(plan.people))
    if not rated:
        raise Missing("people")
    _check_panels(plan)
    _check_people(session, plan, rated)
    with journal.act(session, "open", "cycle") as act:
        act.subject_id = cycle_id = cycles.open_cycle(
            session,
            Cycle(
                kind=plan.kind,
                title=plan.title,
                unit_id=plan.unit_id,
                starts_on=plan.starts_on,
                ends_on=plan.ends_on,
                framework_id=plan.framework_id,
                policy_id=plan.policy_id,
                question_set_id=plan.question_set_id,
            ),
        )
        cycle = session.get_one(models.Cycle, cycle_id)
        profiles = _profiles(session, cycle, plan, rated)
        made = _cases(session, cycle, profiles)
        _assign(session, plan, made)
        act.data = {
            "code": cycle.code,
            "kind": cycle.kind.value,
            "cases": [made[person_id] for person_id in rated],
            "profiles": sorted(set(profiles.values())),
            "panels": [
                [made[person_id], [[assessor, role.value] for assessor, role in panel]]
                for person_id, panel in plan.assessors.items()
            ],
        }
    return cycle_id


def overlaps(session: Session, plan: CyclePlan) -> tuple[tuple[str, str, str], ...]:
    """Return who is in another cycle of the kind over the same days: person, that cycle, this one, by name.

    People withdrawn from the other cycle are left out.
    """
    rows = session.connection().execute(
        select_columns(
            *NAME,
            col(models.Cycle.title),
            col(models.Cycle.code),
        )
        .join(models.Case, col(models.Case.person_id) == models.Person.id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(
            col(models.Person.id).in_(plan.people),
            col(models.Case.state) != CaseState.WITHDRAWN,
            col(models.Cycle.kind) == plan.kind,
            col(models.Cycle.starts_on) <= plan.ends_on,
            col(models.Cycle.ends_on).is_(None) | (col(models.Cycle.ends_on) >= plan.starts_on),
        )
        .order_by(col(models.Cycle.starts_on), col(models.Person.folded), col(models.Case.id))
    )
    here = " ".join(plan.title.split())
    return tuple(
        (full_name(row.surname, row.given, row.patronymic), row.title or row.code, here) for row in rows
    )


def template(session: Session, on: date) -> CyclePlan | None:
    """Return the last quarterly cycle again, for the quarter after it, or for that of *on* if that is later.

    It has the same people, profiles and assessors, except those who left, withdrew, or were erased or merged;
    and the newest editions. None if there was no quarterly cycle.
    """
    last = session.exec(
        select(models.Cycle)
        .where(models.Cycle.kind == CycleKind.QUARTERLY, models.Cycle.state != CaseState.WITHDRAWN)
        .order_by(col(models.Cycle.starts_on).desc().nulls_last(), col(models.Cycle.id).desc())
    ).first()
    if last is None or last.starts_on is None:
        return None
    period = max(next_quarter(last.starts_on), quarter_of(on), key=lambda one: one.starts_on)
    session.flush()
    rows = session.connection().execute(
        select_columns(col(models.Case.id), col(models.Case.person_id), col(models.Case.profile_id))
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            col(models.Case.cycle_id) == last.id,
            col(models.Case.state) != CaseState.WITHDRAWN,
            col(models.Person.left_on).is_(None) | (col(models.Person.left_on) >= period.starts_on),
            present(),
        )
        .order_by(col(models.Person.folded), col(models.Person.id))
    )
    held = rows.all()
    panels = _panels(session, last.id)
    there = _staying(session, period.starts_on)
    edition = frameworks.successor(session, last.framework_id) or frameworks.newest(session).id
    same_framework = last.framework_id == edition
    successors = {one.key: one.id for one in frameworks.profiles_of(session, edition)}
    published = {number: frameworks.profile(session, number) for number in {one.profile_id for one in held}}
    profiles = {case.person_id: published[case.profile_id] for case in held}
    return CyclePlan(
        kind=CycleKind.QUARTERLY,
        title="",
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        people=tuple(case.person_id for case in held),
        assessors={
            case.person_id: panel
            for case in held
            if (panel := tuple(one for one in panels.get(case.id, {}).items() if one[0] in there))
        },
        profiles={
            person_id: one.id if same_framework else successors[one.key]
            for person_id, one in profiles.items()
            if same_framework or one.key in successors
        },
        framework_id=edition,
        unit_id=last.unit_id,
        question_set_id=last.question_set_id if same_framework else None,
    )


def _check_panels(plan: CyclePlan) -> None:
    if set(plan.assessors) - set(plan.people) or set(plan.profiles) - set(plan.people):
        raise Impossible("panel")
    for person_id, panel in plan.assessors.items():
        ids = [assessor for assessor, _ in panel]
        if len(set(ids)) < len(ids) or len(ids) > MAX_WANTED:
            raise Impossible("panel")
        if any((role is Role.SELF) != (assessor == person_id) for assessor, role in panel):
            raise Impossible("panel")


def _check_people(session: Session, plan: CyclePlan, rated: Sequence[int]) -> None:
    named = {assessor for panel in plan.assessors.values() for assessor, _ in panel}
    rows = session.connection().execute(
        select_columns(
            col(models.Person.id),
            *NAME,
            col(models.Person.left_on),
        ).where(
            col(models.Person.id).in_({*rated, *named}),
            present(),
        )
    )
    known = {row.id: row for row in rows}
    if missing := {*rated, *named} - known.keys():
        raise Unknown("person", min(missing))
    gone = [row for row in known.values() if row.left_on is not None and row.left_on < plan.starts_on]
    if gone:
        names = (full_name(row.surname, row.given, row.patronymic) for row in gone)
        raise HasLeft(tuple(sorted(names, key=fold)))
    if found := overlaps(session, plan):
        raise Overlaps(found)


def _profiles(session: Session, cycle: models.Cycle, plan: CyclePlan, rated: Sequence[int]) -> dict[int, int]:
    """Return person id -> profile, each published and belonging to the framework."""
    chosen = dict(plan.profiles)
    if unsaid := [person_id for person_id in rated if person_id not in chosen]:
        chosen |= (
            dict.fromkeys(unsaid, plan.profile_id)
            if plan.profile_id
            else _of_their_posts(session, cycle.framework_id, unsaid)
        )
    chosen = {person_id: chosen[person_id] for person_id in rated}
    for profile_id in set(chosen.values()):
        edition = session.get(models.Profile, profile_id)
        if edition is None or edition.state is not EditionState.PUBLISHED:
            raise Unknown("profile", profile_id)
        if edition.framework_id != cycle.framework_id:
            raise Impossible("profile_id")
    return chosen


def _of_their_posts(session: Session, framework_id: int, people: Sequence[int]) -> dict[int, int]:
    """Return person id -> the profile of the framework that fits the person's post."""
    offered = [one for one in frameworks.profiles_of(session, framework_id) if one.phase is Phase.POST]
    if not offered:
        raise Unknown("profile", 0)
    rows = session.connection().execute(
        select_columns(col(models.Person.id), col(models.Person.post)).where(
            col(models.Person.id).in_(people)
        )
    )
    return {row.id: fitting(offered, row.post, Phase.POST).id for row in rows}


def _cases(session: Session, cycle: models.Cycle, profiles: Mapping[int, int]) -> dict[int, int]:
    """Create a case with its scope for each person; return person id -> case id."""
    framework = frameworks.framework(session, cycle.framework_id)
    asked = cases.asked_in(session, cycle, framework)
    opened_on = today(session)
    rows = [
        models.Case(
            uid=new_uid(session),
            cycle_id=cycle.id,
            person_id=person_id,
            profile_id=profile_id,
            state=CaseState.OPEN,
            opened_on=opened_on,
        )
        for person_id, profile_id in profiles.items()
    ]
    session.add_all(rows)
    session.flush()
    scopes = {
        number: cases.scope(framework, frameworks.profile(session, number), asked)
        for number in set(profiles.values())
    }
    # Bulk insert: as mapped objects, many people take ten times as long.
    places = [
        {"case_id": row.id, "item_id": item_id, "in_scope": covered, "reason": ""}
        for row in rows
        for item_id, covered in scopes[row.profile_id].items()
    ]
    session.execute(insert(models.CaseItem), places)  # pyright: ignore[reportDeprecated]
    return {row.person_id: row.id for row in rows}


def _assign(session: Session, plan: CyclePlan, made: Mapping[int, int]) -> None:
    session.add_all(
        models.CaseAssessor(case_id=made[person_id], person_id=assessor, role=role, position=position)
        for person_id, panel in plan.assessors.items()
        for position, (assessor, role) in enumerate(panel)
    )
    session.flush()


def _panels(session: Session, cycle_id: int) -> dict[int, dict[int, Role]]:
    """Return by case those who rated, in the order they began, then those assigned who are awaited."""
    begun = (
        select_columns(col(models.Sheet.case_id), col(models.Sheet.assessor_id), col(models.Sheet.role))
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .where(col(models.Case.cycle_id) == cycle_id)
        .order_by(col(models.Sheet.id))
    )
    seat = models.CaseAssessor
    assigned = (
        select_columns(col(seat.case_id), col(seat.person_id), col(seat.role))
        .join(models.Case, col(models.Case.id) == seat.case_id)
        .where(col(models.Case.cycle_id) == cycle_id, leaving.awaited(today(session)))
        .order_by(col(seat.position))
    )
    found: dict[int, dict[int, Role]] = defaultdict(dict)
    run = session.connection().execute
    for case_id, assessor_id, role in run(begun):
        found[case_id][assessor_id] = role  # of the newest revision
    for case_id, assessor_id, role in run(assigned):
        found[case_id].setdefault(assessor_id, role)
    return found


def _staying(session: Session, on: date) -> frozenset[int]:
    rows = session.exec(
        select(models.Person.id).where(
            col(models.Person.left_on).is_(None) | (col(models.Person.left_on) >= on),
            present(),
        )
    )
    return frozenset(rows)
