"""Merging two cards of one person when someone confirms it; nothing that was signed changes."""

from sqlmodel import Session, col, func, or_, select, update

from db import models
from db.assessing import people
from db.journal import journal
from db.models.types import actor_id, now, today
from domain.assessing.case import CaseState
from domain.errors import Impossible, Unknown
from domain.people.person import Person
from domain.people.twins import CannotMerge, Conflict, Hindrance, Merge, joined, may_be_same


def doubles(session: Session, person_id: int) -> tuple[Person, ...]:
    """Return everyone else, people with a possibly equal name first; two statements.

    Raises:
        Unknown: if there is no such person.
    """
    everybody = people.everybody(session)
    one = next((person for person in everybody if person.id == person_id), None)
    if one is None:
        raise Unknown("person", person_id)
    others = [person for person in everybody if person.id != person_id]
    return tuple(sorted(others, key=lambda other: not may_be_same(one, other)))


def preview(session: Session, kept_id: int, double_id: int) -> Merge:
    """Return what merging the double into the kept person would do, and what prevents it.

    Raises:
        Unknown: if one of them does not exist, was erased or already merged.
        Impossible: if both are the same person.
    """
    if kept_id == double_id:
        raise Impossible("person_id")
    both = people.several(session, (kept_id, double_id))
    for person_id in (kept_id, double_id):
        row = session.get(models.Person, person_id)
        if row is None or row.merged_into is not None or row.erased_at is not None:
            raise Unknown("person", person_id)
    kept, double = both[kept_id], both[double_id]
    return Merge(
        kept=kept,
        double=double,
        after=joined(kept, double),
        cases=_count(session, models.Case, models.Case.person_id == double_id),
        plans=_count(session, models.Plan, models.Plan.person_id == double_id),
        notes=_count(session, models.Evidence, models.Evidence.person_id == double_id),
        signed=_count(session, models.Sheet, models.Sheet.assessor_id == double_id),
        conflicts=_conflicts(session, kept, double),
    )


def merge(session: Session, kept_id: int, double_id: int) -> None:
    """Merge the double into the kept person: cases, plans, facts and managed people move over.

    The card of the double stays in the file under its code, so that signed documents keep their name, and a
    list with its old number finds the kept person.

    Raises:
        Unknown, Impossible: as for ``preview``.
        CannotMerge: if anything prevents it; then nothing is changed.
    """
    told = preview(session, kept_id, double_id)
    if told.conflicts:
        raise CannotMerge(told.conflicts)
    row = session.get_one(models.Person, double_id)
    row.merged_into, row.merged_at, row.merged_on = kept_id, now(session), today(session)
    row.is_actor = False
    if told.after.personnel_no == row.personnel_no:
        row.personnel_no = None  # only one person can have it
    for fact in (models.Education, models.Experience, models.Medical):
        for one in session.exec(select(fact).where(fact.person_id == double_id)):
            session.delete(one)
    for table in (
        models.Case,
        models.Plan,
        models.BasisPaper,
        models.Familiarisation,
        models.IssuedPaper,
        models.KnownKey,
        models.Account,
    ):
        for moved in session.exec(select(table).where(table.person_id == double_id)):
            moved.person_id = kept_id
    _hand_over_packets(session, kept_id, double_id)
    # An act that is sent again after the merge is still the same act.
    answered = models.FirstAnswer
    session.exec(update(answered).where(col(answered.person_id) == double_id).values(person_id=kept_id))
    for note in session.exec(_movable(double_id)):
        note.person_id = kept_id
    led = select(models.Person).where(
        or_(col(models.Person.manager_id) == double_id, col(models.Person.merged_into) == double_id)
    )
    for other in session.exec(led):
        if other.manager_id == double_id:
            other.manager_id = kept_id
        if other.merged_into == double_id:
            other.merged_into = kept_id
    session.flush()
    people.write(session, told.after)
    data = {
        "double": double_id,
        "codes": [told.kept.code, told.double.code],
        "cases": told.cases,
        "plans": told.plans,
        "notes": told.notes,
    }
    journal.record(session, "merge", "person", kept_id, data)


