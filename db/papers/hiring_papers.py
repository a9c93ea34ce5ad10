"""What the papers of a vacancy and of its candidates show, and what people concluded of anybody."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from db.assessing import cases, cycles, people
from db.assessing.sheet import forms
from db.assessing.talk import asked as questions
from db.development import plans
from db.framework import catalogue, frameworks, job_description_editions
from db.hiring import campaigns, comparisons, decisions, refusals
from db.journal import events
from db.journal.exports import Of
from db.papers import anothers
from db.people import register, retention
from db.people.organisation import organisation, units
from db.team import trends
from domain.assessing.case import CycleKind
from domain.assessing.result import CaseResult
from domain.assessing.trend import trend
from domain.errors import NoCandidate, NoGoals, OwnerLeft
from domain.hiring.comparison import Comparison
from domain.hiring.decision import Decision, NotChosen
from domain.papers import sheet_paper
from domain.papers.assessment_papers import AssessmentOrder, Feedback
from domain.papers.hiring_papers import ConsentPaper, Invitation, RefusalPaper, RequirementsPaper
from domain.papers.paper import Paper
from domain.papers.sheet_paper import SheetPaper
from domain.period import next_quarter
from domain.team import trend_end


def profile(
    session: Session, document: str, case_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[Decision], ...]:
    """Return a case's result and conclusions, with the quarters before it."""
    with register.of_paper(session, document, Of.CASE, case_id):
        decided = decisions.decision(session, case_id, viewer_id, on).decided
    shown = _with_trend(session, decided.result, viewer_id)
    assessors = tuple(
        replace(
            one, sitting_of=anothers.names(session, "submit", "sheet", one.sheet_id).get(one.sheet_id, "")
        )
        for one in shown.assessors
    )
    record = _as_concluded(session, replace(decided, result=replace(shown, assessors=assessors)), case_id)
    return (Paper(record.result.person.code, record),)


def _with_trend(session: Session, record: CaseResult, viewer_id: int | None) -> CaseResult:
    """Return an employee's result with the quarters that the viewer may see; others unchanged."""
    cycle = record.cycle
    if cycle.kind is CycleKind.HIRING or cycle.starts_on is None:
        return record
    found = trends.of_person(session, record.person.id, viewer_id, cycle.starts_on)
    return replace(record, trend=trend_end.of_result(trend(found.quarters), record))


def decision(
    session: Session, document: str, case_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[Decision], ...]:
    """Return a case's result and conclusions."""
    with register.of_paper(session, document, Of.CASE, case_id):
        record = decisions.with_follow_ups(session, case_id, viewer_id, on).decided
    if record.conclusions:
        value = events.value_of(session, "conclude", "case", case_id)
        record = replace(_as_concluded(session, record, case_id), chain_value=value)
    return (Paper(record.result.person.code, record),)


def _as_concluded(session: Session, decided: Decision, case_id: int) -> Decision:
    """Return the decision with the sessions of conclusions that were not entered in one of their own."""
    others = anothers.names(session, "conclude", "case", case_id, "conclusion")
    told = (replace(one, sitting_of=others.get(one.id, "")) for one in decided.conclusions)
    return replace(decided, conclusions=tuple(told))


def feedback(
    session: Session, document: str, case_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[Feedback], ...]:
    """Return a result with the plan kept after it."""
    with register.of_paper(session, document, Of.CASE, case_id):
        decided = decisions.decision(session, case_id, viewer_id, on).decided
        try:
            plan = plans.for_case(session, case_id, viewer_id, next_quarter(on), on)
        except (NoGoals, OwnerLeft):
            plan = None
    kept = plan if plan is not None and plan.plan.id else None
    return (Paper(decided.result.person.code, Feedback(decided, kept)),)


def refusal(
    session: Session, document: str, case_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[RefusalPaper], ...]:
    """Return the reasons of a refusal, in the text last kept, if any."""
    with register.of_paper(session, document, Of.CASE, case_id):
        record = refusals.draft(session, case_id, viewer_id, on)
    ground = record.ground
    if isinstance(ground, NotChosen):
        other = anothers.names(session, "choose_another", "case", case_id).get(case_id, "")
    else:
        other = anothers.names(session, "conclude", "case", case_id, "conclusion").get(ground.id, "")
    record = replace(record, ground=replace(ground, sitting_of=other))
    kept = refusals.kept(session, case_id, viewer_id)
    return (Paper(record.person.code, RefusalPaper(record, kept.text if kept is not None else None)),)


