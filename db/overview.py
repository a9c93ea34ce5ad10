"""What the overview shows, in one read: where one stopped, what waits, how the newest cycle goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models, progress
from db.cycle_counts import CycleCount, open_cycles
from db.due import Due, besides
from db.organisation import organisation
from db.progress import CaseLine, lines_where
from domain.case import CaseState, CycleKind
from domain.person import short_name
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

    ``cycle`` is one of the open ``cycles`` with more than one person.
    """

    empty: bool
    drafts: tuple[Draft, ...]
    stop: Stop | None
    due: tuple[Due, ...]
    cycle: Progress | None
    cycles: tuple[CycleCount, ...] = ()


def overview(session: Session, viewer_id: int, on: date, cycle_id: int = 0) -> Overview:
    """Return what the overview shows to this person on this day.

    The cycle is that of the id while it is open, else a quarterly one, else the one with the newest case.
    """
    lines = progress.drafts(session, viewer_id)
    if not lines and _nobody(session):
        return Overview(empty=True, drafts=(), stop=None, due=(), cycle=None)  # a new file opens at once
    cycles = open_cycles(session, viewer_id)
    drafts = tuple(_draft(line, viewer_id) for line in lines if line.draft_of(viewer_id) is not None)
    return Overview(
        empty=False,
        drafts=drafts,
        stop=_stop(session, drafts[0].sheet_id) if drafts else None,
        due=besides(session, lines, cycles, viewer_id, on),
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


def _draft(line: CaseLine, viewer_id: int) -> Draft:
    sheet = line.draft_of(viewer_id)
    assert sheet is not None
    return Draft(
        sheet.sheet_id, line.person_name, line.cycle_kind, line.cycle_title, sheet.marked, sheet.in_scope
    )


def _nobody(session: Session) -> bool:
    """Tell whether all who are there only assess."""
    found = session.exec(
        select(models.Person.id)
        .where(
            col(models.Person.is_actor).is_(False),
            col(models.Person.erased_at).is_(None),
            col(models.Person.merged_into).is_(None),
        )
        .limit(1)
    ).first()
    return found is None


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
    lines = lines_where(
        session,
        models.Case.cycle_id == chosen.cycle_id,
        col(models.Case.state).in_((CaseState.OPEN, CaseState.SEALED)),
        col(models.Person.erased_at).is_(None),
        col(models.Person.merged_into).is_(None),
    )
    short = _short_names(session, chosen.cycle_id)
    rows = [_case_row(line, short.get(line.person_id, line.person_name)) for line in lines]
    return Progress(chosen, tuple(sorted(rows, key=lambda row: (fold(row.name), row.case_id))))


def _short_names(session: Session, cycle_id: int) -> dict[int, str]:
    rows = session.connection().execute(
        select_columns(
            col(models.Person.id),
            col(models.Person.surname),
            col(models.Person.given),
            col(models.Person.patronymic),
        )
        .join(models.Case, col(models.Case.person_id) == models.Person.id)
        .where(col(models.Case.cycle_id) == cycle_id)
    )
    return {row.id: short_name(row.surname, row.given, row.patronymic) for row in rows}


def _case_row(line: CaseLine, name: str) -> CaseRow:
    return CaseRow(
        line.case_id,
        line.person_id,
        name,
        sum(sheet.handed_in for sheet in line.sheets),
        len(line.sheets) + len(line.assigned),
        # A correction under way is in already, however far it is.
        sum(sheet.in_scope if sheet.handed_in else sheet.marked for sheet in line.sheets),
        # Who has not begun is to mark as much as the others.
        sum(sheet.in_scope for sheet in line.sheets)
        + len(line.assigned) * max((sheet.in_scope for sheet in line.sheets), default=0),
    )
