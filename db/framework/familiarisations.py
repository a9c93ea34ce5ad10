"""Who has signed which edition of which document, who refused, and whose signature is missing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, func, insert, literal, or_, union_all
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.framework import frameworks, holders
from db.framework import job_description_editions as editions
from db.journal import journal, reasons
from db.journal.presence import NAME, present
from db.models.table import existing
from db.models.types import actor_id, now, today
from domain.assessing.case import CaseState
from domain.errors import Impossible, TooLong, Unknown
from domain.framework.framework import EditionState
from domain.framework.job_description import Clause
from domain.framework.job_description_difference import ClauseChange, clause_differences
from domain.people.familiarisation import (
    Document,
    Familiarised,
    Owing,
    Read,
    Reader,
    Readers,
    Reply,
    Signature,
)
from domain.people.person import NAME_LIMIT, PersonKind, full_name, short_name
from domain.sheet_kinds import SheetState
from domain.text import Text, clean, fold

_SHA256 = re.compile(r"[0-9a-f]{64}")
_AT_ONCE = 500


def enter(session: Session, document: Document, people: Collection[int], signature: Signature) -> None:
    """Record one reply of these people to a document, as one act.

    Raises:
        Unknown: if the document or one of the people is not there, or nothing is there to take back.
        Impossible: if nobody is named, the day is in the future or before the document's own, a draft, an
            assessment without results or that of somebody else is to be signed, or the sum of the scan is
            none.
        TooLong: if a text is longer than its place allows.
    """
    known = _checked(session, document)
    if not people:
        raise Impossible("people")
    wanted = sorted(set(people))
    on = signature.on
    early = known.dated_on is not None and on < known.dated_on
    if on > today(session) or (early and signature.reply is not Reply.TAKEN_BACK):
        raise Impossible("on")
    if signature.sha256 and _SHA256.fullmatch(signature.sha256) is None:
        raise Impossible("sha256")
    reason, scan = reasons.words("reason", signature.reason), clean(signature.scan).strip()
    if len(scan) > NAME_LIMIT:
        raise TooLong("scan", len(scan), NAME_LIMIT)
    replied = _replies(session, known, wanted)
    _refuse_strangers(session, known, wanted)
    if signature.reply is Reply.TAKEN_BACK and (missing := set(wanted) - set(replied)):
        raise Unknown("familiarisation", min(missing))
    row: dict[str, Any] = {
        "read": known.read,
        **{column: known.id for read, column in _COLUMNS.items() if read is known.read},
        "document": known.title.ru if known.read is Read.REGULATION else "",
        "reply": signature.reply,
        "way": signature.way,
        "on": on,
        "reason": reason,
        "scan": scan,
        "sha256": signature.sha256,
        "entered_at": now(session),
        "entered_on": today(session),
        "actor_id": actor_id(session),
    }
    rows = [{"person_id": one, **row} for one in wanted]
    session.execute(insert(models.Familiarisation), rows)  # pyright: ignore[reportDeprecated]
    data: journal.Told = {
        "document": known.read.value,
        "ids": [known.id] if known.id else [],
        "people": wanted,
        "on": on.isoformat(),
        "way": signature.way.value,
    }
    match signature.reply:
        case Reply.SIGNED:
            journal.record(session, "sign", "familiarisation", None, data)
        case Reply.REFUSED:
            journal.record(session, "refuse", "familiarisation", None, data)
        case Reply.TAKEN_BACK:
            journal.record(session, "take_back", "familiarisation", None, data)


def documents(session: Session) -> tuple[Document, ...]:
    """Return what many are to sign: job descriptions, editions of models, regulations named so far.

    The newest edition of each job description comes first, then its earlier ones.
    """
    found = [_of_job_description(row, framework) for row, framework in _published(session)]
    for framework_id in frameworks.current(session):
        found.append(_of_framework(existing(session, models.Framework, framework_id)))
    named = session.exec(
        select(models.Familiarisation.document)
        .where(models.Familiarisation.read == Read.REGULATION)
        .distinct()
        .order_by(models.Familiarisation.document)
    )
    return (*found, *(Document(Read.REGULATION, 0, Text(one)) for one in named))


def newest_of(session: Session, framework_id: int) -> Document | None:
    """Return the newest published job description for an edition of a model, None if there is none.

    Raises:
        Unknown: if there is no such edition.
    """
    edition = editions.newest(session, framework_id)
    return None if edition is None else _named(session, Read.JOB_DESCRIPTION, edition.id, "")


def results_of(session: Session, person_id: int) -> tuple[Document, ...]:
    """Return the assessments of a person with a sheet handed in, the newest first."""
    rows = session.exec(
        select(models.Case.id, models.Cycle.title, models.Cycle.code)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .where(
            models.Case.person_id == person_id,
            _has_results(),
        )
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    )
    return tuple(Document(Read.RESULTS, one, Text(title), paper_number=code) for one, title, code in rows)


def readers(session: Session, document: Document) -> Readers:
    """Return who is to know a document and who has signed it, by name.

    A job description and a model are for who holds the position, a regulation for every employee, results
    for whom they are about; whoever else has signed is there too.

    Raises:
        Unknown: if there is no such document.
        Impossible: if it is a draft, or an assessment without results.
    """
    known = _checked(session, document)
    replied = _replies(session, known, None)
    person = models.Person
    if known.read is Read.RESULTS:
        meant: ColumnElement[bool] = col(person.id) == existing(session, models.Case, known.id).person_id
    elif known.read is Read.REGULATION:
        meant = and_(
            col(person.kind) == PersonKind.EMPLOYEE,
            or_(col(person.left_on).is_(None), col(person.left_on) >= today(session)),
        )
    else:
        meant = _holding(session, _framework_of(session, known))
    people = _readers(session, meant, replied)
    if known.read is not Read.JOB_DESCRIPTION:
        return Readers(known, people)
    changes, duties = _changed(session, known.id)
    framework_id = existing(session, models.JobDescription, known.id).framework_id
    return Readers(known, people, changes, duties, framework_id)


def in_position(session: Session, framework_id: int) -> tuple[Reader, ...]:
    """Return who is to know the job description of an edition of a model, with the newest signature of each.

    Raises:
        Unknown: if there is no such edition.
    """
    edition = editions.newest(session, framework_id)
    if edition is not None:
        return readers_of(session, edition.id)
    framework = existing(session, models.Framework, framework_id)
    return _readers(session, _holding(session, framework), {})


def readers_of(session: Session, job_description_id: int) -> tuple[Reader, ...]:
    """Return who is to know an edition of a job description, with the newest signature of each.

    Raises:
        Unknown: if there is no such edition.
        Impossible: if it is a draft.
    """
    return readers(session, Document(Read.JOB_DESCRIPTION, job_description_id, Text(""))).people


def refused(session: Session, job_description_id: int, person_id: int) -> Signature | None:
    """Return the refusal of a person to sign an edition, None if the last entry says otherwise."""
    document = Document(Read.JOB_DESCRIPTION, job_description_id, Text(""))
    row = _replies(session, document, (person_id,)).get(person_id)
    return _signature(row) if row is not None and row.reply is Reply.REFUSED else None


def of_person(session: Session, person_ids: Collection[int]) -> tuple[Familiarised, ...]:
    """Return all that was entered under these cards of one person, the newest first."""
    rows = session.exec(
        select(models.Familiarisation, *NAME)
        .join(models.Person, col(models.Person.id) == models.Familiarisation.actor_id, isouter=True)
        .where(col(models.Familiarisation.person_id).in_(person_ids))
        .order_by(col(models.Familiarisation.id).desc())
    ).all()
    known: dict[tuple[Read, int, str], Document] = {}
    found: list[Familiarised] = []
    for row, surname, given, patronymic in rows:
        key = row.read, _id_of(row), row.document
        if key not in known:
            known[key] = _named(session, *key)
        by = "" if row.actor_id is None else full_name(surname, given, patronymic)
        found.append(Familiarised(known[key], _signature(row), row.entered_on, by))
    return tuple(found)


def owing(session: Session) -> tuple[Owing, ...]:
    """Return the job descriptions whose newest edition somebody in the position has not signed.

    All of them together are one walk through the employees, in a fixed number of statements.
    """
    editions_of: dict[str, list[tuple[models.JobDescription, models.Framework]]] = defaultdict(list)
    for row, framework in _published(session):
        editions_of[framework.key].append((row, framework))
    if not editions_of:
        return ()
    newest = [rows[0] for rows in editions_of.values()]
    posts = _posts_of(session, [framework.id for _row, framework in newest])
    employees, typed = holders.employees(session)
    folded = {one: fold(one) for one in typed}
    asked = [
        _unsigned(
            employees, row.id, framework.key, [one for one in typed if folded[one] in posts[framework.id]]
        )
        for row, framework in newest
    ]
    found = {one[0]: one[1:] for one in session.connection().execute(union_all(*asked))}
    return tuple(
        _owing(rows, *found[rows[0][0].id]) for rows in editions_of.values() if rows[0][0].id in found
    )


def _posts_of(session: Session, framework_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """Return edition of a model -> the folded names of the posts of its profiles, in both languages."""
    profile = models.Profile
    rows = session.exec(
        select(profile.framework_id, profile.post_ru, profile.post_en).where(
            col(profile.framework_id).in_(framework_ids), col(profile.for_cycle_id).is_(None)
        )
    )
    found: dict[int, set[str]] = defaultdict(set)
    for framework_id, *texts in rows:
        found[framework_id] |= {fold(text) for text in texts if text}
    return {one: frozenset(found[one]) for one in framework_ids}


def _unsigned(employees: CTE, id_: int, key: str, posts: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """Select how many holders have not answered an edition, with the name of the first; no row for none."""
    latest = (
        select_columns(func.max(col(models.Familiarisation.id)))
        .where(col(models.Familiarisation.job_description_id) == id_)
        .group_by(col(models.Familiarisation.person_id))
    )
    replied = select_columns(col(models.Familiarisation.person_id)).where(
        col(models.Familiarisation.id).in_(latest),
        col(models.Familiarisation.reply) != Reply.TAKEN_BACK,
    )
    here = employees.c
    first = (
        select_columns(
            literal(id_).label("id"),
            func.count().over().label("people"),
            here.surname,
            here.given,
            here.patronymic,
        )
        .where(
            or_(here.post.in_(posts), here.profile_id.in_(holders.profiles_of(key))),
            here.id.not_in(replied),
        )
        .order_by(here.folded, here.id)
        .limit(1)
    )
    return select_columns(*first.subquery().c)


def _owing(
    rows: Sequence[tuple[models.JobDescription, models.Framework]],
    people: int,
    surname: str,
    given: str,
    patronymic: str,
) -> Owing:
    """Return what is owed for the first of the editions, which are the newest first."""
    (row, framework), *earlier = rows
    before = editions.clauses_of(earlier[0][0]) if earlier else ()
    return Owing(
        row.id,
        row.framework_id,
        Text(framework.title_ru, framework.title_en),
        row.number,
        people,
        short_name(surname, given, patronymic),
        _counted(before, editions.clauses_of(row))[0],
    )


_COLUMNS = {
    Read.JOB_DESCRIPTION: "job_description_id",
    Read.FRAMEWORK: "framework_id",
    Read.RESULTS: "case_id",
}


def _checked(session: Session, document: Document) -> Document:
    """Return the document as the file knows it."""
    known = _named(session, document.read, document.id, document.title.ru)
    match document.read:
        case Read.JOB_DESCRIPTION:
            draft = existing(session, models.JobDescription, document.id).state is EditionState.DRAFT
        case Read.FRAMEWORK:
            draft = existing(session, models.Framework, document.id).state is EditionState.DRAFT
        case Read.RESULTS:
            case = select(models.Case.id).where(models.Case.id == document.id, _has_results())
            draft = session.exec(case).first() is None
        case Read.REGULATION:
            title = clean(document.title.ru).strip()
            if len(title) > NAME_LIMIT:
                raise TooLong("document", len(title), NAME_LIMIT)
            draft, known = not title, replace(known, title=Text(title))
    if draft:
        raise Impossible("document")
    return known


def _named(session: Session, read: Read, id_: int, title: str) -> Document:
    match read:
        case Read.JOB_DESCRIPTION:
            row = existing(session, models.JobDescription, id_)
            return _of_job_description(row, existing(session, models.Framework, row.framework_id))
        case Read.FRAMEWORK:
            return _of_framework(existing(session, models.Framework, id_))
        case Read.RESULTS:
            cycle = existing(session, models.Cycle, existing(session, models.Case, id_).cycle_id)
            return Document(read, id_, Text(cycle.title), paper_number=cycle.code)
        case Read.REGULATION:
            return Document(read, 0, Text(title))


def _of_job_description(row: models.JobDescription, framework: models.Framework) -> Document:
    title = Text(framework.title_ru, framework.title_en)
    return Document(Read.JOB_DESCRIPTION, row.id, title, row.number, row.dated_on, row.paper_number)


def _of_framework(row: models.Framework) -> Document:
    return Document(Read.FRAMEWORK, row.id, Text(row.title_ru, row.title_en), row.number)


def _has_results() -> ColumnElement[bool]:
    handed_in = select(models.Sheet.id).where(
        models.Sheet.case_id == models.Case.id, models.Sheet.state == SheetState.SUBMITTED
    )
    return and_(col(models.Case.state) != CaseState.WITHDRAWN, handed_in.exists())


def _refuse_strangers(session: Session, document: Document, people: Sequence[int]) -> None:
    missing = set(people)
    for at in range(0, len(people), _AT_ONCE):
        wanted = select(models.Person.id).where(col(models.Person.id).in_(people[at : at + _AT_ONCE]))
        missing.difference_update(session.exec(wanted.where(present())))
    if missing:
        raise Unknown("person", min(missing))
    if document.read is Read.RESULTS:
        about = existing(session, models.Case, document.id).person_id
        if set(people) != {about}:
            raise Impossible("people")


def _published(session: Session) -> Sequence[tuple[models.JobDescription, models.Framework]]:
    """Return the published job descriptions of the models in force, the newest of each first."""
    rows = session.exec(
        select(models.JobDescription, models.Framework)
        .join(models.Framework, col(models.Framework.id) == models.JobDescription.framework_id)
        .where(col(models.JobDescription.state) != EditionState.DRAFT)
        .order_by(col(models.Framework.number).desc(), col(models.JobDescription.number).desc())
    ).all()
    if not rows:
        return ()
    current = frameworks.current(session)
    key_of = dict(
        session.exec(
            select(models.Framework.id, models.Framework.key).where(col(models.Framework.id).in_(current))
        ).all()
    )
    keys = [key_of[one] for one in current]
    known = [pair for pair in rows if pair[1].key in keys]
    return sorted(known, key=lambda pair: keys.index(pair[1].key))


def _framework_of(session: Session, document: Document) -> models.Framework:
    id_ = document.id
    if document.read is Read.JOB_DESCRIPTION:
        id_ = existing(session, models.JobDescription, id_).framework_id
    return existing(session, models.Framework, id_)


def _holding(session: Session, framework: models.Framework) -> ColumnElement[bool]:
    profiles = frameworks.profiles_of(session, framework.id)
    return holders.holding(session, framework.key, holders.posts(profiles))


def _about(document: Document) -> ColumnElement[bool]:
    if document.read is Read.REGULATION:
        return and_(
            col(models.Familiarisation.read) == Read.REGULATION,
            col(models.Familiarisation.document) == document.title.ru,
        )
    column: Any = getattr(models.Familiarisation, _COLUMNS[document.read])
    return column == document.id


def _replies(
    session: Session, document: Document, people: Collection[int] | None
) -> dict[int, models.Familiarisation]:
    """Return person -> the last reply about a document, where it was not taken back."""
    wanted = select(models.Familiarisation).where(_about(document)).order_by(col(models.Familiarisation.id))
    latest = {one.person_id: one for one in session.exec(wanted) if people is None or one.person_id in people}
    return {one: row for one, row in latest.items() if row.reply is not Reply.TAKEN_BACK}


def _people(session: Session, wanted: ColumnElement[bool]) -> Iterable[Any]:
    person = models.Person
    return session.connection().execute(
        select_columns(
            col(person.id),
            col(person.folded),
            col(person.code),
            col(person.post),
            col(person.unit_id),
            *NAME,
        ).where(wanted, present())
    )


def _readers(
    session: Session, meant: ColumnElement[bool], replied: Mapping[int, models.Familiarisation]
) -> tuple[Reader, ...]:
    """Return the people meant and whoever else replied, by name."""
    person = models.Person
    rows = list(_people(session, meant))
    others = sorted(set(replied) - {row[0] for row in rows})
    for at in range(0, len(others), _AT_ONCE):
        rows += _people(session, col(person.id).in_(others[at : at + _AT_ONCE]))
    rows.sort(key=lambda row: (row[1], row[0]))
    units = dict(session.exec(select(models.Unit.id, models.Unit.name)).all())
    return tuple(
        Reader(
            one,
            full_name(surname, given, patronymic),
            code,
            post,
            units.get(unit_id, ""),
            _signature(replied[one]) if one in replied else None,
        )
        for one, _folded, code, post, unit_id, surname, given, patronymic in rows
    )


def _signature(row: models.Familiarisation) -> Signature:
    return Signature(row.reply, row.on, row.way, row.reason, row.scan, row.sha256)


def _id_of(row: models.Familiarisation) -> int:
    return row.job_description_id or row.framework_id or row.case_id or 0


def _changed(session: Session, job_description_id: int) -> tuple[int, bool]:
    """Return how many lines an edition changes in the one before it, and whether duties are among them."""
    return _counted(*editions.both(session, job_description_id))


def _counted(before: Sequence[Clause], lines: Sequence[Clause]) -> tuple[int, bool]:
    changes = clause_differences(before, lines) if before else ()
    duties = any(one.duty and one.change is not ClauseChange.RENUMBERED for one in changes)
    return len(changes), duties
