"""Facts and comments on marks of all sheets, as the diary finds them; nothing is stored for it."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, true, union_all
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from db.assessing.facts.fact_rows import facts_where
from db.journal.presence import of_units
from db.people import newest
from domain.assessing.evidence import Evidence, Polarity
from domain.mark import ENOUGH_OF_A_ROLE, SHY_ROLES
from domain.people.person import full_name, short_name
from domain.sheet_kinds import SheetState
from domain.team.diary import Note, OnSheet
from domain.text import Text


def count(session: Session, most: int, viewer_id: int | None = None, unit_ids: Set[int] | None = None) -> int:
    """Return how many facts and comments sheets hold, at most *most*, whoever may see them.

    With *unit_ids* on sheets about people of these units, and on the viewer's own.
    """
    session.flush()
    facts = select_columns(col(models.Evidence.id)).where(col(models.Evidence.sheet_id).is_not(None))
    comments = select_columns(col(models.MarkText.sheet_id))
    if unit_ids is not None:
        inside = (
            select_columns(col(models.Sheet.id))
            .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
            .join(models.Person, col(models.Person.id) == models.Case.person_id)
            .where(or_(of_units(unit_ids), col(models.Sheet.assessor_id) == (viewer_id or 0)))
        )
        facts = facts.where(col(models.Evidence.sheet_id).in_(inside))
        comments = comments.where(col(models.MarkText.sheet_id).in_(inside))
    some = union_all(facts, comments).limit(most).subquery()
    return session.connection().execute(select_columns(func.count()).select_from(some)).scalar_one()


def words(
    session: Session,
    viewer_id: int | None,
    person_id: int | None = None,
    unit_ids: Set[int] | None = None,
) -> tuple[Note, ...]:
    """Return the facts and comments that the viewer may see, about a person if given, newest first.

    With *unit_ids* on the viewer's own sheets, and on others about people of these units. Three statements.

    What may be seen is what ``evidence.of_person`` shows: the viewer's own newest sheets, and the last
    handed-in ones of others in cases that are not blind, unless they are kept apart (law 15). Colleagues and
    subordinates are not named, nor is the day told on which they handed in.
    """
    session.flush()
    sheets = {
        row.id: _Sheet(row, row.assessor_id == viewer_id)
        for row in _seen(session, viewer_id, person_id, unit_ids)
    }
    return tuple(
        sorted(
            (*_facts(session, sheets, person_id), *_comments(session, sheets, person_id)),
            key=lambda one: (one.fact.observed_on, one.fact.recorded_at, one.fact.id, one.fact.items),
            reverse=True,
        )
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that may be read."""

    row: Any
    mine: bool

    @property
    def named(self) -> bool:
        return self.mine or self.row.role not in SHY_ROLES

    def told(self, fact: Evidence, labels: tuple[Text, ...], *, is_comment: bool) -> Note:
        row = self.row
        return Note(
            fact=replace(fact, person_id=row.person_id, author_id=row.assessor_id if self.named else None),
            person_name=full_name(row.surname, row.given, row.patronymic),
            person_code=row.code,
            author_name=short_name(*row[-3:]) if self.named else "",
            mine=self.mine,
            used=row.state is SheetState.SUBMITTED,
            labels=labels,
            on_sheet=OnSheet(
                row.title or row.cycle_code, row.case_id, row.id if self.named else 0, is_comment
            ),
        )


