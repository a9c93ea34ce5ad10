"""The copy of somebody's own data (152-ФЗ, article 14).

It names nobody but the person: assessors appear by role, third persons not at all.
What is hidden until all sheets are in stays hidden here too.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from db.assessing import people
from db.assessing.people import CaseLine, PersonCard, PlanLine
from db.development import mentors, plans
from db.hiring import decisions, refusals
from db.journal import exports
from db.journal.exports import Of
from db.people import register, third_persons
from db.people.organisation import organisation
from db.team import diary, subject_rows
from domain.assessing.case import CycleKind
from domain.assessing.result import CaseResult
from domain.development.adaptation import Mentoring
from domain.development.indicator import Indicator
from domain.development.plan import Action
from domain.development.plan_sheet import PlanSheet
from domain.development.probation import ProbationEnd
from domain.errors import Refused
from domain.event import HandedOut
from domain.hiring.decision import Decision
from domain.mark import Role
from domain.papers.paper import Paper
from domain.papers.subject_copy import (
    ActionCopy,
    Agreed,
    AssessmentCopy,
    Concluded,
    GoalCopy,
    HandedOver,
    PlanCopy,
    Rated,
    SubjectCopy,
    Words,
)
from domain.people.gates import Requirements
from domain.people.naming import Naming, without
from domain.people.organisation import Organisation
from domain.people.subject import CaseRest, PersonRest
from domain.text import Text

type Hide = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Case:
    """What is read of an assessment; ``decision`` is None if nobody may see it yet, so neither the person."""

    line: CaseLine
    rest: CaseRest
    decision: Decision | None = None
    refusal: str = ""


def subject_copy(session: Session, document: str, person_id: int, on: date) -> tuple[Paper[SubjectCopy], ...]:
    """Return all that is held on a person as of a day, without the names of others, regardless of who asks.

    The documents in it have no titles yet, which are not of the file.

    Raises:
        Unknown: if there is no such person.
    """
    with register.of_paper(session, document, Of.PERSON, person_id):
        own = organisation(session)
    card = people.card(session, person_id, None, on)
    cases = tuple(_case(session, line, on) for line in card.cases)  # once: most of the time goes there
    texts: list[str] = []

    def collect(text: str) -> str:
        texts.append(text)
        return text

    record = _read(session, own, card, cases, on, collect)
    if others := third_persons.named_in(session, person_id, texts):
        record = _read(session, own, card, cases, on, lambda text: _hidden(text, others))
    return (Paper(record.person.code, record),)


def _hidden(text: str, others: Sequence[Naming]) -> str:
    for one in others:
        text = without(text, (span for span in one.spans(text) if span.sure))
    return text


def _read(
    session: Session,
    own: Organisation,
    card: PersonCard,
    cases: Sequence[_Case],
    on: date,
    hide: Hide,
) -> SubjectCopy:
    person_id = card.person.id
    rest = _without_names(subject_rows.of_person(session, person_id, None), hide)
    notes = diary.notes_of(session, person_id, None)
    return SubjectCopy(
        organisation=own,
        person=card.person,
        made_on=on,
        purpose=card.purpose,
        term=card.term,
        papers=card.papers,
        former=tuple((one.name, one.code) for one in card.traces.merges),
        assessments=tuple(_assessment(one, hide) for one in cases),
        plans=tuple(_plan(session, line, on, hide) for line in card.plans),
        notes=tuple(
            Words(hide(one.fact.text), None, one.fact.observed_on, one.fact.items, one.fact.polarity)
            for one in notes
        ),
        handed_out=tuple(_handed_over(one) for one in exports.handed_out(session, person_id)),
        names=_names(card.requirements),
        notes_hidden=any(one.waiting and not one.open_to(None) for one in card.cases),
        rest=rest,
    )


def _names(asked: Requirements | None) -> dict[str, Text]:
    if asked is None:
        return {}
    levels = {one.id: one.name for one in asked.education_levels}
    return levels | asked.areas | asked.examinations


def _without_names(rest: PersonRest, hide: Hide) -> PersonRest:
    told = tuple(
        replace(
            one,
            document=replace(one.document, title=_hidden_in(one.document.title, hide)),
            signature=replace(
                one.signature, reason=hide(one.signature.reason), scan=hide(one.signature.scan)
            ),
        )
        for one in rest.familiarised
    )
    issued = tuple(
        replace(
            one,
            issue=replace(
                one.issue, signed_by=hide(one.issue.signed_by), recipients=hide(one.issue.recipients)
            ),
        )
        for one in rest.issued
    )
    return replace(rest, familiarised=told, issued=issued)


def _handed_over(one: HandedOut) -> HandedOver:
    return HandedOver(one.at, one.document, one.formats)


def _case(session: Session, line: CaseLine, on: date) -> _Case:
    rest = subject_rows.of_case(session, line.case_id, None)
    try:
        decision = decisions.decision(session, line.case_id, None, on).decided
    except Refused:
        return _Case(line, rest)
    refusal = None
    if line.cycle_kind is CycleKind.HIRING:  # nobody else is refused
        with suppress(Refused):
            refusal = refusals.kept(session, line.case_id, None)
    return _Case(line, rest, decision, "" if refusal is None else refusal.text)


def _assessment(case: _Case, hide: Hide) -> AssessmentCopy:
    line, rest, decision = case.line, case.rest, case.decision
    sheets = tuple(
        (one.role, one.submitted_on) for one in line.sheets if one.handed_in and one.submitted_on is not None
    )
    whole = AssessmentCopy(
        line.cycle_code,
        line.cycle_kind,
        line.cycle_title,
        line.opened_on,
        line.state,
        sheets,
    )
    if decision is None:
        return replace(whole, rest=rest)
    result, opening = decision.result, decision.result.opening
    return replace(
        whole,
        totals=result.score.totals,
        kept_back=result.kept_apart,
        rows=tuple(_rated(result)),
        words=tuple(_words(result, hide)),
        conclusions=tuple(
            Concluded(one.outcome, hide(one.reasons), hide(one.conditions), one.on)
            for one in decision.conclusions
        ),
        refusal=hide(case.refusal),
        not_chosen=hide(rest.not_chosen),
        withdrawn=hide(decision.withdrawn or ""),
        agreed=tuple(Agreed(one.code, one.level, hide(one.reason), one.on) for one in decision.settled),
        opened_early=None if opening is None else (hide(opening.reason), opening.on),
        rest=_rest(rest, kept_back=result.kept_apart, hide=hide),
    )


def _rest(rest: CaseRest, *, kept_back: bool, hide: Hide) -> CaseRest:
    """Return the rest without names; why others corrected their sheets would tell who they are (law 15)."""
    return replace(
        rest,
        own=tuple(
            replace(sheet, marks=tuple(replace(mark, comment=hide(mark.comment)) for mark in sheet.marks))
            for sheet in rest.own
        ),
        corrections=tuple(
            replace(one, reason=hide(one.reason))
            for one in rest.corrections
            if one.role is Role.SELF or not kept_back
        ),
        left_out=tuple((code, hide(reason)) for code, reason in rest.left_out),
        refusals=tuple((hide(text), on) for text, on in rest.refusals),
    )


def _rated(result: CaseResult) -> Iterator[Rated]:
    for row in result.score.rows:
        if row.entry.in_scope:
            label = result.framework.item(row.code).label
            yield Rated(row.code, label, row.level, row.entry.target, row.imported)


def _words(result: CaseResult, hide: Hide) -> Iterator[Words]:
    """Yield the words of the assessors who may be shown, each by role; none if one could be recognised."""
    if result.kept_apart:
        return
    roles: dict[int | None, Role] = {one.id: one.role for one in result.assessors}
    for comment in result.comments:
        if comment.assessor_id in roles and comment.text.strip():
            yield Words(hide(comment.text), roles[comment.assessor_id], None, (comment.code,))
    for fact in reversed(result.facts):
        role = roles.get(fact.author_id)
        yield Words(hide(fact.text), role, fact.observed_on, fact.items, fact.polarity)


def _plan(session: Session, line: PlanLine, on: date, hide: Hide) -> PlanCopy:
    whole = PlanCopy(line.kind, line.starts_on, line.ends_on, line.state)
    try:
        sheet = plans.plan(session, line.plan_id, None, on)
    except Refused:  # it shows levels of an assessment that nobody may see yet
        return replace(whole, hidden=True)
    plan = sheet.plan
    return replace(
        whole,
        aim=hide(plan.aim),
        goals=tuple(_goals(sheet, hide)),
        meetings=tuple((one.on, hide(one.result)) for one in plan.meetings),
        conclusions=tuple(_ended(sheet, one, hide) for one in sheet.ends),
        number=plan.number,
        approved_on=plan.approved_on,
        closed_on=plan.closed_on,
        hours_budget=plan.hours_budget,
        mentoring=_mentoring(mentors.mentoring(session, line.plan_id), hide),
        induction=tuple(replace(one, text=_hidden_in(one.text, hide)) for one in sheet.induction),
        indicators=tuple(_indicator(one, hide) for one in sheet.indicators),
        removed=tuple(hide(text) for text in subject_rows.removed_of(session, line.plan_id)),
    )


def _ended(sheet: PlanSheet, end: ProbationEnd, hide: Hide) -> Concluded:
    items, told = {goal.id: goal.item for goal in sheet.plan.goals}, end.told
    return Concluded(
        told.outcome,
        hide(told.reasons),
        "",
        told.on,
        documents=hide(told.documents),
        absence=hide(told.absence),
        ends_on=told.ends_on,
        notice_on=told.notice_on,
        levels=tuple((items[one.goal_id], one.level) for one in end.levels if one.goal_id in items),
    )


def _mentoring(one: Mentoring | None, hide: Hide) -> Mentoring | None:
    """Return what was agreed with the mentor, who is not named."""
    if one is None:
        return None
    return replace(
        one,
        mentor_id=0,
        mentor_name="",
        signature_name="",
        agreement_no=hide(one.agreement_no),
        content=hide(one.content),
        form=hide(one.form),
        pay=hide(one.pay),
        clause=hide(one.clause),
    )


def _indicator(one: Indicator, hide: Hide) -> Indicator:
    weeks = tuple(replace(week, note=hide(week.note)) for week in one.weeks)
    return replace(one, name=hide(one.name), norm=hide(one.norm), weeks=weeks)


def _goals(sheet: PlanSheet, hide: Hide) -> Iterator[GoalCopy]:
    for goal in sheet.plan.goals:
        yield GoalCopy(
            goal.item,
            sheet.framework.item(goal.item).label,
            goal.level_from,
            goal.level_to,
            goal.level_after,
            hide(goal.outcome),
            tuple(_action(one, hide) for one in goal.actions),
            hide(goal.criterion),
            goal.critical,
            goal.weight,
            goal.asked,
            tuple(sheet.framework.duty(one).called for one in goal.duties),
            goal.aliases,
        )


def _action(one: Action, hide: Hide) -> ActionCopy:
    return ActionCopy(
        _hidden_in(one.text, hide),
        one.ends_on,
        one.state,
        hide(one.result),
        one.kind,
        _hidden_in(one.evidence, hide),
        one.starts_on,
        one.done_on,
        one.hours,
        one.retired,
        tuple(replace(move, reason=hide(move.reason)) for move in one.postponed),
    )


def _hidden_in(text: Text, hide: Hide) -> Text:
    return Text(hide(text.ru), None if text.en is None else hide(text.en))
