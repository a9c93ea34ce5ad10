"""Giving documents their numbers in the register, once they are ready to be signed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from inspect import signature
from typing import Any

from sqlmodel import Session

from db.journal import journal
from db.journal.exports import Of
from db.papers import framework_papers, hiring_papers, plan_papers, team_papers
from db.people import register
from domain.assessing.case import CycleKind
from domain.development.plan import PlanState
from domain.development.plan_sheet import PlanSheet
from domain.errors import Impossible, OnlyDraft
from domain.hiring.decision import Decision
from domain.papers import kinds
from domain.papers.hiring_papers import RefusalPaper
from domain.papers.paper import Paper
from domain.people.issued import Issue, Registered
from domain.people.organisation import Registration


def issue(
    session: Session,
    document: str,
    subject_id: int,
    viewer_id: int | None,
    on: date,
    unit_id: int | None = None,
    entry: Issue | None = None,
) -> str:
    """Give a document its number, unless it has one, and return the number as printed.

    Without *entry* it is what a new line begins with: the day asked for, the usual approver, one copy.

    Raises:
        Refused: if the document may not be had, or is a draft.
        Impossible: if this kind has no numbers.
    """
    if document not in READ:
        raise Impossible("document")
    of, read = READ[document]
    asked = {"viewer_id": viewer_id, "on": on, "unit_id": unit_id}
    given = {name: one for name, one in asked.items() if name in signature(read).parameters}
    if any(_draft(document, paper.record) for paper in read(session, document, subject_id, **given)):
        raise OnlyDraft
    told = entry or replace(register.proposed(session, document), on=on)
    register.issue(session, document, of, subject_id, told, unit_id or 0)
    known = register.registration(session, document, subject_id, unit_id)
    assert known is not None
    return known.code


def issue_all(
    session: Session,
    document: str,
    ids: Sequence[int],
    viewer_id: int | None,
    on: date,
    unit_id: int | None,
    entry: Issue,
    seen: Sequence[Registration | None],
) -> tuple[str, ...]:
    """Give a document of each of these subjects its number as one act, and return the numbers.

    *seen* are the numbers that they had when the entry was begun.

    Raises:
        Registered: if one got its number since: it would keep that, and not what was entered.
        Refused: as for one; then none gets a number.
    """
    known = register.registrations(session, document, ids, unit_id)
    for before, now in zip(seen, known, strict=True):
        if now is not None and now != before:
            raise Registered(now.code, now.on)

    def all_of_them() -> tuple[str, ...]:
        return tuple(issue(session, document, one, viewer_id, on, unit_id, entry) for one in ids)

    if len(ids) == 1 or all(known):
        return all_of_them()
    with journal.act(session, "issue", "document"):
        return all_of_them()


def _draft(document: str, record: object) -> bool:
    """Return whether a paper is still a draft, which nobody signs."""
    match record:
        case PlanSheet() as sheet:
            return sheet.plan.state is PlanState.DRAFT or (document == kinds.NOTICE and not sheet.ends)
        case RefusalPaper() as refusal:
            return refusal.text is None
        case Decision() as decision:
            return decision.result.cycle.kind is CycleKind.HIRING and not decision.conclusions
        case _:
            return False


type Read = Callable[..., tuple[Paper[Any], ...]]

READ: Mapping[str, tuple[Of, Read]] = {
    kinds.DECISION: (Of.CASE, hiring_papers.decision),
    kinds.REFUSAL: (Of.CASE, hiring_papers.refusal),
    kinds.REJECTION: (Of.CASE, hiring_papers.refusal),
    kinds.INVITATION: (Of.CASE, hiring_papers.invitation),
    kinds.FEEDBACK: (Of.CASE, hiring_papers.feedback),
    kinds.REQUIREMENTS: (Of.CYCLE, hiring_papers.requirements),
    kinds.MINUTES: (Of.CYCLE, hiring_papers.comparison),
    kinds.ORDER: (Of.CYCLE, hiring_papers.campaign_order),
    kinds.STAFF_ORDER: (Of.CYCLE, team_papers.staff_order),
    kinds.IDP: (Of.PLAN, plan_papers.kept_plan),
    kinds.ADAPTATION: (Of.PLAN, plan_papers.kept_plan),
    kinds.NOTICE: (Of.PLAN, plan_papers.failed_probation),
    kinds.MENTOR_ORDER: (Of.PLAN, plan_papers.mentored_plan),
    kinds.MENTOR_REPORT: (Of.PLAN, plan_papers.mentored_plan),
    kinds.REFUSAL_TO_SIGN: (Of.PERSON, framework_papers.refusal_to_sign),
    kinds.REGULATION: (Of.FRAMEWORK, framework_papers.regulation),
    kinds.MODEL_ORDER: (Of.FRAMEWORK, framework_papers.regulation),
}
"""Whose each numbered document is, and what it shows: a draft gets no number."""
