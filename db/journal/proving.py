"""Which records an event proves, by its act: their hashes stand in it under ``proof`` (``content``)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.journal.content import AT_ONCE, hashes
from db.journal.problems import Record

type Told = Mapping[str, Any]
type Event = tuple[str, str, int | None, Told]  # act, kind and id of the subject, data
type Ids = Callable[[Session, int | None, Told], Iterable[int]]


def proof(session: Session, act: str, kind: str, subject: int | None, data: Told) -> list[list[object]]:
    """Return record, id and hash of all that this act and those in it prove; the hash of no rows is None."""
    if "with" not in data and not _proves(act, kind):
        return []  # setting a mark comes here, and must not cost a statement
    session.flush()
    return [
        [record.value, record_id, digest]
        for record, ids in proven(session, act, kind, subject, data).items()
        for record_id, digest in hashes(session, record, ids).items()
        if digest is not None or record is not Record.SNAPSHOT  # a case without sheets closes without one
    ]


def proven(
    session: Session, act: str, kind: str, subject: int | None, data: Told
) -> dict[Record, tuple[int, ...]]:
    """Return the records that an event is about, by its kind and data and those of the acts in it."""
    found: dict[Record, dict[int, None]] = {}
    for one_act, one_kind, one_subject, one_data in _parts(act, kind, subject, data):
        for record, ids in _proves(one_act, one_kind):
            found.setdefault(record, {}).update(dict.fromkeys(ids(session, one_subject, one_data)))
    return {record: tuple(ids) for record, ids in found.items()}


def _parts(act: str, kind: str, subject: int | None, data: Told) -> Iterable[Event]:
    yield act, kind, subject, data
    for part in data.get("with", ()):
        yield from _parts(*part)


def _subject(_session: Session, subject: int | None, _data: Told) -> Iterable[int]:
    return () if subject is None else (subject,)


def _told(*names: str) -> Ids:
    """Return the ids that the event's data holds under these names."""

    def ids(_session: Session, _subject: int | None, data: Told) -> Iterable[int]:
        for name in names:
            value = data.get(name)
            yield from () if value is None else value if isinstance(value, list | tuple) else (value,)

    return ids


def _anew(record: Record) -> Ids:
    """Return the ids of the records of this kind that the event's data says were written anew."""

    def ids(_session: Session, _subject: int | None, data: Told) -> Iterable[int]:
        return data.get("anew", {}).get(record.value, ())

    return ids


def _of(table: str, key: str, column: str = "id") -> Ids:
    """Return a column of the rows whose *key* is the subject."""

    def ids(session: Session, subject: int | None, _data: Told) -> Iterable[int]:
        of = getattr(models, table)
        wanted = select_columns(getattr(of, column)).where(getattr(of, key) == subject)
        return [one for (one,) in session.connection().execute(wanted) if one is not None]

    return ids


def _every(table: str) -> Ids:
    def ids(session: Session, _subject: int | None, _data: Told) -> Iterable[int]:
        return session.connection().scalars(select_columns(getattr(models, table).id)).all()

    return ids


def _parts_of(cases: Ids) -> Ids:
    """Return the ids of the parts that the snapshots of these cases share with others."""

    def ids(session: Session, subject: int | None, data: Told) -> Iterable[int]:
        wanted, found = tuple(cases(session, subject, data)), set[int]()
        for at in range(0, len(wanted), AT_ONCE):
            rows = select(models.Snapshot.items_id, models.Snapshot.duties_id, models.Snapshot.policy_id)
            some = rows.where(col(models.Snapshot.case_id).in_(wanted[at : at + AT_ONCE]))
            found.update(part for row in session.connection().execute(some) for part in row)
        return sorted(found)

    return ids


def _person_of_note(session: Session, subject: int | None, _data: Told) -> Iterable[int]:
    wanted = select(models.Evidence.person_id).where(
        models.Evidence.id == subject, col(models.Evidence.sheet_id).is_(None)
    )
    return session.connection().scalars(wanted).all()


def _proves(act: str, kind: str) -> tuple[tuple[Record, Ids], ...]:
    return _PROVES.get((act, kind), _PLAN if kind == "plan" else ())


