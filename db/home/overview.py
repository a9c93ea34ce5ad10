"""What the overview shows, in one read: the first step, what is due, the progress of a cycle."""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from db import models
from db.assessing import away
from db.assessing.cycle_counts import (
    RUNNING,
    CycleCount,
    cases_of_concern,
    concerns,
    each_assessor,
    open_cycles,
)
from db.assessing.sheet.open_drafts import OpenDraft, open_drafts
from db.home import calendar
from db.home.due import first_due
from db.home.figures import figures
from db.home.overview_records import EMPTY, CaseRow, Draft, Figures, Overview, Progress, Stop, stop_at
from db.journal.drafts import draft_ids
from db.journal.presence import NAME, present
from db.journal.scope import marked_in_scope, of_the_mark, outside_of_case
from db.models.types import today
from db.people import retention
from db.people.organisation import organisation
from domain.assessing.case import CycleKind
from domain.people.person import short_name
from domain.text import Text

MOST = 200  # of what is due and of the people of a cycle; no one scrolls further


@dataclass(frozen=True, slots=True)
class Names:
    """The names of what was open before, by id; anyone no longer there, or who may not be shown, is missing.

    ``of_cases`` and ``of_sheets`` identify the assessment by its title and number.
    """

    people: dict[int, str]
    cases: dict[int, str]
    sheets: dict[int, str]
    of_cases: dict[int, str]
    of_sheets: dict[int, str]


def overview(
    session: Session, viewer_id: int, on: date, cycle_id: int = 0, unit_ids: Set[int] | None = None
) -> Overview:
    """Return what the overview shows to this person on this day.

    With *unit_ids* it is about people of these units, and about the viewer's own sheets anywhere. The cycle
    is the one with this id while it is open, else a quarterly one, else the one with the newest case.
    """
    waiting = open_drafts(session, viewer_id) if _any_case(session) else ()
    if not waiting and not _somebody(session):
        return EMPTY  # a new file opens at once
    every = cycles = open_cycles(session, viewer_id)
    if unit_ids is not None:
        cycles = open_cycles(session, viewer_id, unit_ids)
    ended = retention.stopped(session, on)
    waiting = tuple(sorted(waiting, key=lambda one: one.person_id in ended))
    drafts = _drafts_of(waiting, ended)
    ending = retention.ending(session, on, on + calendar.AHEAD) if unit_ids is None else ()
    mine = {one.cycle_id: one.mine for one in every}
    due, due_total = first_due(session, waiting, cycles, viewer_id, on, MOST, ended, ending, unit_ids, mine)
    return Overview(
        empty=False,
        drafts=drafts,
        stop=_stop_of(session, waiting[0]) if drafts and not drafts[0].stopped else None,
        due=due,
        due_total=due_total,
        cycle=_progress(session, cycles, cycle_id, viewer_id, unit_ids),
        cycles=tuple(one for one in cycles if one.cases > 1),
        figures=_with_own(figures(session, cycles, on, unit_ids), every, cycles),
        dots=calendar.dots(session, cycles, ending, on, unit_ids),
    )


def _with_own(told: Figures, every: Sequence[CycleCount], cycles: Sequence[CycleCount]) -> Figures:
    """Add what the viewer owes in other cycles than these, so that it is never more than what is pending."""
    told = replace(told, own_sheets=sum(one.owed for one in every))
    counted = {one.cycle_id for one in cycles}
    beyond = sum(one.owed for one in every if one.cycle_id not in counted)
    return replace(told, sheets=told.sheets + beyond) if counted else told


