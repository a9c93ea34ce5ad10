"""Sheets that their assessor can continue, which the overview offers first. Counts are not marks."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db import models
from db.assessing import away
from db.journal.drafts import draft_ids
from db.journal.scope import OUTSIDE, edition_sizes, outside_of_case
from domain.assessing.case import CaseState, CycleKind
from domain.people.person import full_name, short_name


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft and the person it rates: ``done`` of ``total`` items have a mark.

    ``ends_on`` is the last day of the cycle. ``touched_at`` is when something was last written in the sheet,
    and ``marked_at`` when its last mark was, None if it has none.
    """

    sheet_id: int
    case_id: int
    person_id: int
    name: str
    short_name: str
    cycle_kind: CycleKind
    cycle_title: str
    cycle_code: str
    ends_on: date | None
    done: int
    total: int
    touched_at: datetime
    marked_at: datetime | None
    uid: str = ""


def open_drafts(session: Session, viewer_id: int) -> tuple[OpenDraft, ...]:
    """Return the viewer's drafts in open cases, the last touched first; one statement."""
    size, marked = edition_sizes(), aliased(models.Mark)
    typed = (
        select_columns(func.max(col(models.DraftText.saved_at)))
        .where(col(models.DraftText.sheet_id) == models.Sheet.id)
        .correlate(models.Sheet)
        .scalar_subquery()
    )
    # The few items outside the scope are subtracted: looking up the scope of every mark costs twice as much.
    marked_outside = (
        select_columns(func.count())
        .select_from(models.CaseItem)
        .join(marked, (col(marked.item_id) == models.CaseItem.item_id))
        .where(
            col(models.CaseItem.case_id) == models.Case.id,
            OUTSIDE,
            col(marked.sheet_id) == models.Sheet.id,
        )
        .correlate(models.Case, models.Sheet)
        .scalar_subquery()
    )
    session.flush()  # statements on the connection bypass the session's autoflush
    rows = session.connection().execute(
        select_columns(
            col(models.Sheet.id),
            col(models.Sheet.case_id),
            col(models.Sheet.uid),
            col(models.Case.person_id),
            *(col(one) for one in (models.Person.surname, models.Person.given, models.Person.patronymic)),
            col(models.Cycle.kind),
            col(models.Cycle.title),
            col(models.Cycle.code),
            col(models.Cycle.ends_on),
            (func.count(col(models.Mark.item_id)) - marked_outside).label("done"),
            (size.c.size - outside_of_case()).label("total"),
            col(models.Sheet.started_at),
            func.max(col(models.Mark.rated_at)).label("rated_at"),
            typed.label("typed_at"),
        )
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .join(size, size.c.framework_id == col(models.Cycle.framework_id))
        .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id, isouter=True)
        .where(
            col(models.Sheet.assessor_id) == viewer_id,
            col(models.Sheet.id).in_(draft_ids()),
            col(models.Case.state) == CaseState.OPEN,
            away.sealed_column().is_(None),  # what lies sealed beside it is not continued
        )
        .group_by(
            *(col(one.id) for one in (models.Sheet, models.Case, models.Cycle, models.Person)), size.c.size
        )
    )
    found = [
        OpenDraft(
            row.id,
            row.case_id,
            row.person_id,
            full_name(row.surname, row.given, row.patronymic),
            short_name(row.surname, row.given, row.patronymic),
            row.kind,
            row.title,
            row.code,
            row.ends_on,
            row.done,
            row.total,
            max(moment for moment in (row.started_at, row.rated_at, row.typed_at) if moment is not None),
            row.rated_at,
            row.uid,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.touched_at, one.case_id), reverse=True))
