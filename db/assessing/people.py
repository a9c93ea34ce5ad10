"""People: candidates, employees, externals, with the records that gates need."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import one_offs, revisions
from db.assessing.one_offs import WithdrawnLine
from db.assessing.progress import CaseLine, PlanLine, SheetLine, lines_where, plans_of
from db.assessing.revisions import Revision
from db.framework import familiarisations, frameworks
from db.journal import exports, journal, reasons
from db.journal.presence import of_units, present
from db.models.table import existing
from db.models.types import new_uid
from db.people import basis, codes, newest, organisation, retention
from db.people.person_rows import FIELDS, TEXTS, actors, first_ids, rows_of, rows_where
from db.people.traces import Traces, traces
from domain.assessing.case import CaseState
from domain.errors import Impossible, Taken, Unknown
from domain.event import HandedOut
from domain.framework.profile import Phase, called_by
from domain.people.familiarisation import Familiarised
from domain.people.gates import Gate, Requirements, check_gates
from domain.people.person import Basis, Education, Experience, Medical, Person, PersonKind, check, check_basis
from domain.people.purpose import Purpose
from domain.people.retention import Term, purpose_of
from domain.text import clean

__all__ = [
    "CaseLine",
    "PeoplePage",
    "PersonCard",
    "PersonRow",
    "PlanLine",
    "SheetLine",
    "actors",
    "add",
    "brief",
    "by_code",
    "card",
    "change",
    "dismiss",
    "ensure",
    "everybody",
    "page",
    "people",
    "person",
    "renew_basis",
    "several",
    "take_dismissal_back",
    "take_over",
    "write",
]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list, without the records for the gates.

    ``latest`` is the case in progress, else the last one with a result; ``shown`` is the newest whose result
    the viewer may see, often the same.
    """

    person: Person
    latest: CaseLine | None
    shown: CaseLine | None = None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with everything the card shows; cases and plans newest first.

    ``purpose`` is for what the data are kept, ``term`` until when; None while nothing ends it.
    """

    person: Person
    gates: tuple[Gate, ...]
    requirements: Requirements | None
    cases: tuple[CaseLine, ...]
    plans: tuple[PlanLine, ...]
    traces: Traces
    papers: tuple[Basis, ...] = ()
    handed_in: tuple[Revision, ...] = ()
    withdrawn: tuple[WithdrawnLine, ...] = ()
    purpose: Purpose | None = None
    term: Term | None = None
    handed_out: tuple[HandedOut, ...] = ()
    familiarised: tuple[Familiarised, ...] = ()


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The first of everyone; ``counts`` is how many there are by kind, None for those who have left."""

    rows: tuple[PersonRow, ...]
    counts: Mapping[PersonKind | None, int]

    @property
    def total(self) -> int:
        """The number of all people."""
        return sum(self.counts.values())

    @property
    def is_whole(self) -> bool:
        """Whether these are all people."""
        return len(self.rows) == self.total


def page(
    session: Session,
    viewer_id: int | None,
    on: date,
    most: int,
    also: int = 0,
    unit_ids: Set[int] | None = None,
) -> PeoplePage:
    """Return the first of those present on a day by kind, then those who left; a fixed number of statements.

    *also* is the id of one more, wherever that person would come. With *unit_ids* it is about people of these
    units alone.
    """
    session.flush()
    read, kind, left = session.connection().execute, col(models.Person.kind), col(models.Person.left_on)
    counts: dict[PersonKind | None, int] = dict.fromkeys((*PersonKind, None), 0)
    alike = select_columns(kind, left, func.count().label("people")).group_by(kind, left)
    for row in read(alike.where(present(), of_units(unit_ids))):
        counts[None if row.left_on is not None and row.left_on < on else row.kind] += row.people
    if sum(counts.values()) <= most:
        return PeoplePage(people(session, viewer_id, unit_ids), counts)
    left_over = most - sum(counts.values()) + counts[None]
    first = {*read(first_ids(on, most, left_over, unit_ids)).scalars(), also}
    found = rows_where(session, present(), of_units(unit_ids), col(models.Person.id).in_(first))
    return PeoplePage(_with_cases(session, viewer_id, found, first), counts)