def consent(session: Session, document: str, case_id: int, on: date) -> tuple[Paper[ConsentPaper], ...]:
    """Return a consent for the duration of the selection."""
    return _consent(session, document, case_id, on, reserve=False)


def consent_for_reserve(
    session: Session, document: str, case_id: int, on: date
) -> tuple[Paper[ConsentPaper], ...]:
    """Return a consent for the time after it."""
    return _consent(session, document, case_id, on, reserve=True)


def _consent(
    session: Session, document: str, case_id: int, on: date, *, reserve: bool
) -> tuple[Paper[ConsentPaper], ...]:
    person = people.person(session, forms.person_of(session, case_id))
    terms = retention.policy(session)
    with register.of_paper(session, document, Of.CASE, case_id):
        record = ConsentPaper(organisation(session), person, person.post, on, reserve, terms)
    return (Paper(person.code, record),)


def invitation(session: Session, document: str, case_id: int, on: date) -> tuple[Paper[Invitation], ...]:
    """Return the letter to a candidate.

    Raises:
        NoCandidate: if the case is of an employee.
    """
    line = cases.line(session, case_id)
    cycle = cycles.by_code(session, line.cycle_code)
    if cycle.kind is not CycleKind.HIRING:
        raise NoCandidate
    held = campaigns.campaign(session, cycle.id)
    names = {unit.id: unit.name for unit in units(session)}
    with register.of_paper(session, document, Of.CASE, case_id):
        record = Invitation(
            organisation=organisation(session),
            person=people.person(session, line.person_id),
            cycle=cycle,
            post=held.profile.post,
            unit=names.get(cycle.unit_id or 0, ""),
            panel=held.panel,
            minutes=held.minutes,
            made_on=on,
        )
    return (Paper(record.person.code, record),)


def requirements(
    session: Session, document: str, cycle_id: int, on: date
) -> tuple[Paper[RequirementsPaper], ...]:
    """Return the requirements of a campaign."""
    held = campaigns.campaign(session, cycle_id)
    names = {unit.id: unit.name for unit in units(session)}
    framework = frameworks.framework(session, held.cycle.framework_id)
    with register.of_paper(session, document, Of.CYCLE, cycle_id):
        own = organisation(session)
    record = RequirementsPaper(
        organisation=own,
        framework=framework,
        campaign=held,
        questions=questions.questions(session, cycle_id),
        lead=questions.lead(session, cycle_id),
        unit=names.get(held.cycle.unit_id or 0, ""),
        made_on=on,
        basis=catalogue.citation(framework.key),
        policy=frameworks.policy(session, held.cycle.policy_id)[2],
        handed_out=catalogue.handed_out(),
        job_description=job_description_editions.newest(session, framework.id),
    )
    return (Paper(held.cycle.code, record),)


def comparison(
    session: Session, document: str, cycle_id: int, viewer_id: int | None, on: date
) -> tuple[Paper[Comparison], ...]:
    """Return the candidates of a campaign side by side."""
    with register.of_paper(session, document, Of.CYCLE, cycle_id):
        record = comparisons.comparison(session, cycle_id, viewer_id, on)
    return (Paper(record.cycle.code, record),)


def empty_form(session: Session, document: str, cycle_id: int, on: date) -> tuple[Paper[SheetPaper], ...]:
    """Return an empty form with the questions of a campaign."""
    held = campaigns.campaign(session, cycle_id)
    framework = frameworks.framework(session, held.cycle.framework_id)
    critical = {code for code, target in held.profile.targets.items() if target.critical}
    chosen = held.question_set
    items = {item.code for item in framework.items} if chosen is None else {*chosen.items, *critical}
    scale = frameworks.scale(session, held.cycle.scale_id)
    with register.of_paper(session, document, Of.CYCLE, cycle_id):
        record = sheet_paper.empty(framework, scale, organisation(session), items, critical, on)
    return (Paper(held.cycle.code, record),)


def campaign_order(
    session: Session, document: str, cycle_id: int, on: date
) -> tuple[Paper[AssessmentOrder], ...]:
    """Return a campaign to be ordered; candidates are not named in an order."""
    held = campaigns.campaign(session, cycle_id)
    names = {unit.id: unit.name for unit in units(session)}
    with register.of_paper(session, document, Of.CYCLE, cycle_id):
        own = organisation(session)
    record = AssessmentOrder(
        organisation=own,
        cycle=held.cycle,
        framework=frameworks.framework(session, held.cycle.framework_id),
        unit=names.get(held.cycle.unit_id or 0, ""),
        commission=held.panel,
        people=(),
        made_on=on,
        post=held.profile.post,
    )
    return (Paper(held.cycle.code, record),)
