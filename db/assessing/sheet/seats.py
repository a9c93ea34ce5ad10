"""Who rates whom in a sheet, for viewers who may not look into it; no marks."""

from dataclasses import dataclass

from sqlmodel import Session

from db import models
from db.assessing import cycles, people, sheet_access
from db.assessing.sheet import sent_forms
from db.framework import frameworks
from db.models.table import existing
from domain.assessing.case import CaseState, Cycle
from domain.assessing.sheet import SheetOrigin, SheetState
from domain.assessing.sheet_number import sheet_number
from domain.framework.profile import Profile
from domain.mark import Role
from domain.people.person import Person


@dataclass(frozen=True, slots=True)
class Seat:
    """An assessor's place in a case, as its sheet has it; ``has_form``: a workbook of it went out.

    ``is_sealed``: the sealed sheet of the same assessor is here and closed.
    """

    sheet_id: int
    case_id: int
    person: Person
    assessor: Person
    role: Role
    state: SheetState
    case: CaseState
    origin: SheetOrigin
    cycle: Cycle
    number: str
    has_form: bool = False
    is_sealed: bool = False


def seat(session: Session, sheet_id: int) -> Seat:
    """Return whose sheet it is, and about whom.

    Raises:
        Unknown: if there is no such sheet.
    """
    sheet, case, cycle, _gone, sealed = sheet_access.opened(session, sheet_id)
    known = people.brief(session, {case.person_id, sheet.assessor_id})
    return Seat(
        sheet_id,
        sheet.case_id,
        known[case.person_id],
        known[sheet.assessor_id],
        sheet.role,
        sheet.state,
        case.state,
        sheet.origin,
        cycles.record(cycle),
        sheet_number(sheet.uid),
        sheet.origin is SheetOrigin.FORM or sheet_id in sent_forms.days(session, sheet.case_id),
        sheet.state is SheetState.DRAFT and sealed is not None,
    )


def profile_of(session: Session, case_id: int) -> Profile:
    """Return the profile that the case froze; it holds targets, which assessors must not see.

    Raises:
        Unknown: if there is no such case.
    """
    case = existing(session, models.Case, case_id)
    return frameworks.profile(session, case.profile_id)
