"""What comes next with a candidate; one answer for the table, the card and Enter."""

from dataclasses import dataclass
from enum import StrEnum

from db.campaigns import CandidateLine, CandidateState
from db.progress import Awaited, CaseLine, SheetLine
from domain.case import CaseState
from domain.sheet import SheetState


class Step(StrEnum):
    """The one thing to do next with a candidate."""

    BEGIN = "begin"
    RESUME = "resume"
    ASSIGN = "assign"
    WAIT = "wait"
    DISCUSS = "discuss"
    DECIDED = "decided"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an assessor stands in a case: ``marked`` of ``in_scope`` items, ``sheet`` None: not begun."""

    assessor_id: int
    name: str
    surname: str
    sheet: SheetLine | None
    awaited: Awaited | None

    @property
    def handed_in(self) -> bool:
        """Whether the sheet is in."""
        return self.sheet is not None and self.sheet.handed_in


def next_step(line: CandidateLine, viewer_id: int) -> Step:
    """Return what the viewer does next with the candidate."""
    case = line.case
    if line.state is CandidateState.WITHDRAWN:
        return Step.NONE
    if line.state in (CandidateState.DECIDED, CandidateState.HIRED) or case.state is not CaseState.OPEN:
        return Step.DECIDED
    if case.draft_of(viewer_id) is not None:
        return Step.RESUME
    if any(one.assessor_id == viewer_id for one in case.assigned):
        return Step.BEGIN
    if case.open_to(viewer_id):
        return Step.DISCUSS
    return Step.WAIT if case.waiting else Step.ASSIGN


def seats(case: CaseLine) -> tuple[Seat, ...]:
    """Return the assessors of the case: those who have begun, then those who are awaited."""
    begun = (
        Seat(one.assessor_id, one.assessor_name, _surname(one.assessor_name), one, None)
        for one in case.sheets
    )
    awaited = (
        Seat(one.assessor_id, one.assessor_name, _surname(one.assessor_name), None, one)
        for one in case.assigned
    )
    return (*begun, *awaited)


def out(case: CaseLine) -> tuple[Seat, ...]:
    """Return the assessors whose sheet can still be written."""
    if case.state is not CaseState.OPEN:
        return ()
    return tuple(one for one in seats(case) if one.sheet is None or one.sheet.state is SheetState.DRAFT)


def _surname(name: str) -> str:
    return name.partition(" ")[0]
