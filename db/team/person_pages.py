"""The page of a person: all that the file holds about one, as far as the viewer may see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import people
from db.assessing.people import CaseLine, PersonCard
from db.people import register
from db.team import diary, standings
from domain.assessing.case import CycleKind
from domain.errors import Unknown
from domain.people.issued import Issued
from domain.period import quarter_count
from domain.team.course import Attained, Taken, course_of
from domain.team.diary import Note


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A review meeting of an approved plan; ``result`` is empty if it was not held or may not be read."""

    plan_id: int
    on: date
    held: bool
    result: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The card of a person with what belongs to it elsewhere; notes are newest first, meetings by day."""

    card: PersonCard
    notes: tuple[Note, ...]
    meetings: tuple[MeetingLine, ...]
    issued: tuple[Issued, ...]


def page(session: Session, person_id: int, viewer_id: int | None, on: date) -> PersonPage:
    """Return the page of a person as of the day *on*; a fixed number of statements.

    Raises:
        Unknown: if there is no such person, or the person was erased or merged into another.
    """
    row = session.get(models.Person, person_id)
    if row is None or row.erased_at is not None or row.merged_into is not None:
        raise Unknown("person", person_id)
    card = people.card(session, person_id, viewer_id, on)
    seen = {case.case_id for case in card.cases if case.open_to(viewer_id)}
    readable = {plan.plan_id for plan in card.plans if plan.case_id is None or plan.case_id in seen}
    return PersonPage(
        card=card,
        notes=diary.notes_of(session, person_id, viewer_id),
        meetings=_meetings(session, [plan.plan_id for plan in card.plans if plan.approved_on], readable),
        issued=register.of_person(session, (person_id,)),
    )


def course(session: Session, person_id: int, viewer_id: int | None) -> tuple[Attained, ...]:
    """Return what each result of a person says that the viewer may see, by day.

    The number of statements depends on the number of results, not on that of people.
    """
    lines, found = standings.of_person(session, person_id, viewer_id)
    taken = [Taken(line.case_id, _day(line), _quarter(line), imported=line.of_file) for line in lines]
    return course_of(taken, found)


def _quarter(line: CaseLine) -> int | None:
    staff = line.cycle_kind is not CycleKind.HIRING
    return quarter_count(line.starts_on) if staff and line.starts_on is not None else None


def _day(line: CaseLine) -> date:
    """Return the day of the last sheet, or the day that the levels of a file are of."""
    if line.of_file:
        return line.starts_on or line.opened_on
    return max((one.submitted_on for one in line.sheets if one.submitted_on), default=line.opened_on)


def _meetings(session: Session, plans: Collection[int], readable: Collection[int]) -> tuple[MeetingLine, ...]:
    meeting = models.CheckMeeting
    rows = session.connection().execute(
        select_columns(col(meeting.plan_id), col(meeting.on), col(meeting.result))
        .where(col(meeting.plan_id).in_(plans), col(meeting.retired_at).is_(None))
        .order_by(col(meeting.on), col(meeting.id))
    )
    return tuple(
        MeetingLine(row.plan_id, row.on, bool(row.result), row.result if row.plan_id in readable else "")
        for row in rows
    )
