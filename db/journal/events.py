"""Pages of the journal as people read them: a fixed number of statements for each, however many events.

What an event tells is ids, kinds and counts. Levels, items and the length of texts stay where they are: who
may see them depends on the assessment, and the journal is shown to everybody who has the file (law 15).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, false, func, literal_column, or_, type_coerce, union
from sqlalchemy import select as select_columns
from sqlalchemy.sql.elements import False_
from sqlmodel import Session, col, select

from db import models
from db.journal.exports import AT, DOCUMENT, NO_MARK, Listed, Of, about_many, exported, told, when
from db.journal.journal import Told
from domain import text
from domain.event import KINDS, Event, EventChoice, EventPage, Topic, ungrouped
from domain.people.person import full_name

DIGEST = 64  # digits of a chain value
PAGE = 200  # events that a screen reads at once
NAMED = 500  # events whose names are looked up together
PAPERS = (("conclude", "case"), ("approve", "plan"), ("submit", "sheet"))
"""The acts whose papers print the chain value of their event, with their kind of subject."""

FAMILIARISATION = "familiarisation"  # the kind of subject of what people signed to have read
_AGES = 10**11  # seconds between the first and the last day of a calendar
_OFTEN = Topic.ASSESSING  # what nearly all events but marks are about

type _Ids = Collection[int]
type _Row = tuple[int, datetime, int | None, str, str, int | None, Told, str]


def page(session: Session, choice: EventChoice, before: int | None = None, most: int = PAGE) -> EventPage:
    """Return the newest events of the choice, only those with a smaller number than *before* if given.

    A page reads a page; how many there are in all takes a look at each, and ``counted`` tells it.
    """
    found = older(session, choice, before, most)
    return EventPage(found, is_last=len(found) < most)


def counted(session: Session, choice: EventChoice) -> int:
    """Return how many events of the choice there are."""
    found = [select_columns(col(models.Journal.seq)).where(one) for one in _parts(session, choice)]
    all_of = (found[0] if len(found) == 1 else union(*found)).subquery()
    return session.connection().scalar(select_columns(func.count()).select_from(all_of)) or 0


def older(session: Session, choice: EventChoice, before: int | None, most: int) -> tuple[Event, ...]:
    """Return the newest events of the choice with a smaller number than *before*, at most this many.

    Who wants all of them asks again with the number of the last one: a journal of millions fits no memory.
    """
    numbers, found = _numbers(session, choice, before, most), list[Event]()
    for at in range(0, len(numbers), NAMED):
        some = col(models.Journal.seq).in_(numbers[at : at + NAMED])
        found += _events(session, list(_rows(session, some, NAMED)))
    return tuple(found)


def _numbers(session: Session, choice: EventChoice, before: int | None, most: int) -> list[int]:
    """Return the numbers of the newest events of the choice; each part of it is found by its own index."""
    seq, found = col(models.Journal.seq), set[int]()
    # In the order of the numbers SQLite would go through the whole journal for what is seldom there.
    often = choice in (EventChoice(), EventChoice(topic=_OFTEN)) or choice.topic is Topic.MARKS
    order = seq.desc() if often else (seq + 0).desc()
    for part in _parts(session, choice):
        wanted = select_columns(seq).where(part if before is None else part & (seq < before))
        found.update(session.connection().scalars(wanted.order_by(order).limit(most)))
    return sorted(found, reverse=True)[:most]


def by_groups(session: Session, typed: str) -> Event | None:
    """Return the event whose chain value a paper prints in these groups; None if there is none."""
    digits = ungrouped(typed)
    if digits is None:
        return None
    value, rest = col(models.Journal.mac), DIGEST - len(digits)
    within = value.between(digits + "0" * rest, digits + "f" * rest)
    acts = or_(
        *(
            and_(col(models.Journal.act) == act, col(models.Journal.subject_kind) == kind)
            for act, kind in PAPERS
        )
    )
    found = _events(session, list(_rows(session, NO_MARK & acts & within, 1)))
    return found[0] if found else None


def value_of(session: Session, act: str, kind: str, subject_id: int, since: int = 0) -> str:
    """Return the chain value of the newest event of this act on a subject; empty if there is none."""
    wanted = (
        select_columns(col(models.Journal.mac))
        .where(
            NO_MARK,
            col(models.Journal.subject_kind) == kind,
            col(models.Journal.subject_id) == subject_id,
            col(models.Journal.act) == act,
            col(models.Journal.seq) > since,
        )
        .order_by(col(models.Journal.seq).desc())
        .limit(1)
    )
    return session.connection().scalar(wanted) or ""


def cases_of(session: Session, person_id: int) -> tuple[tuple[int, str], ...]:
    """Return the assessments of a person, id and code of the cycle, the newest first."""
    rows = (
        select_columns(col(models.Case.id), col(models.Cycle.code))
        .join(models.Cycle, col(models.Cycle.id) == col(models.Case.cycle_id))
        .where(col(models.Case.person_id) == person_id)
        .order_by(col(models.Case.opened_on).desc(), col(models.Case.id).desc())
    )
    return tuple((one, code) for one, code in session.connection().execute(rows))


def _rows(session: Session, chosen: ColumnElement[bool], most: int) -> Iterator[_Row]:
    wanted = (
        select_columns(
            col(models.Journal.seq),
            AT,
            col(models.Journal.actor_id),
            col(models.Journal.act),
            col(models.Journal.subject_kind),
            col(models.Journal.subject_id),
            type_coerce(col(models.Journal.data), Text),
            col(models.Journal.mac),
        )
        .where(chosen)
        .order_by(col(models.Journal.seq).desc())
        .limit(most)
    )
    for seq, at, actor, act, kind, subject, data, mac in session.connection().execute(wanted):
        yield seq, when(at), actor, act, kind, subject, told(data), mac


def _parts(session: Session, choice: EventChoice) -> list[ColumnElement[bool]]:
    """Return the conditions for the events of the choice: each of its events meets one of them or more."""
    marks = choice.topic is Topic.MARKS
    conditions: list[ColumnElement[bool]] = [literal_column("journal.act = 'rate'") if marks else NO_MARK]
    dated = choice.starts_on is not None or choice.ends_on is not None
    less_often = choice.people or choice.case_id is not None or (dated and choice.topic is _OFTEN)
    if choice.topic is not None:
        kind = col(models.Journal.subject_kind)
        # What else is asked for has an index of its own.
        conditions.append((kind.concat("") if less_often else kind).in_(KINDS[choice.topic]))
    if choice.starts_on is not None:
        conditions.append(col(models.Journal.at) >= _midnight(choice.starts_on))
    if choice.ends_on is not None:
        conditions.append(col(models.Journal.at) < _midnight(choice.ends_on + timedelta(1)))
    of_cases = [] if choice.case_id is None else _of_cases(session, [choice.case_id])
    if not choice.people:
        return [and_(*conditions, one) for one in of_cases] or [and_(*conditions)]
    if of_cases:
        conditions.append(or_(*of_cases))
    return [and_(*conditions, one) for one in _of_people(session, choice.people)]


def _midnight(day: date) -> datetime:
    """Return when a local day begins (law 13)."""
    return datetime.combine(day, time()).astimezone()


def _of_people(session: Session, ids: _Ids) -> list[ColumnElement[bool]]:
    """Return the conditions for what these people did and what is about them, merged cards included."""
    merged = session.exec(select(models.Person.id).where(col(models.Person.merged_into).in_(ids)))
    people = [*ids, *merged]
    cases = session.exec(select(models.Case.id).where(col(models.Case.person_id).in_(people))).all()
    plans = select(models.Plan.id).where(col(models.Plan.person_id).in_(people))
    notes = select(models.Evidence.id).where(col(models.Evidence.person_id).in_(people))
    found = (
        _about("plan", session.exec(plans).all()),
        _about("evidence", session.exec(notes).all()),
        *_about_cases(session, cases),
        _in_lists(
            session,
            Listed(DOCUMENT, ("people",), people),
            Listed(DOCUMENT, ("ids",), cases, Of.CASE, nameless=True),
            Listed(FAMILIARISATION, ("people",), people),
            Listed("person", ("added", "changed", "double"), people),
        ),
    )
    done = col(models.Journal.actor_id).in_(people)
    own = [_about(kind, people) for kind in ("person", "account")]
    return [done, *own, *(one for one in found if not _is_nothing(one))]


def _of_cases(session: Session, cases: Sequence[int]) -> list[ColumnElement[bool]]:
    in_lists = _in_lists(session, Listed(DOCUMENT, ("ids",), cases, Of.CASE))
    found = (*_about_cases(session, cases), in_lists)
    return [one for one in found if not _is_nothing(one)]


def _about_cases(session: Session, cases: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    sheets = session.exec(select(models.Sheet.id).where(col(models.Sheet.case_id).in_(cases))).all()
    return _about("case", cases), _about("sheet", sheets)


def _is_nothing(condition: ColumnElement[bool]) -> bool:
    return isinstance(condition, False_)


def _about(kind: str, ids: _Ids) -> ColumnElement[bool]:
    if not ids:
        return false()
    subject = col(models.Journal.subject_id).in_(ids)
    return and_(col(models.Journal.subject_kind) == kind, subject)


def _in_lists(session: Session, *asked: Listed) -> ColumnElement[bool]:
    """Return the condition for events about many, whose data names one of these ids."""
    found = about_many(session, *asked)
    return col(models.Journal.seq).in_(found) if found else false()


def _events(session: Session, rows: Sequence[_Row]) -> tuple[Event, ...]:
    """Return the events with the names they are read by; six statements."""
    about = _Names(session, rows)
    return tuple(about.event(row) for row in rows)


class _Names:
    """The names of all that a page of events is about."""

    def __init__(self, session: Session, rows: Sequence[_Row]) -> None:
        ids: dict[str, set[int]] = {}
        for _seq, _at, _actor, _act, kind, subject, _data, _mac in rows:
            if subject is not None:
                ids.setdefault(kind, set()).add(subject)
        execute = session.connection().execute
        self._case: dict[tuple[str, int], tuple[int, str]] = {}  # kind and id -> person and code of the cycle
        self._of: dict[tuple[str, int], str] = {}
        cycles = ids.get("cycle", set()) | ids.get("campaign", set())
        of_case = (
            select_columns(col(models.Case.id), col(models.Case.person_id), col(models.Cycle.code))
            .join(models.Cycle, col(models.Cycle.id) == col(models.Case.cycle_id))
            .where(col(models.Case.id).in_(ids.get("case", set())))
        )
        of_sheet = (
            select_columns(col(models.Sheet.id), col(models.Case.person_id), col(models.Cycle.code))
            .join(models.Case, col(models.Case.id) == col(models.Sheet.case_id))
            .join(models.Cycle, col(models.Cycle.id) == col(models.Case.cycle_id))
            .where(col(models.Sheet.id).in_(ids.get("sheet", set())))
        )
        of_plan = select_columns(
            col(models.Plan.id), col(models.Plan.person_id), type_coerce(col(models.Plan.number), Text)
        ).where(col(models.Plan.id).in_(ids.get("plan", set())))
        of_note = select_columns(
            col(models.Evidence.id), col(models.Evidence.person_id), type_coerce(literal_column("''"), Text)
        ).where(col(models.Evidence.id).in_(ids.get("evidence", set())))
        for kind, statement in (
            ("case", of_case),
            ("sheet", of_sheet),
            ("plan", of_plan),
            ("evidence", of_note),
        ):
            if ids.get(kind):
                for one, person, code in execute(statement):
                    self._case[kind, one] = person, str(code or "")
        named: tuple[tuple[tuple[str, ...], set[int], list[Any]], ...] = (
            (("cycle", "campaign"), cycles, [col(models.Cycle.id), col(models.Cycle.code)]),
            (("unit",), ids.get("unit", set()), [col(models.Unit.id), col(models.Unit.name)]),
            (
                ("library_action",),
                ids.get("library_action", set()),
                [col(models.LibraryAction.id), col(models.LibraryAction.code)],
            ),
        )
        for kinds, wanted, columns in named:
            if wanted:
                for one, *name in execute(select_columns(*columns).where(columns[0].in_(wanted))):
                    self._of |= {(kind, one): str(name[0]) for kind in kinds}
        self._model: dict[tuple[str, int], text.Text] = {}
        title = col(models.Framework.title_ru), col(models.Framework.title_en)
        of_edition = select_columns(col(models.Framework.id), col(models.Framework.number), *title)
        of_description = select_columns(
            col(models.JobDescription.id), col(models.JobDescription.number), *title
        ).join(models.Framework, col(models.Framework.id) == col(models.JobDescription.framework_id))
        for kind, table, statement in (
            ("framework", models.Framework, of_edition),
            ("job_description", models.JobDescription, of_description),
        ):
            if ids.get(kind):
                for one, number, ru, en in execute(statement.where(col(table.id).in_(ids[kind]))):
                    self._of[kind, one], self._model[kind, one] = str(number), text.Text(ru, en)
        people = (
            ids.get("person", set())
            | ids.get("account", set())
            | {person for person, _code in self._case.values()}
        )
        for _seq, _at, actor, _act, _kind, _subject, data, _mac in rows:
            people |= {actor} if actor is not None else set()
            about = exported(data).people
            people.update(about if len(about) == 1 else ())
        self._people = dict(_people(session, people))

    def event(self, row: _Row) -> Event:
        """Return the event of a row."""
        seq, at, actor, act, kind, subject, data, mac = row
        key, about = (kind, subject or 0), exported(data)
        person, of = self._case.get(key, (None, self._of.get(key, "")))
        if kind in ("person", "account"):
            person = subject
        elif kind in (DOCUMENT, FAMILIARISATION) and len(about.people) == 1:
            (person,) = about.people
        name, code = self._people.get(person or 0, ("", ""))
        back = data.get("clock_back", data.get("before_start"))
        return Event(
            seq,
            at,
            act,
            kind,
            self._people.get(actor or 0, ("", ""))[0],
            person,
            name,
            code,
            of,
            self._model.get(key),
            about.document,
            about.formats,
            about.files,
            len(about.people),
            timedelta(seconds=back) if isinstance(back, int) and abs(back) < _AGES else None,
            mac,
        )


def _people(session: Session, ids: _Ids) -> Iterable[tuple[int, tuple[str, str]]]:
    """Yield id, full name and code; of whoever was erased the code alone."""
    wanted = select_columns(
        col(models.Person.id),
        col(models.Person.code),
        col(models.Person.surname),
        col(models.Person.given),
        col(models.Person.patronymic),
    ).where(col(models.Person.id).in_(ids))
    for one, code, surname, given, patronymic in session.connection().execute(wanted):
        yield one, (full_name(surname, given, patronymic) or code, code)
