"""Sheets on paper: begun with a number to print, and found again by it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from db import models
from db.assessing.progress import CaseLine, SheetLine, lines_of_one
from db.assessing.sheet import sheets
from db.journal import journal
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetOrigin
from domain.assessing.sheet_number import parse, sheet_number
from domain.errors import Unknown


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A sheet as found by its number: its case and assessor, without marks.

    ``campaign_id`` is None if the case belongs to no campaign.
    """

    sheet: SheetLine
    case: CaseLine
    campaign_id: int | None


def begin(session: Session, case_id: int, assessor_id: int) -> int:
    """Return the draft into which the assessor's paper is typed, begun if there is none.

    One begun on screen becomes a paper sheet: no interview is going on while it is typed.

    Raises:
        Unknown, Closed, Withdrawn, Submitted, NotAssigned, AlreadyOpen: as for ``sheets.open_sheet``.
    """
    (line,) = lines_of_one(session, case_id) or (None,)
    if line is None:
        raise Unknown("case", case_id)
    known = (*line.sheets, *line.assigned, *line.gone)
    role = next((one.role for one in known if one.assessor_id == assessor_id), None)
    if role is None:
        raise Unknown("assessor", assessor_id)
    sheet_id = sheets.open_sheet(session, case_id, assessor_id, role, SheetOrigin.PAPER)
    row = session.get_one(models.Sheet, sheet_id)
    if row.origin is SheetOrigin.SCREEN:  # an open answer stays one
        row.origin = SheetOrigin.PAPER
        session.add(row)
        journal.record(session, "from_paper", "sheet", sheet_id, {})
    return sheet_id


def begin_all(session: Session, case_id: int, without: Collection[int] = ()) -> tuple[int, ...]:
    """Begin the awaited sheets, so that each has a number to print; return the new ones.

    None is begun for anybody in *without*, by id.
    """
    (line,) = lines_of_one(session, case_id) or (None,)
    if line is None or line.state is not CaseState.OPEN:
        return ()
    awaited = [one for one in line.assigned if not one.is_sealed and one.assessor_id not in without]
    if not awaited:
        return ()
    with journal.act(session, "begin", "case", case_id) as act:
        made = tuple(
            sheets.open_sheet(session, case_id, one.assessor_id, one.role, SheetOrigin.PAPER)
            for one in awaited
        )
        act.data = {"sheets": list(made)}
    return made


def by_number(session: Session, number: str) -> int:
    """Return the id of the sheet with this number, as people type it or a camera reads it.

    Raises:
        NotANumber: if it cannot be the number of any sheet.
        Unknown: if no sheet in this file has it.
    """
    wanted = parse(number)
    rows = session.exec(select(models.Sheet.id, models.Sheet.uid).order_by(col(models.Sheet.id)))
    for sheet_id, uid in rows:
        if sheet_number(uid) == wanted:
            return sheet_id
    raise Unknown("sheet", wanted)


def found(session: Session, number: str) -> PaperSheet:
    """Return the sheet with this number, in its newest revision.

    Raises:
        NotANumber: if it cannot be the number of any sheet.
        Unknown: if no sheet in this file has it.
    """
    sheet_id = by_number(session, number)
    row = session.get_one(models.Sheet, sheet_id)
    (case,) = lines_of_one(session, row.case_id)
    cycle_id = session.exec(select(models.Case.cycle_id).where(col(models.Case.id) == row.case_id)).one()
    sheet = next(one for one in case.sheets if one.assessor_id == row.assessor_id)
    campaign = session.get(models.Campaign, cycle_id)
    return PaperSheet(sheet, case, cycle_id if campaign is not None else None)
