"""What packets of several kinds name: people, by identity and never by name, and the targets of a case."""

from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles, people
from db.framework import frameworks
from db.models.types import today
from domain.assessing.case import CaseState, Cycle
from domain.exchange.packet import CaseToGo, Invitation, SentPerson
from domain.exchange.refusal import NotAccepted, Why
from domain.framework.framework import EditionState
from domain.people.person import Person


def sent_person(session: Session, person_id: int) -> SentPerson | None:
    """Return a person as told to another file; None if the person was erased."""
    row = session.get_one(models.Person, person_id)
    if row.erased_at is not None:
        return None
    return SentPerson(row.uid, row.code, row.kind, row.surname, row.given, row.patronymic)


def person_of(session: Session, told: SentPerson, *, erased: bool = False) -> int | None:
    """Return the person with this identity, added if there is none.

    With *erased*, None for one who was erased here.

    Raises:
        NotAccepted: if the person was erased here, without *erased*.
    """
    known = session.exec(select(models.Person).where(models.Person.uid == told.uid)).first()
    if session.get(models.Erasure, told.uid) is not None or (known is not None and known.erased_at):
        if erased:
            return None
        raise NotAccepted(Why.ERASED)
    if known is not None:
        return known.merged_into or known.id
    person = Person(kind=told.kind, surname=told.surname, given=told.given, patronymic=told.patronymic)
    person_id = people.add(session, person)
    row = session.get_one(models.Person, person_id)
    row.uid = told.uid
    session.add(row)
    session.flush()
    return person_id


def cycle_of(session: Session, told: Invitation | CaseToGo, framework_id: int, question_set: str = "") -> int:
    """Return the cycle of a packet, opened if there is none: all cases of one cycle there belong to one here.

    Raises:
        NotAccepted: if it is here by another edition or of another kind, or is over.
    """
    row = session.exec(select(models.Cycle).where(models.Cycle.uid == told.cycle)).first()
    if row is not None:
        if (row.kind, row.framework_id) != (told.cycle_kind, framework_id):
            raise NotAccepted(Why.OTHER_CONTENT)
        if row.state is not CaseState.OPEN:
            raise NotAccepted(Why.DECIDED)
        return row.id
    sets = frameworks.question_sets(session, framework_id)
    late = told.due_on is not None and told.due_on < today(session)
    cycle = Cycle(
        uid=told.cycle,
        kind=told.cycle_kind,
        title=told.title,
        framework_id=framework_id,
        scale_id=session.get_one(models.Framework, framework_id).scale_id,
        question_set_id=next((one.id for one in sets if one.code == question_set), None),
        starts_on=told.due_on if late else None,
        ends_on=told.due_on,
    )
    return cycles.open_cycle(session, cycle)


def profile_hash_of(session: Session, case: models.Case) -> str:
    """Return the hash of the targets by which another file finds a case's.

    Targets that a campaign changed for itself stay here, since nobody who rates sees a target; what is rated
    is told apart. The other file has those of the model.
    """
    row = session.get_one(models.Profile, case.profile_id)
    if row.for_cycle_id is None:
        return row.content_hash
    of, cycle = models.Profile, session.get_one(models.Cycle, row.for_cycle_id)
    wanted = select(of.content_hash).where(
        of.framework_id == row.framework_id,
        of.key == row.key.removesuffix(f"/{cycle.code}"),
        col(of.for_cycle_id).is_(None),
    )
    return session.exec(wanted).first() or row.content_hash


def model_of(session: Session, edition: str, profile: str) -> tuple[int, int]:
    """Return framework and profile with these hashes: as this file has them, word for word.

    An edition that is retired here is taken if no other one says the same: the case was opened elsewhere.

    Raises:
        NotAccepted: if it has not.
    """
    of, targets = models.Framework, models.Profile
    found = session.exec(
        select(of.id, targets.id)
        .join(targets, col(targets.framework_id) == col(of.id))
        .where(
            of.content_hash == edition,
            of.state != EditionState.DRAFT,
            targets.content_hash == profile,
            targets.state == EditionState.PUBLISHED,
        )
        .order_by(col(of.state) == EditionState.RETIRED, col(of.id), col(targets.id))
    ).first()
    if found is None:
        raise NotAccepted(Why.NO_MODEL)
    return found[0], found[1]
