"""Who may write into a sheet, and when: its assessor, while it is a draft of an open case."""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Integer, Select, bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from db import models
from db.assessing import away
from db.assessing.progress import CaseLine, lines_of_one
from db.journal import journal
from db.models.prepared import Prepared
from db.models.types import actor_id
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.sheet import SheetState
from domain.errors import (
    AlreadyOpen,
    Closed,
    KeptApart,
    NotAssigned,
    NotYours,
    Submitted,
    Unknown,
    Withdrawn,
)
from domain.exchange.refusal import Away, SealedHere
from domain.mark import SHY_ROLES, Mark, Role
from domain.people.person import full_name
from domain.sheet_kinds import Origin


def with_case(session: Session, sheet_id: int) -> tuple[models.Sheet, models.Case, models.Cycle]:
    """Return a sheet, its case and its cycle, without checking whether the viewer may see it.

    Raises:
        Unknown: if there is no such sheet.
    """
    return opened(session, sheet_id)[:3]


type Opened = tuple[models.Sheet, models.Case, models.Cycle, date | None, date | None]
"""A sheet, its case and cycle; when its assessor took it along, and when a sealed one came; None if not."""


def opened(session: Session, sheet_id: int) -> Opened:
    """Return the same, and whether it is away or a sealed one lies beside it.

    Raises:
        Unknown: if there is no such sheet.
    """
    wanted: Any = (  # more columns than SQLModel knows types for
        select_columns(models.Sheet, models.Case, models.Cycle, away.column(), away.sealed_column())
        .join(models.Case, col(models.Case.id) == col(models.Sheet.case_id))
        .join(models.Cycle, col(models.Cycle.id) == col(models.Case.cycle_id))
        .where(col(models.Sheet.id) == sheet_id)
    )
    found = cast("Any", session).exec(wanted).first()
    if found is None:
        raise Unknown("sheet", sheet_id)
    sheet, case, cycle, gone, sealed = found
    return sheet, case, cycle, gone, sealed


def writable(session: Session, sheet_id: int) -> models.Sheet:
    """Return the sheet if the actor may write into it.

    Raises:
        Unknown: if there is no such sheet.
        Submitted, Withdrawn, Closed, NotYours: as for ``may_write``.
        Away, SealedHere: as for ``check_here``.
    """
    sheet, case, _cycle, gone, sealed = opened(session, sheet_id)
    may_write(session, sheet.state, sheet.assessor_id, case.state, case.cycle_id)
    check_here(gone, sealed)
    return sheet


type Stands = tuple[Mark | None, Origin | None, datetime | None]  # a mark, how it came and when


def writable_item(
    session: Session, sheet_id: int, item_id: int, *, half: bool = False
) -> tuple[Stands, journal.Last | None]:
    """Return the item's mark if the actor may change it, and the journal's last event.

    With *half* it is asked for a text that is only kept as typed: no sealed sheet refuses that. One
    statement, because it runs at every keystroke.

    Raises:
        Unknown: if there is no such sheet, or its case has no such item.
        Submitted, Withdrawn, Closed, NotYours: as for ``may_write``.
        Away, SealedHere: as for ``check_here``.
    """
    found: Any = _AT_THE_ITEM.first(session, {"sheet": sheet_id, "item": item_id})
    if found is None:
        raise Unknown("sheet", sheet_id)
    sheet, assessor_id, case, cycle_id, gone, sealed, place, *rest = found
    state, level, origin, at, seq, mac, last_at = rest
    may_write(session, sheet, assessor_id, case, cycle_id)
    check_here(gone, None if half else sealed)
    if place is None:
        raise Unknown("item", item_id)
    mark = None if state is None else Mark(state, level)
    return (mark, origin, at), None if seq is None else (seq, mac, last_at)


def _at_the_item() -> Select[Any]:
    """Return the query for a sheet, its case, one item and its mark."""
    item, last = bindparam("item", type_=Integer), select(func.max(col(models.Journal.seq))).scalar_subquery()
    wanted: Any = (
        select_columns(
            col(models.Sheet.state),
            col(models.Sheet.assessor_id),
            col(models.Case.state),
            col(models.Case.cycle_id),
            away.column(),
            away.sealed_column(),
            col(models.CaseItem.item_id),
            col(models.Mark.state),
            col(models.Mark.level),
            col(models.Mark.origin),
            col(models.Mark.rated_at),
            *journal.LAST_COLUMNS,
        )
        .join(models.Case, col(models.Case.id) == models.Sheet.case_id)
        .join(
            models.CaseItem,
            (col(models.CaseItem.case_id) == models.Sheet.case_id) & (col(models.CaseItem.item_id) == item),
            isouter=True,
        )
        .join(
            models.Mark,
            (col(models.Mark.sheet_id) == models.Sheet.id) & (col(models.Mark.item_id) == item),
            isouter=True,
        )
        .join(models.Journal, col(models.Journal.seq) == last, isouter=True)
        .where(col(models.Sheet.id) == bindparam("sheet", type_=Integer))
    )
    return wanted