def names(
    session: Session, people: Collection[int], cases: Collection[int], sheet_ids: Collection[int]
) -> Names:
    """Return the names for these cards, results and sheets; one statement for each kind that has ids."""
    person = select_columns(col(models.Person.id), *NAME).where(present())
    which = (col(models.Cycle.code), col(models.Cycle.title))
    case = (
        select_columns(col(models.Case.id), *NAME, *which)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(present())
    )
    sheet = (
        select_columns(col(models.Sheet.id), *NAME, *which)
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(models.Cycle, col(models.Cycle.id) == models.Case.cycle_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(present())
    )
    found = [
        tuple(session.connection().execute(asked.where(key.in_(ids))) if ids else ())
        for asked, key, ids in (
            (person, col(models.Person.id), people),
            (case, col(models.Case.id), cases),
            (sheet, col(models.Sheet.id), sheet_ids),
        )
    ]
    called = ({row.id: short_name(row.surname, row.given, row.patronymic) for row in rows} for rows in found)
    told = (
        {row.id: ", ".join(part for part in (row.title, row.code) if part) for row in rows}
        for rows in found[1:]
    )
    return Names(*called, *told)


def identity(session: Session) -> str:
    """Return the identity of the file, wherever it is stored."""
    return organisation(session).uid


def _any_case(session: Session) -> bool:
    """Return whether the file has any case at all."""
    return bool(
        session.connection()
        .execute(select_columns(exists().where(col(models.Case.id).is_not(None))))
        .scalar_one()
    )


def _somebody(session: Session) -> bool:
    """Return whether there is anyone present who is not marked as an actor."""
    found = exists().where(col(models.Person.is_actor).is_(False), present())
    return bool(session.connection().execute(select_columns(found)).scalar_one())


def _drafts_of(waiting: Sequence[OpenDraft], ended: Set[int]) -> tuple[Draft, ...]:
    """Return the drafts as they are offered, in the same order; *ended* are the people who are stopped."""
    return tuple(
        Draft(
            one.sheet_id,
            one.name,
            one.cycle_kind,
            one.cycle_title,
            one.done,
            one.total,
            one.person_id in ended,
            one.ends_on,
            one.uid,
        )
        for one in waiting
    )


def _stop_of(session: Session, draft: OpenDraft) -> Stop:
    """Return where the assessor stopped in the draft; one statement."""
    following = (
        session.connection()
        .execute(
            select_columns(col(models.Item.code), col(models.Item.label_ru), col(models.Item.label_en))
            .join(models.Function, col(models.Function.id) == models.Item.function_id)
            .join(models.CaseItem, col(models.CaseItem.item_id) == models.Item.id)
            .join(models.Sheet, col(models.Sheet.case_id) == models.CaseItem.case_id)
            .join(
                models.Mark,
                and_(
                    col(models.Mark.sheet_id) == models.Sheet.id,
                    col(models.Mark.item_id) == models.Item.id,
                ),
                isouter=True,
            )
            .where(
                col(models.Sheet.id) == draft.sheet_id,
                col(models.CaseItem.in_scope),
                col(models.Mark.item_id).is_(None),
            )
            .order_by(col(models.Function.position), col(models.Item.position))
        )
        .all()
    )
    return stop_at([(row.code, Text(row.label_ru, row.label_en)) for row in following], draft.marked_at)


def _progress(
    session: Session, cycles: Sequence[CycleCount], cycle_id: int, viewer_id: int, unit_ids: Set[int] | None
) -> Progress | None:
    """Return the progress of the wanted cycle of several cases, by default a quarterly or the first one."""
    several = [one for one in cycles if one.cases > 1]
    if not several:
        return None
    usual = next((one for one in several if one.kind is CycleKind.QUARTERLY), several[0])
    chosen = next((one for one in several if one.cycle_id == cycle_id), usual)
    return Progress(chosen, _rows(session, chosen.cycle_id, viewer_id, unit_ids))


def _rows(session: Session, cycle_id: int, viewer_id: int, unit_ids: Set[int] | None) -> tuple[CaseRow, ...]:
    """Return the first cases of a cycle by name; one statement that counts only these."""
    first = (
        select_columns(col(models.Case.id))
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(
            col(models.Case.cycle_id) == cycle_id,
            col(models.Case.state).in_(RUNNING),
            present(),
            cases_of_concern(unit_ids, viewer_id, today(session)),
        )
        .order_by(col(models.Person.folded), col(models.Case.id))
        .limit(MOST)
    )
    each = each_assessor(today(session), col(models.Case.id).in_(first))
    items = (
        select_columns(func.count())
        .select_from(models.Item)
        .join(models.Cycle, col(models.Cycle.framework_id) == models.Item.framework_id)
        .where(col(models.Cycle.id) == cycle_id)
        .scalar_subquery()
    )
    drafts = (
        select_columns(
            col(models.Sheet.case_id),
            col(models.Sheet.assessor_id),
            marked_in_scope().label("marked"),
        )
        .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id)
        .join(models.CaseItem, of_the_mark(), isouter=True)
        .where(col(models.Sheet.case_id).in_(first), col(models.Sheet.id).in_(draft_ids()))
        .group_by(col(models.Sheet.case_id), col(models.Sheet.assessor_id))
        .subquery()
    )
    # A sheet being corrected counts as handed in, however far the correction is; so does a sealed one here.
    sealed = tuple_(each.c.case_id, each.c.assessor_id).in_(away.closed_seats())
    submitted: ColumnElement[int] = case((or_(each.c.handed_in == 1, sealed), 1), else_=0)
    still_out: ColumnElement[int] = case((submitted == 0, drafts.c.marked), else_=0)
    rows = (
        session.connection()
        .execute(
            select_columns(
                col(models.Case.id),
                col(models.Case.person_id),
                *NAME,
                (items - outside_of_case()).label("in_scope"),
                func.coalesce(func.sum(submitted), 0).label("sheets_in"),
                func.coalesce(func.sum(each.c.begun), 0).label("begun"),
                func.count(each.c.assessor_id).label("sheets"),
                func.coalesce(func.sum(still_out), 0).label("marked"),
            )
            .join(models.Person, col(models.Person.id) == models.Case.person_id)
            .join(each, each.c.case_id == col(models.Case.id), isouter=True)
            .join(
                drafts,
                and_(drafts.c.case_id == each.c.case_id, drafts.c.assessor_id == each.c.assessor_id),
                isouter=True,
            )
            .where(col(models.Case.id).in_(first), concerns(unit_ids, viewer_id, each))
            .group_by(col(models.Case.id), col(models.Person.id))
            .order_by(col(models.Person.folded), col(models.Case.id))
        )
        .all()
    )
    return tuple(
        CaseRow(
            row.id,
            row.person_id,
            short_name(row.surname, row.given, row.patronymic),
            row.sheets_in,
            row.sheets,
            row.in_scope * row.sheets_in + row.marked,
            # Assessors who have not begun have as much to mark as the others.
            row.in_scope * row.sheets if row.begun or row.sheets_in else 0,
        )
        for row in rows
    )