_PLAN = ((Record.PLAN, _subject),)
_PERSON = ((Record.PERSON, _subject),)
_NOTE = ((Record.NOTES, _person_of_note),)
_CYCLE = ((Record.CYCLE, _subject), (Record.QUESTIONS, _of("Cycle", "id", "question_set_id")))
_EDITION = (
    (Record.EDITION, _subject),
    (Record.SCALE, _of("Framework", "id", "scale_id")),
    (Record.PROFILE, _of("Profile", "framework_id")),
)
_CASES = _told("cases")

# Every act on a plan proves it; what else proves something is here. Acts on drafts, and marks, whose event
# holds the level, prove nothing.
_PROVES: Mapping[tuple[str, str], tuple[tuple[Record, Ids], ...]] = {
    ("submit", "sheet"): tuple(
        (one, _subject) for one in (Record.SHEET, Record.MARKS, Record.WORDS, Record.ASKED)
    ),
    ("open", "case"): ((Record.CASE, _subject),),
    ("delete", "case"): ((Record.CASE, _subject), (Record.CYCLE, _told("cycle_id"))),
    ("open", "cycle"): (*_CYCLE, (Record.CASE, _of("Case", "cycle_id"))),
    ("open", "campaign"): (*_CYCLE, (Record.PROFILE, _of("Campaign", "cycle_id", "profile_id"))),
    ("change", "campaign"): _CYCLE,
    ("import_levels", "cycle"): ((Record.IMPORT, _told("cycles")), (Record.IMPORTED, _told("cases"))),
    ("seal", "cycle"): _CYCLE,
    ("close", "cycle"): (*_CYCLE, (Record.SNAPSHOT, _CASES), (Record.PART, _parts_of(_CASES))),
    ("withdraw", "cycle"): _CYCLE,
    ("open_early", "case"): ((Record.OPENED_EARLY, _subject),),
    ("settle", "case"): ((Record.SETTLED, _subject),),
    ("unsettle", "case"): ((Record.SETTLED, _subject),),
    ("conclude", "case"): (
        (Record.CONCLUSION, _subject),
        (Record.SNAPSHOT, _subject),
        (Record.PART, _parts_of(_subject)),
    ),
    ("refuse", "case"): ((Record.REFUSAL, _subject),),
    ("choose_another", "case"): ((Record.NOT_CHOSEN, _subject),),
    ("withdraw", "case"): ((Record.WITHDRAWAL, _subject),),
    ("hire", "person"): (*_PERSON, (Record.HIRE, _told("case")), (Record.PLAN, _told("plan"))),
    ("add", "person"): _PERSON,
    ("change", "person"): _PERSON,
    ("dismiss", "person"): _PERSON,
    ("take_dismissal_back", "person"): _PERSON,
    ("basis", "person"): _PERSON,
    ("load", "person"): ((Record.PERSON, _told("added", "changed")),),
    ("merge", "person"): (
        *_PERSON,
        (Record.PERSON, _told("double")),
        (Record.FAMILIARISED, _subject),
        (Record.FAMILIARISED, _told("double")),
        (Record.CASE, _of("Case", "person_id")),
        (Record.PLAN, _of("Plan", "person_id")),
        (Record.NOTES, _subject),
        (Record.NOTES, _told("double")),
    ),
    ("erase", "person"): tuple((one, _anew(one)) for one in Record),
    ("merge_file", "file"): tuple((one, _anew(one)) for one in Record),
    **dict.fromkeys(
        ((act, "familiarisation") for act in ("sign", "refuse", "take_back")),
        ((Record.FAMILIARISED, _told("people")),),
    ),
    ("issue", "issued_paper"): ((Record.ISSUED, _subject),),
    ("note", "evidence"): _NOTE,
    ("change", "evidence"): _NOTE,
    ("withdraw", "evidence"): _NOTE,
    ("restore", "evidence"): _NOTE,
    ("install", "framework"): (*_EDITION, (Record.POLICY, _every("Policy"))),
    ("publish", "framework"): (*_EDITION, (Record.PROVISIONS, _subject)),
    ("retire", "framework"): ((Record.RETIREMENT, _subject),),
    ("publish", "job_description"): ((Record.JOB_DESCRIPTION, _subject),),
}
