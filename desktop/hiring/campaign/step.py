"""The next step with a candidate; the same answer for the table, the card and Enter."""

from enum import StrEnum

from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.shared.seats import has_sealed
from domain.assessing.case import CaseState


class Step(StrEnum):
    """The next thing to do with a candidate."""

    BEGIN = "begin"
    RESUME = "resume"
    ASSIGN = "assign"
    WAIT = "wait"
    DISCUSS = "discuss"
    DECIDED = "decided"
    NONE = "none"


TO_DO = frozenset({Step.BEGIN, Step.RESUME, Step.ASSIGN, Step.DISCUSS})
"""The steps that the viewer takes, as opposed to waiting or looking."""


def next_step(line: CandidateLine, viewer_id: int) -> Step:
    """Return the viewer's next step with the candidate."""
    case = line.case
    if line.state is CandidateState.WITHDRAWN:
        return Step.NONE
    if line.state is CandidateState.NOT_CHOSEN:
        return Step.DECIDED if case.open_to(viewer_id) else Step.NONE
    if line.state in (CandidateState.DECIDED, CandidateState.HIRED) or case.state is not CaseState.OPEN:
        return Step.DECIDED
    if has_sealed(case, viewer_id):
        return Step.WAIT
    if case.draft_of(viewer_id) is not None:
        return Step.RESUME
    if any(one.assessor_id == viewer_id for one in case.assigned):
        return Step.BEGIN
    if case.open_to(viewer_id):
        return Step.DISCUSS
    return Step.WAIT if case.waiting else Step.ASSIGN
