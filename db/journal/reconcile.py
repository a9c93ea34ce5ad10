"""Whether the records of a file are still what the events that wrote them say."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.journal import by_hand, content, former_keys, proving
from db.journal.problems import Problem, ProblemKind, Record
from domain.progress import Progress

_STEP = 100  # records between two questions whether to go on
_LARGEST = 2**63 - 1  # what a column holds
# The raw text: what somebody wrote there need not be JSON.
_SINCE = "SELECT seq, act, subject_kind, subject_id, data FROM journal WHERE act <> 'rate' AND seq > ?"
_OF_SHEET = frozenset({Record.SHEET, Record.MARKS, Record.WORDS, Record.ASKED})
_OF_CASE = frozenset(
    {
        Record.CASE,
        Record.SETTLED,
        Record.IMPORTED,
        Record.CONCLUSION,
        Record.REFUSAL,
        Record.NOT_CHOSEN,
        Record.WITHDRAWAL,
        Record.OPENED_EARLY,
        Record.HIRE,
        Record.SNAPSHOT,
    }
)
# What somebody might put in without an event.
_DECIDED = (
    Record.SHEET,
    Record.IMPORTED,
    Record.IMPORT,
    Record.CONCLUSION,
    Record.REFUSAL,
    Record.NOT_CHOSEN,
    Record.WITHDRAWAL,
    Record.HIRE,
    Record.SNAPSHOT,
    Record.FAMILIARISED,
    Record.ISSUED,
)
_OF_PERSON = frozenset({Record.PERSON, Record.NOTES, Record.FAMILIARISED})
_ERASES = frozenset({"erase", "replay"})
_LEDGER = _ERASES | {"merge_file"}  # acts that write lines of the ledger
_BLANKED = frozenset({Record.PERSON, Record.PLAN})  # an erasure takes words out of their rows


type Told = dict[int, tuple[str | None, int]]
"""Id of a record -> the hash that its last event gives, and the number of that event."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The faults, and how many records were compared, erased, or written before there were hashes."""

    problems: tuple[Problem, ...] = ()
    compared: int = 0
    erased: int = 0
    before: int = 0
    end: tuple[int, str] = (0, "")  # the last event of the state that was checked


def reconcile(session: Session, since: int = 0, progress: Progress | None = None) -> Reconciled:
    """Compare each record with the last event that proves it, among the events after *since*.

    Raises:
        Cancelled: if the user cancelled.
    """
    last, old, uids, anew = _last(session, since, progress)
    total, compared, erased = sum(map(len, last.values())), 0, 0
    problems: list[Problem] = []
    keys = former_keys.ages(session)
    for record, told in last.items():
        for ids, key in _by_key(told, keys):
            if progress is not None:
                progress.step(compared, total)
            found = content.hashes(session, record, ids, key)
            compared += len(found)
            for one, digest in found.items():
                if digest == told[one][0]:
                    erased += (record, one) in anew
                    continue
                if (digest is None or record in _BLANKED) and _erased(session, record, one):
                    erased += 1
                else:
                    problems.append(Problem(ProblemKind.CONTENT, _place(session, record, one), record))
    if not since:
        for record in _DECIDED:
            strange = content.existing(session, record) - last[record].keys() - old[record]
            places = (_place(session, record, one) for one in sorted(strange))
            problems += [Problem(ProblemKind.CONTENT, place, record) for place in places]
        forged = set(session.connection().scalars(select_columns(col(models.Erasure.person_uid)))) - uids
        problems += [Problem(ProblemKind.CONTENT, uid, Record.ERASURE) for uid in sorted(forged)]
    before = sum(len(old[record] - told.keys()) for record, told in last.items())
    return Reconciled(tuple(problems), compared, erased, before)


def _by_key(told: Told, keys: former_keys.Ages) -> Iterable[tuple[list[int], bytes]]:
    """Yield some ids at a time, with the key of the journal under which they were proved."""
    for place, (first, key) in enumerate(keys):
        end = keys[place + 1][0] if place + 1 < len(keys) else None
        ids = sorted(one for one, (_, seq) in told.items() if first <= seq and (end is None or seq < end))
        for at in range(0, len(ids), _STEP):
            yield ids[at : at + _STEP], key


