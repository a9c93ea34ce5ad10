"""What the overview shows, in one read: where one stopped, what waits, how the newest cycle goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, exists, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.cycle_counts import RUNNING, CycleCount, each_assessor, open_cycles
from db.due import Due, besides
from db.open_drafts import OpenDraft, open_drafts
from db.organisation import organisation
from db.presence import present
from db.progress import OUTSIDE, marked_in_scope
from domain.case import CycleKind
from domain.person import short_name
from domain.sheet import SheetState
from domain.text import Text, fold


@dataclass(frozen=True, slots=True)
class Draft:
    """A sheet of mine that waits: ``done`` of ``total`` items have a mark; ``name`` is whole."""

    sheet_id: int
    name: str
    cycle_kind: CycleKind
    cycle_title: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Where one stopped in a draft: its first item without a mark, and when the last mark was written.

    With all marked there is no item: ``label`` is None and ``code`` empty.
    """

    code: str
    label: Text | None
    marked_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """How far a case of the cycle is: ``sheets_in`` of ``sheets`` are in, ``done`` of ``total`` items marked.

    A case that nobody has begun has no sheet yet.
    """

    case_id: int
    person_id: int
    name: str
    sheets_in: int
    sheets: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A cycle and its cases by name; no mark of anybody stands in it."""

    count: CycleCount
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of what was open before, by id; who is not there any more, or may not be, is missing."""

    people: dict[int, str]
    cases: dict[int, str]
    sheets: dict[int, str]


@dataclass(frozen=True, slots=True)
class Overview:
    """``empty`` while there is nobody to assess; ``drafts`` last touched first, ``stop`` is of the first.

    ``cycle`` is one of the open ``cycles`` with more than one person. What is not ``whole`` tells of drafts
    alone: the rest has not been read.
    """

    empty: bool
    drafts: tuple[Draft, ...]
    stop: Stop | None
    due: tuple[Due, ...]
    cycle: Progress | None
    cycles: tuple[CycleCount, ...] = ()
    whole: bool = True


def next_step(session: Session, viewer_id: int) -> Overview | None:
    """Return where the viewer stopped, which can be shown before the rest is read; None without a draft."""
    drafts = _drafts(open_drafts(session, viewer_id))
    if not drafts:
        return None
    return Overview(
        empty=False, drafts=drafts, stop=_stop(session, drafts[0].sheet_id), due=(), cycle=None, whole=False
    )


def overview(session: Session, viewer_id: int, on: date, cycle_id: int = 0) -> Overview:
    """Return what the overview shows to this person on this day.

    The cycle is that of the id while it is open, else a quarterly one, else the one with the newest case.
    """
    somebody, something = _there(session)
    waiting = open_drafts(session, viewer_id) if something else ()
    if not waiting and not somebody:
        return Overview(empty=True, drafts=(), stop=None, due=(), cycle=None)  # a new file opens at once
    cycles = open_cycles(session, viewer_id)
    drafts = _drafts(waiting)
    return Overview(
        empty=False,
        drafts=drafts,
        stop=_stop(session, drafts[0].sheet_id) if drafts else None,
        due=besides(session, waiting, cycles, viewer_id, on),
        cycle=_progress(session, cycles, cycle_id),
        cycles=tuple(one for one in cycles if one.cases > 1),
    )


def names(
    session: Session, people: Collection[int], cases: Collection[int], sheet_ids: Collection[int]
) -> Names:
    """Return whose card, result and sheet these are; a statement for each kind that is asked for."""
    named = (col(models.Person.surname), col(models.Person.given), col(models.Person.patronymic))
    there = and_(col(models.Person.erased_at).is_(None), col(models.Person.merged_into).is_(None))
    person = select_columns(col(models.Person.id), *named).where(there)
    case = (
        select_columns(col(models.Case.id), *named)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(there)
    )
    sheet = (
        select_columns(col(models.Sheet.id), *named)
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(models.Person, col(models.Person.id) == models.Case.person_id)
        .where(there)
    )
    found = [
        {
            row.id: short_name(row.surname, row.given, row.patronymic)
            for row in (session.connection().execute(asked.where(key.in_(ids))) if ids else ())
        }
        for asked, key, ids in (
            (person, col(models.Person.id), people),
            (case, col(models.Case.id), cases),
            (sheet, col(models.Sheet.id), sheet_ids),
        )
    ]
    return Names(*found)


