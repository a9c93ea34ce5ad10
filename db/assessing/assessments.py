"""Beginning to rate someone: cycle, case and sheet in one act."""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from sqlmodel import Session, col, select

from db import models
from db.assessing import cases, cycles, people
from db.assessing.progress import CaseLine, lines_where
from db.assessing.sheet import sheets
from db.framework import frameworks, own_editions
from db.journal import journal
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.framework.profile import Phase, called_by, fitting
from domain.mark import Role
from domain.people.person import Person, PersonKind


def start(
    session: Session,
    person_id: int,
    assessor_id: int,
    role: Role,
    profile_id: int | None = None,
    question_set_id: int | None = None,
    starts_on: date | None = None,
    own_items: Sequence[str] = (),
) -> int:
    """Begin to rate someone and return the sheet's id: cycle, case and sheet in one act.

    A candidate is rated in a hiring cycle, staff in an ad hoc one. If an open case is waiting for this
    assessor, no second one is opened: his or her draft is returned, or a sheet begun in that case, whose
    scope then applies. A case the assessor is assigned to comes first, whatever its profile. ``profile_id``
    None means the profile that fits the person, ``question_set_id`` None means everything, unless
    ``own_items`` make a set for this occasion.

    Raises:
        Unknown: if there is no such person.
        Impossible: if one of the own items has no question.
        NotAssigned, AlreadyOpen: if a candidate is in a campaign that this assessor may not join.
    """
    person = people.person(session, person_id)
    waiting = lines_where(
        session,
        models.Case.person_id == person_id,
        models.Case.state == CaseState.OPEN,
        models.Cycle.state == CaseState.OPEN,
    )
    for line in waiting:
        draft = line.draft_of(assessor_id)
        if draft is not None:
            return draft.sheet_id
    hiring = person.kind is PersonKind.CANDIDATE
    kind = CycleKind.HIRING if hiring else CycleKind.AD_HOC
    able = set(
        session.exec(
            select(models.Case.id).where(
                models.Case.person_id == person_id,
                profile_id is None or models.Case.profile_id == profile_id,
            )
        )
    )
    assigned = (line for line in waiting if any(one.assessor_id == assessor_id for one in line.assigned))
    taking = (line for line in waiting if line.case_id in able and _takes(line, assessor_id, hiring))
    free = next((line.case_id for line in chain(assigned, taking)), None)
    with journal.act(session, "start", "sheet") as act:
        if free is None:
            phase = Phase.HIRE if hiring else Phase.POST
            chosen = profile_id or fitting(frameworks.profiles(session), person.post, phase).id
            framework_id = frameworks.framework_of(session, chosen)
            if own_items:
                framework = frameworks.framework(session, framework_id)
                question_set_id = own_editions.own_set(session, framework, person.post, own_items)
            cycle = Cycle(
                kind=kind,
                title=person.post,
                starts_on=starts_on,
                question_set_id=question_set_id,
                framework_id=framework_id,
            )
            cycle_id = cycles.open_cycle(session, cycle)
            free = cases.open_case(session, cycle_id, person_id, chosen)
        act.subject_id = sheet_id = sheets.open_sheet(session, free, assessor_id, role)
        given = session.get_one(models.Sheet, sheet_id).role  # the assigned one if there is a panel
        act.data = {"person": person_id, "case": free, "assessor": assessor_id, "role": given.value}
    return sheet_id


def last_role(session: Session, assessor_id: int, kind: PersonKind) -> Role | None:
    """Return the role in which the assessor last began to rate people of this kind; None before the first."""
    return session.exec(
        select(col(models.Sheet.role))
        .join(models.Case, col(models.Case.id) == col(models.Sheet.case_id))
        .join(models.Person, col(models.Person.id) == col(models.Case.person_id))
        .where(
            models.Sheet.assessor_id == assessor_id,
            models.Sheet.role != Role.SELF,
            models.Person.kind == kind,
        )
        .order_by(col(models.Sheet.started_at).desc(), col(models.Sheet.id).desc())
        .limit(1)
    ).first()


def profile_of_post(session: Session, person_id: int) -> int | None:
    """Return the id of the profile called like the person's post, of the person's phase if there is one."""
    person, offered = people.person(session, person_id), frameworks.profiles(session)
    of_phase = [one for one in offered if one.phase is _phase(person)]
    found = called_by(of_phase, person.post) or called_by(offered, person.post)
    return None if found is None else found.id


def _phase(person: Person) -> Phase:
    return Phase.HIRE if person.kind is PersonKind.CANDIDATE else Phase.POST


def likely_profile(session: Session, person_id: int) -> int:
    """Return the id of the likeliest profile for an assessment of the person.

    The one matching the post, else that of the person's previous assessment, else that of the newest
    assessment, else one of the model published last, as in a new vacancy.
    """
    by_name = profile_of_post(session, person_id)
    if by_name is not None:
        return by_name
    person = people.person(session, person_id)
    phase = _phase(person)
    offered = frameworks.profiles(session)
    of_phase = [one for one in offered if one.phase is phase]
    used = session.exec(
        select(models.Profile.post_ru)
        .join(models.Case, col(models.Case.profile_id) == col(models.Profile.id))
        .where(models.Profile.phase == phase)
        .order_by((col(models.Case.person_id) == person_id).desc(), col(models.Case.id).desc())
        .limit(1)
    ).first()
    last = next((one.id for one in of_phase if one.post.ru == used), None)
    newest = (
        one for model in frameworks.published_last(session) for one in frameworks.profiles_of(session, model)
    )
    return last or fitting(tuple(newest), person.post, phase).id


def _takes(line: CaseLine, assessor_id: int, hiring: bool) -> bool:
    """Return whether the assessor may join an open case.

    A vacancy and a campaign take every assessor; an ad hoc assessment takes none once all its sheets are in.
    """
    if (line.cycle_kind is CycleKind.HIRING) != hiring:
        return False
    if any(sheet.assessor_id == assessor_id for sheet in line.sheets):
        return False
    return line.cycle_kind is not CycleKind.AD_HOC or not line.all_in