def _last(
    session: Session, since: int, progress: Progress | None
) -> tuple[Mapping[Record, Told], Mapping[Record, set[int]], set[str], set[tuple[Record, int]]]:
    """Return record -> id -> what its last event proves, and record -> ids of events without a hash.

    Third are the identities of whom the events erased, and then what is left of their own records.
    """
    last: dict[Record, Told] = {record: {} for record in Record}
    old: dict[Record, set[int]] = {record: set() for record in Record}
    erased: set[str] = set()
    anew: set[tuple[Record, int]] = set()
    for count, (seq, act, kind, subject, text) in enumerate(by_hand.rows(session, _SINCE, (since,))):
        if progress is not None and not count % _STEP:
            progress.step(0, 1)
        try:
            data = json.loads(text)
            if act in _LEDGER:
                erased.update(map(str, data.get("uids", ())))
            proof = [(Record(record), _id(one), digest) for record, one, digest in data.get("proof", ())]
            if not proof:
                proven = proving.proven(session, act, kind, subject, data)
                for record, ids in proven.items():
                    old[record].update(ids)
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue  # the chain tells that somebody else wrote it
        for record, one, digest in proof:
            last[record][one] = digest, seq
            if act in _ERASES and record in _BLANKED:
                anew.add((record, one))
    return last, old, erased, anew


def _id(told: object) -> int:
    if isinstance(told, int) and abs(told) <= _LARGEST:
        return told
    raise ValueError


def _erased(session: Session, record: Record, one: int) -> bool:
    person = _person(record, one)
    if person is None:
        return False
    wanted = select_columns(exists().where(col(models.Erasure.person_uid) == models.Person.uid)).where(person)
    return bool(session.connection().scalar(wanted))


def _person(record: Record, one: int) -> Any:
    """Return the condition for the person whom the record is about; None if it is about no one."""
    of = col(models.Person.id)
    case = select_columns(col(models.Case.person_id))
    if record in _OF_PERSON:
        return of == one
    if record in _OF_CASE:
        return of == case.where(col(models.Case.id) == one).scalar_subquery()
    if record in _OF_SHEET:
        of_case = and_(col(models.Sheet.case_id) == models.Case.id, col(models.Sheet.id) == one)
        return of == case.where(of_case).scalar_subquery()
    if record is Record.PLAN:
        plan = select_columns(col(models.Plan.person_id)).where(col(models.Plan.id) == one)
        return of == plan.scalar_subquery()
    return None


def _place(session: Session, record: Record, one: int) -> str:
    """Return the codes by which people know the record, and its number; never a name."""
    codes: Iterable[object] = ()
    if record in _OF_CASE or record in _OF_SHEET:
        wanted = (
            select_columns(col(models.Cycle.code), col(models.Person.code))
            .join(models.Case, col(models.Case.cycle_id) == models.Cycle.id)
            .join(models.Person, col(models.Person.id) == models.Case.person_id)
        )
        if record in _OF_SHEET:
            wanted = wanted.join(models.Sheet, col(models.Sheet.case_id) == models.Case.id)
        of: Any = models.Sheet if record in _OF_SHEET else models.Case
        codes = session.connection().execute(wanted.where(of.id == one)).first() or ()
    elif (person := _person(record, one)) is not None:
        codes = (
            session.connection().execute(select_columns(col(models.Person.code)).where(person)).first() or ()
        )
    elif record in _NAMED:
        table, *names = _NAMED[record].split()
        of = getattr(models, table)
        row = select_columns(*(getattr(of, name) for name in names)).where(of.id == one)
        codes = session.connection().execute(row).first() or ()
    return " ".join(str(code) for code in (*codes, f"#{one}"))


_NAMED = {
    Record.CYCLE: "Cycle code",
    Record.EDITION: "Framework number",
    Record.RETIREMENT: "Framework number",
    Record.PROVISIONS: "Framework number",
    Record.JOB_DESCRIPTION: "JobDescription number",
    Record.SCALE: "Scale key number",
    Record.PROFILE: "Profile key number",
    Record.POLICY: "Policy number",
    Record.QUESTIONS: "QuestionSet code",
}
