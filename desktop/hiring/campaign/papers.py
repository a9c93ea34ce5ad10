"""The documents of a campaign and of its candidates."""

from db.hiring.campaigns import CandidateLine, CandidateState
from desktop.export.papers_of import OF_DECISION, OF_RESULT, of_one
from desktop.office.papers.registry import (
    ANSWER_FORM,
    CANDIDATE_LEVELS,
    COMPARISON,
    CONSENT,
    FILLED,
    FORM,
    INVITATION,
    KEYS,
    MINUTES,
    ORDER,
    QUESTIONS,
    REFUSAL,
    REJECTION,
    REQUIREMENTS,
    SELECTION,
    SHEET,
)
from domain.hiring.decision import Outcome

OF_VACANCY = (
    *(REQUIREMENTS, QUESTIONS, FORM, ORDER),
    *(COMPARISON, SELECTION, MINUTES, CANDIDATE_LEVELS),
)


def of_campaign(cycle_id: int, line: CandidateLine | None, viewer_id: int) -> dict[str, tuple[int, ...]]:
    """Return the documents of a candidate, if one is given, then those of the vacancy."""
    own = {} if line is None else of_one(line.case.case_id, *of_candidate(line, viewer_id))
    return own | of_one(cycle_id, *OF_VACANCY)


def of_candidate(line: CandidateLine, viewer_id: int) -> tuple[str, ...]:
    """Return the documents that there are of a candidate, the usual one first."""
    case = line.case
    handed_in = [one for one in case.sheets if one.handed_in]
    shown = (
        handed_in if case.open_to(viewer_id) else [one for one in handed_in if one.assessor_id == viewer_id]
    )
    waiting, counts = bool(case.pending), line.counts_for(viewer_id)
    refused = line.concluded is Outcome.NOT_RECOMMEND or line.state is CandidateState.NOT_CHOSEN
    sheets = (*((SHEET, KEYS, ANSWER_FORM) if waiting else ()), *((FILLED,) if shown else ()))
    results = (*OF_DECISION, *OF_RESULT, *((REFUSAL, REJECTION) if refused else ())) if counts else ()
    decided = line.concluded not in (None, Outcome.CONTINUE)
    first = (*results, *sheets) if decided and not case.waiting else (*sheets, *results)
    return (*first, INVITATION, CONSENT)