def people(
    session: Session, viewer_id: int | None, unit_ids: Set[int] | None = None
) -> tuple[PersonRow, ...]:
    """Return everyone, or everyone of these units, by folded name; a fixed number of statements.

    People who were erased or merged into someone else are left out.
    """
    rows = rows_where(session, present(), of_units(unit_ids))
    return _with_cases(session, viewer_id, rows, None if unit_ids is None else {one.id for one in rows})


def _with_cases(
    session: Session, viewer_id: int | None, rows: Sequence[Person], ids: Collection[int] | None = None
) -> tuple[PersonRow, ...]:
    run = session.connection().execute
    session.flush()
    asked = newest.latest(ids), newest.shown(session, viewer_id, ids)
    going, seen = (set(run(one).scalars()) for one in asked)
    lines = lines_where(session, col(models.Case.id).in_(going | seen))
    latest = {line.person_id: line for line in lines if line.case_id in going}
    shown = {line.person_id: line for line in lines if line.case_id in seen}
    return tuple(PersonRow(one, latest.get(one.id), shown.get(one.id)) for one in rows)


def card(session: Session, person_id: int, viewer_id: int | None, on: date) -> PersonCard:
    """Return the card of a person, the gates as of the day *on*.

    Raises:
        Unknown: if there is no such person.
    """
    found = person(session, person_id)
    requirements = _asked_of(session, found)
    kept = retention.of_person(session, person_id, on)
    return PersonCard(
        person=found,
        gates=() if requirements is None else check_gates(found, requirements, on),
        requirements=requirements,
        cases=lines_where(session, models.Case.person_id == person_id),
        plans=plans_of(session, person_id),
        traces=traces(session, person_id),
        papers=basis.of_person(session, person_id),
        handed_in=revisions.of_person(session, person_id),
        withdrawn=one_offs.withdrawn_of(session, person_id),
        purpose=None if kept is None else purpose_of(kept[0], on),
        term=None if kept is None else kept[1],
        handed_out=exports.handed_out(session, person_id),
        familiarised=familiarisations.of_person(session, (person_id,)),
    )


def _asked_of(session: Session, of: Person) -> Requirements | None:
    """Return the requirements of the newest case's profile, else those of the profile that matches the post.

    None if there is neither: no one has to meet the requirements of another post.
    """
    newest = session.exec(
        select(models.Case.profile_id)
        .where(models.Case.person_id == of.id, models.Case.state != CaseState.WITHDRAWN)
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    ).first()
    if newest is not None:
        return frameworks.profile(session, newest).requirements
    phase = Phase.HIRE if of.kind is PersonKind.CANDIDATE else Phase.POST
    named = called_by([one for one in frameworks.profiles(session) if one.phase is phase], of.post)
    return None if named is None else named.requirements


def person(session: Session, person_id: int) -> Person:
    """Return a person with education, experience and medical conclusions.

    Raises:
        Unknown: if there is no such person.
    """
    found = several(session, (person_id,)).get(person_id)
    if found is None:
        raise Unknown("person", person_id)
    return found


def by_code(session: Session, code: str) -> Person:
    """Return the person with this code.

    Raises:
        Unknown: if there is none.
    """
    found = session.exec(select(models.Person.id).where(models.Person.code == code)).first()
    if found is None:
        raise Unknown("person", code)
    return person(session, found)