def _hand_over_packets(session: Session, kept_id: int, double_id: int) -> None:
    """Let packets and shares be those of the kept person, who has one key at a time as everybody."""
    for packet in session.exec(select(models.Packet).where(models.Packet.assessor_id == double_id)):
        packet.assessor_id = kept_id
    for key in session.exec(select(models.CaseKey).where(models.CaseKey.keeper_id == double_id)):
        key.keeper_id = kept_id
    of = models.KnownKey
    valid = select(of).where(of.person_id == kept_id, col(of.withdrawn_on).is_(None)).order_by(col(of.id))
    for earlier in session.exec(valid).all()[:-1]:
        earlier.withdrawn_on = today(session)


def _movable(double_id: int):
    """Select the facts that move; those on submitted sheets stay, and are shown with the kept person."""
    return (
        select(models.Evidence)
        .join(models.Sheet, col(models.Sheet.id) == models.Evidence.sheet_id, isouter=True)
        .where(
            models.Evidence.person_id == double_id,
            or_(col(models.Evidence.sheet_id).is_(None), col(models.Sheet.submitted_at).is_(None)),
        )
    )


def _conflicts(session: Session, kept: Person, double: Person) -> tuple[Conflict, ...]:
    found: list[Conflict] = []
    cycles = select(models.Case.cycle_id).where(models.Case.person_id == kept.id)
    if both := _codes(session, models.Case.person_id == double.id, col(models.Case.cycle_id).in_(cycles)):
        found.append(Conflict(Hindrance.SAME_CYCLE, both))
    if actor_id(session) == double.id:
        found.append(Conflict(Hindrance.AT_WORK))
    is_open = models.Case.state == CaseState.OPEN
    owed = {*_assessed(session, double.id, is_open), *_panels(session, double.id)}
    if owed:
        found.append(Conflict(Hindrance.ASSESSES, tuple(sorted(owed))))
    own = _assessed(session, kept.id, is_open, models.Case.person_id == double.id)
    if own:
        found.append(Conflict(Hindrance.SELF, own))
    if double.id == kept.manager_id or kept.id == double.manager_id:
        found.append(Conflict(Hindrance.MANAGES))
    return tuple(found)


def _codes(session: Session, *conditions: object) -> tuple[str, ...]:
    rows = session.exec(
        select(models.Cycle.code)
        .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
        .where(*conditions)  # pyright: ignore[reportArgumentType]
        .distinct()
    )
    return tuple(sorted(rows))


def _assessed(session: Session, person_id: int, *conditions: object) -> tuple[str, ...]:
    """Return the codes of the cycles in which the person is assigned to assess a case, or has begun to."""
    assigned = select(models.CaseAssessor.case_id).where(models.CaseAssessor.person_id == person_id)
    begun = select(models.Sheet.case_id).where(models.Sheet.assessor_id == person_id)
    return _codes(
        session, or_(col(models.Case.id).in_(assigned), col(models.Case.id).in_(begun)), *conditions
    )


def _panels(session: Session, person_id: int) -> tuple[str, ...]:
    """Return the codes of open campaigns with the person on the panel for future candidates."""
    rows = session.exec(
        select(models.Cycle.code)
        .join(models.CampaignPanel, col(models.CampaignPanel.cycle_id) == models.Cycle.id)
        .where(models.CampaignPanel.person_id == person_id, models.Cycle.state == CaseState.OPEN)
        .order_by(col(models.Cycle.id))
    )
    return tuple(rows)


def _count(session: Session, table: type[models.Table], condition: object) -> int:
    return session.exec(
        select(func.count()).select_from(table).where(condition)  # pyright: ignore[reportArgumentType]
    ).one()
