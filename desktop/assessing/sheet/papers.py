"""The documents of a sheet: the form that is handed out, or what was handed in."""

from desktop.export.papers_of import PapersOf, of_one
from desktop.office.papers.registry import ANSWER_FORM, FILLED, KEYS, SHEET
from domain.assessing.case import CaseState
from domain.assessing.sheet import Sheet, SheetState


def papers_of(sheet: Sheet) -> PapersOf | None:
    """Return what can be printed of the sheet; None of one that is neither open nor handed in."""
    title = sheet.person.short_name
    if sheet.state is SheetState.SUBMITTED:
        return PapersOf(title, of_one(sheet.case_id, FILLED))
    if sheet.case is CaseState.OPEN and sheet.state is SheetState.DRAFT:
        return PapersOf(title, of_one(sheet.case_id, SHEET, KEYS, ANSWER_FORM))
    return None
