"""What packets of several kinds name: people, by identity and never by name, and the targets of a case."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles, people
from db.framework import frameworks, own_editions
from db.models.types import today
from domain.assessing.case import CaseState, Cycle
from domain.exchange.packet import CaseToGo, Invitation, SentPerson
from domain.exchange.refusal import NotAccepted, Why
from domain.framework.framework import EditionState
from domain.framework.profile import Profile, Target
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
    and what of it is critical is told apart. The other file has the targets of the model.
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


def targets_of(session: Session, cycle_id: int, profile_id: int, critical: Mapping[str, bool]) -> int:
    """Return the profile whose critical items are those told, by key: this one, or one of the cycle alone.

    A critical item asks for a fact at any level, in each file where it is rated.
    """
    base = frameworks.profile(session, profile_id)
    row = session.get_one(models.Profile, profile_id)
    framework = frameworks.framework(session, row.framework_id)
    told = {one.code: critical[one.key] for one in framework.items if one.key in critical}
    if _agrees(base, told):
        return profile_id
    cycle, of = session.get_one(models.Cycle, cycle_id), models.Profile
    made = select(of.id).where(of.for_cycle_id == cycle_id, of.key == f"{row.key}/{cycle.code}")
    for known in session.exec(made.order_by(col(of.id))):
        if _agrees(frameworks.profile(session, known), told):
            return known
    changed = {
        code: _target(base.targets.get(code), critical=wanted)
        for code, wanted in told.items()
        if wanted != _is_critical(base, code)
    }
    return own_editions.own_profile(session, base, cycle, changed)


def _agrees(profile: Profile, told: Mapping[str, bool]) -> bool:
    return all(_is_critical(profile, code) is wanted for code, wanted in told.items())


def _is_critical(profile: Profile, code: str) -> bool:
    return code in profile.targets and profile.targets[code].critical


def _target(old: Target | None, *, critical: bool) -> Target:
    """Return a target that is critical or not; its level is 0 where only the other file has one."""
    if old is None:
        return Target(0, 1, critical)
    return replace(old, critical=critical, critical_reason=None)