def identity(session: Session) -> str:
    """Return what the file is known by, wherever it lies."""
    return organisation(session).uid


def _drafts(waiting: Sequence[OpenDraft]) -> tuple[Draft, ...]:
    return tuple(
        Draft(one.sheet_id, one.name, one.cycle_kind, one.cycle_title, one.done, one.total) for one in waiting
    )


def _there(session: Session) -> tuple[bool, bool]:
    """Tell whether there is anybody who does not only assess, and any case."""
    somebody = exists().where(col(models.Person.is_actor).is_(False), present())
    something = exists(select_columns(col(models.Case.id)))
    row = session.connection().execute(select_columns(somebody, something)).one()
    return bool(row[0]), bool(row[1])


def _stop(session: Session, sheet_id: int) -> Stop:
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
                col(models.Sheet.id) == sheet_id,
                col(models.CaseItem.in_scope),
                col(models.Mark.item_id).is_(None),
            )
            .order_by(col(models.Function.position), col(models.Item.position))
            .limit(1)
        )
        .first()
    )
    last = session.exec(
        select(func.max(col(models.Mark.rated_at))).where(models.Mark.sheet_id == sheet_id)
    ).first()
    if following is None:
        return Stop("", None, last)
    return Stop(following.code, Text(following.label_ru, following.label_en), last)


def _progress(session: Session, cycles: Sequence[CycleCount], cycle_id: int) -> Progress | None:
    """Return how a cycle with more than one case goes: the wanted one, else of the quarter."""
    several = [one for one in cycles if one.cases > 1]
    if not several:
        return None
    usual = next((one for one in several if one.kind is CycleKind.QUARTERLY), several[0])
    chosen = next((one for one in several if one.cycle_id == cycle_id), usual)
    return Progress(chosen, _rows(session, chosen.cycle_id))


def _rows(session: Session, cycle_id: int) -> tuple[CaseRow, ...]:
    """Return the cases of a cycle by name; one statement, counted by SQLite, since they may be a thousand."""
    each = each_assessor(models.Case.cycle_id == cycle_id)
    items = (
        select_columns(func.count())
        .select_from(models.Item)
        .join(models.Cycle, col(models.Cycle.framework_id) == models.Item.framework_id)
        .where(col(models.Cycle.id) == cycle_id)
        .scalar_subquery()
    )
    outside = (
        select_columns(func.count())
        .select_from(models.CaseItem)
        .where(col(models.CaseItem.case_id) == models.Case.id, OUTSIDE)
        .correlate(models.Case)
        .scalar_subquery()
    )
    drafts = (
        select_columns(
            col(models.Sheet.case_id),
            col(models.Sheet.assessor_id),
            marked_in_scope().label("marked"),
        )
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(models.Mark, col(models.Mark.sheet_id) == models.Sheet.id)
        .join(
            models.CaseItem,
            and_(
                col(models.CaseItem.case_id) == models.Sheet.case_id,
                col(models.CaseItem.item_id) == models.Mark.item_id,
            ),
            isouter=True,
        )
        .where(col(models.Case.cycle_id) == cycle_id, col(models.Sheet.state) == SheetState.DRAFT)
        .group_by(col(models.Sheet.case_id), col(models.Sheet.assessor_id))
        .subquery()
    )
    # A correction under way is in already, however far it is.
    still_out: ColumnElement[int] = case((each.c.handed_in == 0, drafts.c.marked), else_=0)
    rows = session.connection().execute(
        select_columns(
            col(models.Case.id),
            col(models.Case.person_id),
            *(col(one) for one in (models.Person.surname, models.Person.given, models.Person.patronymic)),
            (items - outside).label("in_scope"),
            func.coalesce(func.sum(each.c.handed_in), 0).label("sheets_in"),
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
        .where(col(models.Case.cycle_id) == cycle_id, col(models.Case.state).in_(RUNNING), present())
        .group_by(col(models.Case.id))
    )
    made = [
        CaseRow(
            row.id,
            row.person_id,
            short_name(row.surname, row.given, row.patronymic),
            row.sheets_in,
            row.sheets,
            row.in_scope * row.sheets_in + row.marked,
            # Who has not begun is to mark as much as the others.
            row.in_scope * row.sheets if row.begun else 0,
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda row: (fold(row.name), row.case_id)))
