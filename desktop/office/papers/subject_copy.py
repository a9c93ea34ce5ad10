"""The copy of somebody's own data (152-ФЗ, article 14), read in the transaction of its export. No Qt.

Nobody but the person is named in it: assessors are told by their role, third persons not at all.
What is hidden until all sheets are in stays hidden here too.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from db.assessing import people
from db.assessing.people import CaseLine, PersonCard, PlanLine
from db.development import plans
from db.hiring import decisions, refusals
from db.journal import exports
from db.people import third_persons
from db.people.organisation import organisation
from db.team import diary
from desktop.office.papers.registry import titled
from domain.assessing.result import CaseResult
from domain.development.plan_sheet import PlanSheet
from domain.errors import Refused
from domain.event import HandedOut
from domain.mark import Role
from domain.people.gates import Requirements
from domain.people.naming import Naming, without
from domain.text import Text
from reports.paper.subject_copy import (
    ActionCopy,
    AssessmentCopy,
    Concluded,
    GoalCopy,
    HandedOver,
    PlanCopy,
    Rated,
    SubjectCopy,
    Words,
)
from resources.i18n import words

type Hide = Callable[[str], str]


def read(session: Session, person_id: int, on: date) -> SubjectCopy:
    """Return all that the file holds on a person as of a day, without the names of others.

    Raises:
        Unknown: if there is no such person.
    """
    card = people.card(session, person_id, None, on)
    whole = _read(session, card, on, str)
    others = third_persons.named_in(session, person_id, _texts(whole))
    return _read(session, card, on, lambda text: _hidden(text, others)) if others else whole


def _hidden(text: str, others: Sequence[Naming]) -> str:
    for one in others:
        text = without(text, (span for span in one.spans(text) if span.sure))
    return text


def _read(session: Session, card: PersonCard, on: date, hide: Hide) -> SubjectCopy:
    person_id = card.person.id
    notes = diary.notes_of(session, person_id, None)
    return SubjectCopy(
        organisation=organisation(session),
        person=card.person,
        made_on=on,
        purpose=card.purpose,
        term=card.term,
        papers=card.papers,
        former=tuple((one.name, one.code) for one in card.traces.merges),
        assessments=tuple(_assessment(session, line, on, hide) for line in card.cases),
        plans=tuple(_plan(session, line, on, hide) for line in card.plans),
        notes=tuple(Words(hide(one.fact.text), None, one.fact.observed_on, one.fact.items) for one in notes),
        handed_out=tuple(_handed_over(one) for one in exports.handed_out(session, person_id)),
        names=_names(card.requirements),
        notes_hidden=any(one.waiting and not one.open_to(None) for one in card.cases),
    )


def _names(asked: Requirements | None) -> dict[str, Text]:
    if asked is None:
        return {}
    levels = {one.id: one.name for one in asked.education_levels}
    return levels | asked.areas | asked.examinations


def _handed_over(one: HandedOut) -> HandedOver:
    title = Text(*(titled(one.document, words(language)) for language in ("ru", "en")))
    return HandedOver(one.at, one.document, title, one.formats)


def _texts(copy: SubjectCopy) -> Iterator[str]:
    for one in copy.notes:
        yield one.text
    for case in copy.assessments:
        yield from (case.refusal, case.not_chosen, case.withdrawn)
        yield from (one.text for one in case.words)
        yield from (f"{one.reasons} {one.conditions}" for one in case.conclusions)
    for plan in copy.plans:
        yield plan.aim
        yield from (said for _on, said in plan.meetings)
        yield from (one.reasons for one in plan.conclusions)
        for goal in plan.goals:
            yield goal.outcome
            for action in goal.actions:
                yield from (action.result, action.text.ru, action.text.en or "")


def _assessment(session: Session, line: CaseLine, on: date, hide: Hide) -> AssessmentCopy:
    sheets = tuple(
        (one.role, one.submitted_on) for one in line.sheets if one.handed_in and one.submitted_on is not None
    )
    whole = AssessmentCopy(
        line.cycle_code, line.cycle_kind, line.cycle_title, line.opened_on, line.state, sheets
    )
    try:
        decision = decisions.decision(session, line.case_id, None, on).decided
    except Refused:  # nobody may see it yet, so neither does the person
        return whole
    refusal = None
    with suppress(Refused):
        refusal = refusals.kept(session, line.case_id, None)
    result = decision.result
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
        refusal="" if refusal is None else hide(refusal.text),
        not_chosen="" if decision.not_chosen is None else hide(decision.not_chosen.reason),
        withdrawn=hide(decision.withdrawn or ""),
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
        yield Words(hide(fact.text), roles.get(fact.author_id), fact.observed_on, fact.items)


def _plan(session: Session, line: PlanLine, on: date, hide: Hide) -> PlanCopy:
    whole = PlanCopy(line.kind, line.starts_on, line.ends_on, line.state)
    try:
        sheet = plans.plan(session, line.plan_id, None, on)
    except Refused:  # it shows levels of an assessment that nobody may see yet
        return replace(whole, hidden=True)
    return replace(
        whole,
        aim=hide(sheet.plan.aim),
        goals=tuple(_goals(sheet, hide)),
        meetings=tuple((one.on, hide(one.result)) for one in sheet.plan.meetings),
        conclusions=tuple(
            Concluded(one.told.outcome, hide(one.told.reasons), "", one.told.on) for one in sheet.ends
        ),
    )


def _goals(sheet: PlanSheet, hide: Hide) -> Iterator[GoalCopy]:
    for goal in sheet.plan.goals:
        actions = tuple(
            ActionCopy(_hidden_in(one.text, hide), one.ends_on, one.state, hide(one.result))
            for one in goal.live
        )
        label = sheet.framework.item(goal.item).label
        yield GoalCopy(
            goal.item,
            label,
            goal.level_from,
            goal.level_to,
            goal.level_after,
            hide(goal.outcome),
            actions,
        )


def _hidden_in(text: Text, hide: Hide) -> Text:
    return Text(hide(text.ru), None if text.en is None else hide(text.en))