def _seen(session: Session, viewer_id: int | None, person_id: int | None, unit_ids: Set[int] | None) -> Any:
    """Return the sheets with words on them that the viewer may read."""
    sheet, assessor, later, others = (
        models.Sheet,
        aliased(models.Person),
        aliased(models.Sheet),
        aliased(models.Sheet),
    )
    newer = and_(
        col(later.case_id) == sheet.case_id,
        col(later.assessor_id) == sheet.assessor_id,
        col(later.revision) > sheet.revision,
    )
    handed_in = col(later.state) == SheetState.SUBMITTED
    mine = and_(col(sheet.assessor_id) == (viewer_id or 0), ~exists().where(newer))
    theirs = and_(
        col(sheet.assessor_id) != (viewer_id or 0),
        col(sheet.state) == SheetState.SUBMITTED,
        ~exists().where(newer, handed_in),
        newest.open_to(session, viewer_id),
        of_units(unit_ids),
        ~_kept_apart(),
    )
    last_day = (
        select_columns(func.max(col(others.submitted_on)))
        .where(col(others.case_id) == models.Case.id, col(others.state) == SheetState.SUBMITTED)
        .correlate(models.Case)
        .scalar_subquery()
    )
    cycle_code: Any = col(models.Cycle.code)
    asked: Any = (
        select_columns(
            col(sheet.id),
            col(sheet.case_id),
            col(sheet.assessor_id),
            col(sheet.role),
            col(sheet.state),
            col(sheet.submitted_on),
            col(models.Case.opened_on),
            last_day.label("last_day"),
            col(models.Cycle.title),
            cycle_code.label("cycle_code"),
            col(models.Case.person_id),
            col(models.Person.code),
            *(col(one) for one in (models.Person.surname, models.Person.given, models.Person.patronymic)),
            col(assessor.surname).label("rater_surname"),
            col(assessor.given).label("rater_given"),
            col(assessor.patronymic).label("rater_patronymic"),
        )
        .join(models.Case, col(models.Case.id) == sheet.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(assessor, col(assessor.id) == sheet.assessor_id)
        .where(_with_words(), _about(person_id), col(models.Person.erased_at).is_(None), or_(mine, theirs))
    )
    return session.connection().execute(asked)


def _with_words() -> ColumnElement[bool]:
    sheet_id = models.Sheet.id
    return or_(
        exists().where(col(models.Evidence.sheet_id) == sheet_id).correlate(models.Sheet),
        exists().where(col(models.MarkText.sheet_id) == sheet_id).correlate(models.Sheet),
    )


def _kept_apart() -> ColumnElement[bool]:
    """The same as ``CaseLine.kept_apart``, for all cases at once."""
    given = aliased(models.Sheet)
    few: Any = (
        select_columns(col(given.role))
        .where(
            col(given.case_id) == models.Case.id,
            col(given.role).in_(SHY_ROLES),
            col(given.state) == SheetState.SUBMITTED,
        )
        .group_by(col(given.role))
        .having(func.count(col(given.assessor_id).distinct()) < ENOUGH_OF_A_ROLE)
        .correlate(models.Case)
    )
    return cast("ColumnElement[bool]", few.exists())


def _about(person_id: int | None) -> ColumnElement[bool]:
    return true() if person_id is None else col(models.Case.person_id) == person_id


def _facts(session: Session, sheets: dict[int, _Sheet], person_id: int | None) -> list[Note]:
    on_sheet = col(models.Evidence.sheet_id).is_not(None)
    if person_id is not None:
        on_sheet = col(models.Evidence.sheet_id).in_(tuple(sheets))
    return [
        sheet.told(one.fact, one.labels, is_comment=False)
        for one in facts_where(session, on_sheet)
        if (sheet := sheets.get(one.fact.sheet_id or 0)) is not None
    ]


def _comments(session: Session, sheets: dict[int, _Sheet], person_id: int | None) -> list[Note]:
    asked = _written()
    if person_id is not None:
        asked = asked.where(col(models.MarkText.sheet_id).in_(tuple(sheets)))
    return [
        sheet.told(_as_fact(sheet, row), (Text(row.label_ru, row.label_en),), is_comment=True)
        for row in session.connection().execute(asked)
        if (sheet := sheets.get(row.sheet_id)) is not None
    ]


@cache
def _written() -> Select[*tuple[Any, ...]]:
    text, mark = models.MarkText, models.Mark
    return (
        select_columns(
            col(text.sheet_id),
            col(text.comment),
            col(models.Item.code),
            col(models.Item.label_ru),
            col(models.Item.label_en),
            col(mark.rated_at),
        )
        .join(models.Item, col(models.Item.id) == text.item_id)
        .join(
            mark, and_(col(mark.sheet_id) == text.sheet_id, col(mark.item_id) == text.item_id), isouter=True
        )
    )


def _as_fact(sheet: _Sheet, row: Any) -> Evidence:
    """Return a comment in the shape of a fact, on the day of the mark or, unnamed, of the whole case."""
    at = row.rated_at
    if not sheet.named or at is None:
        day: date = sheet.row.last_day if not sheet.named else sheet.row.submitted_on or sheet.row.opened_on
        at = datetime.combine(day, time(), UTC)
    else:
        day = at.astimezone().date()
    return Evidence(
        id=0,
        uid="",
        person_id=sheet.row.person_id,
        author_id=None,
        observed_on=day,
        recorded_on=day,
        recorded_at=at,
        polarity=Polarity.NEUTRAL,
        text=row.comment,
        items=(row.code,),
        sheet_id=row.sheet_id,
    )