def brief(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """Return people by id without the records for the gates, in one statement."""
    return {one.id: one for one in rows_of(session, ids)}


def several(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """Return people by id with the records for the gates, in four statements."""
    return _with_facts(session, brief(session, ids))


def everybody(session: Session) -> tuple[Person, ...]:
    """Return everyone neither erased nor merged, by folded name, without the records for the gates."""
    return tuple(rows_where(session, present()))


def add(session: Session, person: Person, new_unit: str = "") -> int:
    """Add a person with the records for the gates and return the id; an empty code becomes the next one.

    *new_unit* is the name of a unit to create for the person.

    Raises:
        Missing, TooLong, Impossible: what ``domain.people.person.check`` refuses.
        Taken: if someone has the code or the personnel number, or there is a unit with this name.
        Unknown: if there is no such unit or manager.
    """
    with journal.act(session, "add", "person") as act:
        person = _cleaned(_placed(session, person, new_unit))
        check(person)
        if not person.code:
            person = replace(person, code=codes.next_codes(session, (person.kind,))[0])
        _check_free(session, person)
        _check_links(session, person)
        row = models.Person(
            uid=new_uid(session), code=person.code, kind=person.kind, surname=person.surname, folded=""
        )
        _fill(row, person)
        session.add(row)
        session.flush()
        _write_facts(session, row.id, person)
        basis.note(session, row.id, None, person)
        act.subject_id, act.data = row.id, {"code": row.code, "kind": row.kind.value}
    return row.id


def _placed(session: Session, person: Person, new_unit: str) -> Person:
    return replace(person, unit_id=organisation.add_unit(session, new_unit)) if new_unit else person


def ensure(session: Session, who: int | Person, new_unit: str = "") -> int:
    """Return the id of a person; a record is first written, or added if it has no id.

    Raises:
        Missing, TooLong, Impossible, Taken, Unknown: as for ``add`` and ``change``.
    """
    if isinstance(who, int):
        return who
    if not who.id:
        return add(session, who, new_unit)
    change(session, who, new_unit)
    return who.id


def change(session: Session, person: Person, new_unit: str = "") -> None:
    """Write all fields of a person and the records for the gates.

    *new_unit* is the name of a unit to create for the person.

    Raises:
        Unknown: if there is no such person, unit or manager.
        Impossible: if people would manage themselves, or a document is dated in the future.
        NeedsPaper: if the basis would end later by a new date alone.
        Missing, TooLong, Impossible, Taken: as for ``add``.
    """
    with journal.act(session, "change", "person", person.id) as act:
        code = _write_with_basis(session, _placed(session, person, new_unit))
        act.data = {"code": code, "kind": person.kind.value}


def write(session: Session, person: Person) -> str:
    """Write the card of a person and return the code; the calling act records changes of the basis.

    Raises:
        Unknown: if there is no such person, unit or manager.
        Missing, TooLong, Impossible, Taken: as for ``add``.
    """
    row = existing(session, models.Person, person.id)
    person = _cleaned(person)
    check(person)
    if not person.code:
        person = replace(person, code=row.code)
    _check_free(session, person)
    _check_links(session, person)
    _fill(row, person)
    session.add(row)
    for table in (models.Education, models.Experience, models.Medical):
        for fact in session.exec(select(table).where(table.person_id == person.id)):
            session.delete(fact)
    session.flush()
    _write_facts(session, person.id, person)
    return person.code


def _write_with_basis(session: Session, person: Person, paper: Basis = basis.NOWHERE) -> str:
    before = next(iter(rows_where(session, col(models.Person.id) == person.id)), None)
    after = _cleaned(person) if before is None else basis.renewed(before, _cleaned(person))
    code = write(session, after)
    assert before is not None
    check_basis(before, after)
    basis.note(session, person.id, before, after, paper)
    return code


def dismiss(session: Session, person_id: int, left_on: date, reason: str) -> None:
    """Record that a person no longer works here after this day, the last one of work.

    From then on, sheets not yet begun by or about this person are no longer awaited.

    Raises:
        Unknown: if there is no such person.
        Impossible: if it is before the day of hiring, or the person is a candidate.
        TooLong: if the reason is longer than 120 characters.
    """
    found = person(session, person_id)
    if found.kind is PersonKind.CANDIDATE:
        raise Impossible("kind")
    write(session, replace(found, left_on=left_on, left_reason=reason))
    journal.record(session, "dismiss", "person", person_id, {"on": left_on.isoformat()})


def take_dismissal_back(session: Session, person_id: int) -> None:
    """Record that a person works here after all; does nothing for someone who never left.

    Raises:
        Unknown: if there is no such person.
    """
    found = person(session, person_id)
    if found.left_on is None:
        return
    write(session, replace(found, left_on=None, left_reason=""))
    journal.record(session, "take_dismissal_back", "person", person_id, {})


def renew_basis(session: Session, person_id: int, paper: Basis) -> None:
    """Enter a new document that permits processing a person's data; earlier ones stay visible.

    It ends a withdrawal and a prolonged term. Who and when of *paper* are those of this act.

    Raises:
        Unknown: if there is no such person.
        Missing: if the document is not named.
        NeedsPaper: if the end is later by a new date alone.
        Impossible: if it ends before it was signed, was signed in the future, or the sum of its scan is none.
        TooLong: if its number or place is longer than 300 characters.
    """
    text = reasons.needed("basis", paper.text)
    number = organisation.checked("number", paper.number)
    kept_at = organisation.checked("kept_at", paper.kept_at)
    found = person(session, person_id)
    after = replace(
        found,
        basis=text,
        basis_on=paper.paper_on,
        basis_until=paper.until,
        purpose=paper.purpose or found.purpose,
        ground=paper.ground or found.ground,
    )
    sha256 = paper.sha256.strip().lower()
    _write_with_basis(session, after, Basis(text, None, None, number=number, kept_at=kept_at, sha256=sha256))
    data = {
        "on": paper.paper_on and paper.paper_on.isoformat(),
        "until": paper.until and paper.until.isoformat(),
        "purpose": after.purpose and after.purpose.value,
        "ground": after.ground and after.ground.value,
    }
    journal.record(session, "basis", "person", person_id, data)


def take_over(session: Session, person_id: int) -> None:
    """Record in the journal that this person works here from now on; the event's actor is the previous one.

    Raises:
        Unknown: if there is no such person.
    """
    existing(session, models.Person, person_id)
    journal.record(session, "take_over", "person", person_id, {})


def _with_facts(session: Session, people: Mapping[int, Person]) -> dict[int, Person]:
    education: dict[int, list[Education]] = defaultdict(list)
    for one in session.exec(
        select(models.Education)
        .where(col(models.Education.person_id).in_(people))
        .order_by(col(models.Education.id))
    ):
        education[one.person_id].append(Education(one.level, one.document, one.confirmed_on))
    experience: dict[int, list[Experience]] = defaultdict(list)
    for one in session.exec(
        select(models.Experience)
        .where(col(models.Experience.person_id).in_(people))
        .order_by(col(models.Experience.id))
    ):
        experience[one.person_id].append(
            Experience(one.area, one.from_on, one.to_on, one.months, one.document, one.confirmed_on)
        )
    medical: dict[int, list[Medical]] = defaultdict(list)
    for one in session.exec(
        select(models.Medical)
        .where(col(models.Medical.person_id).in_(people))
        .order_by(col(models.Medical.id))
    ):
        medical[one.person_id].append(Medical(one.kind, one.admitted, one.concluded_on, one.valid_until))
    return {
        key: replace(
            person,
            education=tuple(education[key]),
            experience=tuple(experience[key]),
            medical=tuple(medical[key]),
        )
        for key, person in people.items()
    }


def _write_facts(session: Session, person_id: int, person: Person) -> None:
    facts: list[Any] = [
        models.Education(
            person_id=person_id, level=one.level, document=clean(one.document), confirmed_on=one.confirmed_on
        )
        for one in person.education
    ]
    facts += [
        models.Experience(
            person_id=person_id,
            area=one.area,
            from_on=one.from_on,
            to_on=one.to_on,
            months=one.months,
            document=clean(one.document),
            confirmed_on=one.confirmed_on,
        )
        for one in person.experience
    ]
    facts += [
        models.Medical(
            person_id=person_id,
            kind=one.kind,
            admitted=one.admitted,
            concluded_on=one.concluded_on,
            valid_until=one.valid_until,
        )
        for one in person.medical
    ]
    session.add_all(facts)


def _fill(row: models.Person, person: Person) -> None:
    for field in FIELDS:
        setattr(row, field, getattr(person, field))
    row.folded = person.folded


def _cleaned(person: Person) -> Person:
    texts = {field: " ".join(clean(getattr(person, field)).split()) for field in TEXTS}
    number = " ".join(clean(person.personnel_no or "").split()) or None
    return replace(person, personnel_no=number, **texts)


def _check_free(session: Session, person: Person) -> None:
    for field, column in (("code", models.Person.code), ("personnel_no", models.Person.personnel_no)):
        value = getattr(person, field)
        if value is None:
            continue
        holder = session.exec(select(models.Person.id).where(column == value)).first()
        if holder is not None and holder != person.id:
            raise Taken(field, value)


def _check_links(session: Session, person: Person) -> None:
    if person.unit_id is not None and session.get(models.Unit, person.unit_id) is None:
        raise Unknown("unit", person.unit_id)
    if person.manager_id is None:
        return
    if person.manager_id == person.id:
        raise Impossible("manager_id")
    existing(session, models.Person, person.manager_id)