_AT_THE_ITEM = Prepared(_at_the_item)


def may_write(session: Session, sheet: SheetState, assessor_id: int, case: CaseState, cycle_id: int) -> None:
    """Refuse anything but the actor's own draft in an open case.

    Raises:
        Submitted: if the sheet is handed in.
        Withdrawn, Closed: if the case is over.
        NotYours: if the actor is someone other than its assessor.
    """
    if sheet is SheetState.SUBMITTED:
        raise Submitted
    check_running(session, case, cycle_id)
    mine(session, assessor_id)


def check_here(gone: date | None, sealed: date | None = None) -> None:
    """Refuse to write into a sheet that its assessor took along, or beside a sealed one of the same assessor.

    Raises:
        Away: if it is not back; *gone* is the day it went.
        SealedHere: if that one is not open; *sealed* is the day it came.
    """
    if gone is not None:
        raise Away(gone)
    if sealed is not None:
        raise SealedHere(sealed)


def check_running(session: Session, case: CaseState, cycle_id: int) -> None:
    """Refuse a case that is over.

    Raises:
        Withdrawn: if the candidate or the cycle was withdrawn.
        Closed: if it is closed.
    """
    if case is CaseState.WITHDRAWN:
        cycle = session.get_one(models.Cycle, cycle_id)
        raise Withdrawn(cycle=cycle.kind is not CycleKind.HIRING)
    if case is not CaseState.OPEN:
        raise Closed


def mine(session: Session, assessor_id: int) -> None:
    """Refuse an actor other than the assessor; without an actor, nothing is refused.

    Raises:
        NotYours: if it is someone else.
    """
    if actor_id(session) not in (None, assessor_id):
        raise NotYours


def role_in(session: Session, case_id: int, assessor_id: int, role: Role) -> Role:
    """Return the role in which someone begins to rate in a case: the assigned one if there is a panel.

    Raises:
        NotAssigned: if the case has assessors and this is not one of them.
        AlreadyOpen: if the case was opened early and this is a new assessor.
    """
    panel = session.exec(
        select(models.CaseAssessor, models.Person)
        .join(models.Person, col(models.Person.id) == models.CaseAssessor.person_id)
        .where(models.CaseAssessor.case_id == case_id)
        .order_by(col(models.CaseAssessor.position))
    ).all()
    for one, _ in panel:
        if one.person_id == assessor_id:
            return one.role
    if panel:
        raise NotAssigned(tuple(full_name(one.surname, one.given, one.patronymic) for _, one in panel))
    if session.get(models.CaseOpening, case_id) is not None:
        raise AlreadyOpen
    return role


def check_visible(session: Session, sheet: models.Sheet, viewer_id: int | None) -> None:
    """Refuse to show a sheet of a blind case, someone else's draft, or one that must stay anonymous.

    A sheet has a name on it, so marks of colleagues and subordinates are only shown as means (law 15). Sheets
    of others are not shown either if a single colleague's mark could be worked out from the mean and theirs.

    Raises:
        NotYours: if it is someone else's draft, or the case is blind to the viewer.
        KeptApart: if a colleague or subordinate made it, or too few of a role in the case have answered.
    """
    if viewer_id != sheet.assessor_id:
        (line,) = lines_of_one(session, sheet.case_id)
        check_in(line, sheet.id, viewer_id)


def check_in(line: CaseLine, sheet_id: int, viewer_id: int | None) -> None:
    """As ``check_visible``, for a sheet of this case."""
    mine = next(one for one in line.sheets if sheet_id in one.revisions)
    if viewer_id == mine.assessor_id:
        return
    # A correction in progress is its author's alone until handed in.
    if sheet_id == mine.sheet_id and mine.state is SheetState.DRAFT:
        raise NotYours
    if not line.open_to(viewer_id):
        raise NotYours
    if mine.role in SHY_ROLES or line.kept_apart:
        raise KeptApart
