"""What each document shows, read in the transaction of its export. No Qt.

A document that may not be had yet is refused here, with the reason, wherever the request comes from.
"""

from dataclasses import replace

from sqlmodel import Session

from db.assessing import cases, cycles, people
from db.assessing.sheet import answer_forms as sent_forms
from db.assessing.sheet import forms, seats, sheets
from db.assessing.talk import asked as questions
from db.assessing.talk import probes
from db.development import plans
from db.framework import catalogue, frameworks, job_description_editions
from db.hiring import campaigns, comparisons, decisions, refusals
from db.journal import events, sittings
from db.people import declensions, retention
from db.people.organisation import organisation, units, units_below
from db.team import matrix as matrices
from db.team import shift_minimums, staff_cycles, training_drafts, trainings, trends
from db.team.long_table import long_part
from desktop.office.papers import subject_copy as subject_copies
from desktop.office.papers.document import Asked, Paper
from domain.assessing.case import CycleKind
from domain.assessing.result import CaseResult
from domain.assessing.sheet import Sheet
from domain.assessing.trend import trend
from domain.development.adaptation import MentorsByJob
from domain.development.plan_sheet import PlanSheet
from domain.errors import (
    NoCandidate,
    NoGoals,
    NoMentor,
    NotFailed,
    NothingSubmitted,
    NoTopics,
    NotYours,
    OwnerLeft,
    Unknown,
)
from domain.hiring.campaign import Panelist
from domain.hiring.decision import Decision, NotChosen
from domain.mark import Role
from domain.period import next_quarter
from domain.plan_kinds import ProbationOutcome
from domain.team import shift, trend_end
from domain.team.long_table import LongTable
from domain.team.matrix import TeamMatrix
from reports.paper import letterhead
from reports.paper.contents import papers, team_paper
from reports.paper.contents.assessment_papers import AssessmentOrder, Feedback, Invitation
from reports.paper.contents.papers import (
    ConsentPaper,
    RefusalPaper,
    RequirementsPaper,
    SheetPaper,
)

type Papers = tuple[Paper, ...]


def result(session: Session, asked: Asked) -> Papers:
    """Return the result of a case."""
    record = cases.result(session, asked.id, asked.viewer_id, asked.on)
    return (Paper(record.person.code, record),)


def profile(session: Session, asked: Asked) -> Papers:
    """Return a case's result and conclusions, with the quarters before it."""
    decided = decisions.decision(session, asked.id, asked.viewer_id, asked.on).decided
    shown = with_trend(session, decided.result, asked.viewer_id)
    assessors = tuple(
        replace(one, sitting_of=_sitting(session, "submit", "sheet", one.sheet_id).get(one.sheet_id, ""))
        for one in shown.assessors
    )
    record = _as_concluded(session, replace(decided, result=replace(shown, assessors=assessors)), asked.id)
    return (Paper(record.result.person.code, record),)


def proposed_plan(session: Session, asked: Asked) -> Papers:
    """Return the plan of a case; if none is stored, one for the quarter after the day."""
    record = plans.for_case(session, asked.id, asked.viewer_id, next_quarter(asked.on), asked.on)
    return (Paper(record.person.code, _as_approved(session, record)),)


def kept_plan(session: Session, asked: Asked) -> Papers:
    """Return a stored plan."""
    record = replace(plans.plan(session, asked.id, asked.viewer_id, asked.on), meeting_id=asked.part_id)
    return (Paper(record.person.code, _as_approved(session, record)),)


def _as_approved(session: Session, record: PlanSheet) -> PlanSheet:
    """Return the plan with the journal's value of its approval, which never changes."""
    plan = record.plan
    if not plan.id or plan.approved_on is None:
        return record
    other = _sitting(session, "approve", "plan", plan.id).get(plan.id, "")
    value = events.value_of(session, "approve", "plan", plan.id)
    return replace(record, chain_value=value, sitting_of=other)


def sheets_to_fill_in(session: Session, asked: Asked) -> Papers:
    """Return a sheet for each assessor who has not handed in; without marks, so allowed in a blind case."""
    return tuple(Paper(code, sheet) for code, sheet in _blanks(session, asked))


def sheets_with_keys(session: Session, asked: Asked) -> Papers:
    """Return the same sheets with questions and answer keys, for the assessor alone."""
    return tuple(Paper(code, _with_keys(session, sheet)) for code, sheet in _blanks(session, asked))


def answer_forms(session: Session, asked: Asked) -> Papers:
    """Return a form for each assessor who has not handed in; without marks, like a blank sheet."""
    made = sent_forms.papers(session, asked.id, asked.on, asked.without)
    return tuple(Paper(_code_of(one.sheet), one) for one in made)


def _blanks(session: Session, asked: Asked) -> list[tuple[str, SheetPaper]]:
    own = organisation(session)
    post = seats.profile_of(session, asked.id).post
    return [
        (_code_of(sheet), replace(papers.blank(sheet, own, asked.on), post=post))
        for sheet in forms.blanks(session, asked.id, out=True)
    ]


def _with_keys(session: Session, paper: SheetPaper) -> SheetPaper:
    assert paper.cycle is not None
    return replace(
        paper,
        questions=questions.questions(session, paper.cycle.id),
        adequate_rule=catalogue.adequate_rule(),
        lead=questions.lead(session, paper.cycle.id),
        handed_out=catalogue.handed_out(),
    )


def _code_of(sheet: Sheet) -> str:
    return f"{sheet.person.code}_{sheet.assessor.code}"


def submitted_sheets(session: Session, asked: Asked) -> Papers:
    """Return the submitted sheets that the viewer may see; of one being corrected, the one that counts.

    Raises:
        StillBlind: naming those whose sheets are out, if that hides them all.
        NothingSubmitted: if there is none.
    """
    own = organisation(session)
    post = seats.profile_of(session, asked.id).post
    made: list[Paper] = []
    (line,) = cases.lines_of(session, [asked.id])
    for known in line.sheets:
        if known.counted_id is None:
            continue
        try:
            sheet = sheets.sheet(session, known.counted_id, asked.viewer_id)
        except NotYours:
            continue
        paper = papers.filled(sheet, own, asked.on, probes.of_cycle(session, sheet.cycle.id))
        other = _sitting(session, "submit", "sheet", sheet.id)
        value = events.value_of(session, "submit", "sheet", sheet.id)
        paper = replace(paper, post=post, sitting_of=other.get(sheet.id, ""), chain_value=value)
        made.append(Paper(_code_of(sheet), paper))
    if not made:
        cases.result(session, asked.id, asked.viewer_id, asked.on)  # raises, naming those it waits for
        raise NothingSubmitted
    return tuple(made)


def decision(session: Session, asked: Asked) -> Papers:
    """Return a case's result and conclusions."""
    record = decisions.with_follow_ups(session, asked.id, asked.viewer_id, asked.on).decided
    if record.conclusions:
        value = events.value_of(session, "conclude", "case", asked.id)
        record = replace(_as_concluded(session, record, asked.id), chain_value=value)
    return (Paper(record.result.person.code, record),)


def _as_concluded(session: Session, decided: Decision, case_id: int) -> Decision:
    """Return the decision with the sessions of conclusions that were not entered in one of their own."""
    others = _sitting(session, "conclude", "case", case_id, "conclusion")
    told = (replace(one, sitting_of=others.get(one.id, "")) for one in decided.conclusions)
    return replace(decided, conclusions=tuple(told))


def refusal(session: Session, asked: Asked) -> Papers:
    """Return the reasons of a refusal, in the text last kept, if any."""
    record = refusals.draft(session, asked.id, asked.viewer_id, asked.on)
    ground = record.ground
    if isinstance(ground, NotChosen):
        other = _sitting(session, "choose_another", "case", asked.id).get(asked.id, "")
    else:
        other = _sitting(session, "conclude", "case", asked.id, "conclusion").get(ground.id, "")
    record = replace(record, ground=replace(ground, sitting_of=other))
    kept = refusals.kept(session, asked.id, asked.viewer_id)
    return (Paper(record.person.code, RefusalPaper(record, kept.text if kept is not None else None)),)


def consent(session: Session, asked: Asked) -> Papers:
    """Return a consent for the duration of the selection."""
    return _consent(session, asked, reserve=False)


def consent_for_reserve(session: Session, asked: Asked) -> Papers:
    """Return a consent for the time after it."""
    return _consent(session, asked, reserve=True)


def _consent(session: Session, asked: Asked, *, reserve: bool) -> Papers:
    person = people.person(session, forms.person_of(session, asked.id))
    terms = retention.policy(session)
    record = ConsentPaper(organisation(session), person, person.post, asked.on, reserve, terms)
    return (Paper(person.code, record),)


def requirements(session: Session, asked: Asked) -> Papers:
    """Return the requirements of a campaign."""
    held = campaigns.campaign(session, asked.id)
    names = {unit.id: unit.name for unit in units(session)}
    framework = frameworks.framework(session, held.cycle.framework_id)
    record = RequirementsPaper(
        organisation=organisation(session),
        framework=framework,
        campaign=held,
        questions=questions.questions(session, asked.id),
        lead=questions.lead(session, asked.id),
        unit=names.get(held.cycle.unit_id or 0, ""),
        made_on=asked.on,
        basis=catalogue.citation(framework.key),
        policy=frameworks.policy(session, held.cycle.policy_id)[2],
        handed_out=catalogue.handed_out(),
        job_description=job_description_editions.newest(session, framework.id),
    )
    return (Paper(held.cycle.code, record),)


def comparison(session: Session, asked: Asked) -> Papers:
    """Return the candidates of a campaign side by side."""
    record = comparisons.comparison(session, asked.id, asked.viewer_id, asked.on)
    return (Paper(record.cycle.code, record),)


def empty_form(session: Session, asked: Asked) -> Papers:
    """Return an empty form with the questions of a campaign."""
    held = campaigns.campaign(session, asked.id)
    framework = frameworks.framework(session, held.cycle.framework_id)
    critical = {code for code, target in held.profile.targets.items() if target.critical}
    chosen = held.question_set
    items = {item.code for item in framework.items} if chosen is None else {*chosen.items, *critical}
    scale = frameworks.scale(session, held.cycle.scale_id)
    record = papers.empty(framework, scale, organisation(session), items, critical, asked.on)
    return (Paper(held.cycle.code, record),)


def matrix(session: Session, asked: Asked) -> Papers:
    """Return what a team's papers show the viewer, for a unit and those below it if one is given.

    Raises:
        Unknown: if there is no such cycle or unit.
    """
    cycle_id, viewer_id, unit_id = asked.id, asked.viewer_id, asked.unit_id
    found = matrices.team_matrix(session, cycle_id, viewer_id, unit_id)
    names = {unit.id: unit.name for unit in units(session)}
    line = trends.of_team(session, cycle_id, viewer_id, unit_id)
    trend = trend_end.of_team(line, found) if line.points else None
    record = team_paper.paper(
        found,
        organisation(session),
        names,
        asked.on,
        "" if unit_id is None else names[unit_id],
        trend,
        cycles.last_day(session, cycle_id),
        _short(session, found),
    )
    return (Paper("_".join(part for part in (record.matrix.cycle.code, record.unit) if part), record),)


def _short(session: Session, matrix: TeamMatrix) -> tuple[shift.Short, ...] | None:
    """Return where minimums for a shift are not known to be met; None if the items have none."""
    minimums = shift_minimums.minimums(session)
    if not any(item.key in minimums for item in matrix.framework.items):
        return None
    return shift.short(matrix, minimums, shift_minimums.beside(session, matrix))


def long_table(session: Session, asked: Asked) -> Papers:
    """Return the levels of an assessment of staff or of the candidates for a vacancy, a row each.

    Raises:
        Unknown: if there is no such cycle or unit.
    """
    part = long_part(session, asked.id, asked.viewer_id, asked.unit_id)
    unit = "" if asked.unit_id is None else part.units[asked.unit_id]
    code = "_".join(one for one in (part.matrix.cycle.code, unit) if one)
    return (Paper(code, LongTable((part,), asked.on)),)


def training(session: Session, asked: Asked) -> Papers:
    """Return a team's training request.

    Raises:
        NoTopics: if nothing is planned.
    """
    record = trainings.plan(session, asked.id, asked.viewer_id, asked.on, asked.unit_id)
    if not record.topics:
        kept = training_drafts.kept(session, asked.id, asked.viewer_id, asked.unit_id)
        raise NoTopics(removed=kept is not None)
    return (Paper(record.cycle.code, record),)


def with_trend(session: Session, record: CaseResult, viewer_id: int | None) -> CaseResult:
    """Return an employee's result with the quarters that the viewer may see; others unchanged."""
    cycle = record.cycle
    if cycle.kind is CycleKind.HIRING or cycle.starts_on is None:
        return record
    found = trends.of_person(session, record.person.id, viewer_id, cycle.starts_on)
    return replace(record, trend=trend_end.of_result(trend(found.quarters), record))


def subject_copy(session: Session, asked: Asked) -> Papers:
    """Return all that is held on a person, without the names of others, regardless of who asks."""
    record = subject_copies.read(session, asked.id, asked.on)
    return (Paper(record.person.code, record),)


def unit_of(session: Session, name: str) -> int:
    """Return the unit with this name, ignoring case, the topmost if there are several.

    Raises:
        Unknown: if there is none.
    """
    wanted = " ".join(name.split()).casefold()
    known = units(session)
    parents = {unit.id: unit.parent_id for unit in known}

    def depth(unit_id: int | None) -> int:
        return 0 if unit_id is None else 1 + depth(parents[unit_id])

    found = [unit.id for unit in known if unit.name.casefold() == wanted]
    if not found:
        raise Unknown("unit", name)
    return min(found, key=lambda one: (depth(one), one))


def _sitting(session: Session, act: str, kind: str, subject_id: int, part: str = "") -> dict[int, str]:
    """Return the id of what was entered in a sitting of somebody else -> the name of that person.

    The id is in the data of the event under *part*, else it is that of the subject.
    """
    events = sittings.in_anothers(session, act, kind, subject_id)
    if not events:
        return {}
    known = people.brief(session, {one for one, _data in events})
    names = {one: person.short_name for one, person in known.items()}
    return {(data[part] if part else subject_id): names.get(one, "") for one, data in events}


def campaign_order(session: Session, asked: Asked) -> Papers:
    """Return a campaign to be ordered; candidates are not named in an order."""
    held = campaigns.campaign(session, asked.id)
    names = {unit.id: unit.name for unit in units(session)}
    record = AssessmentOrder(
        organisation=organisation(session),
        cycle=held.cycle,
        framework=frameworks.framework(session, held.cycle.framework_id),
        unit=names.get(held.cycle.unit_id or 0, ""),
        commission=held.panel,
        people=(),
        made_on=asked.on,
        post=held.profile.post,
    )
    return (Paper(held.cycle.code, record),)


def staff_order(session: Session, asked: Asked) -> Papers:
    """Return an assessment of staff to be ordered, for a unit and those below it if one is given."""
    page = staff_cycles.page(session, asked.id)
    here = None if asked.unit_id is None else set(units_below(session, asked.unit_id))
    rated = [one for one in page.people if not one.gone and (here is None or one.unit_id in here)]
    parts = {
        (one.assessor_id, one.role)
        for line in rated
        for one in (*line.case.sheets, *line.case.assigned)
        if one.role is not Role.SELF
    }
    known = people.brief(session, {who for who, _role in parts})
    order = list(Role)
    commission = sorted(
        (Panelist(who, known[who].full_name, known[who].post, role) for who, role in parts),
        key=lambda one: (order.index(one.role), one.name, one.person_id),
    )
    names = {unit.id: unit.name for unit in units(session)}
    unit = page.unit if asked.unit_id is None else names[asked.unit_id]
    record = AssessmentOrder(
        organisation=organisation(session),
        cycle=page.cycle,
        framework=frameworks.framework(session, page.cycle.framework_id),
        unit=unit,
        commission=tuple(commission),
        people=tuple((one.case.person_name, one.post, one.unit) for one in rated),
        made_on=asked.on,
    )
    code = "_".join(filter(None, (page.cycle.code, "" if asked.unit_id is None else unit)))
    return (Paper(code, record),)


def invitation(session: Session, asked: Asked) -> Papers:
    """Return the letter to a candidate.

    Raises:
        NoCandidate: if the case is of an employee.
    """
    line = cases.line(session, asked.id)
    cycle = cycles.by_code(session, line.cycle_code)
    if cycle.kind is not CycleKind.HIRING:
        raise NoCandidate
    held = campaigns.campaign(session, cycle.id)
    names = {unit.id: unit.name for unit in units(session)}
    record = Invitation(
        organisation=organisation(session),
        person=people.person(session, line.person_id),
        cycle=cycle,
        post=held.profile.post,
        unit=names.get(cycle.unit_id or 0, ""),
        panel=held.panel,
        minutes=held.minutes,
        made_on=asked.on,
    )
    return (Paper(record.person.code, record),)


def feedback(session: Session, asked: Asked) -> Papers:
    """Return a result with the plan kept after it."""
    decided = decisions.decision(session, asked.id, asked.viewer_id, asked.on).decided
    try:
        plan = plans.for_case(session, asked.id, asked.viewer_id, next_quarter(asked.on), asked.on)
    except (NoGoals, OwnerLeft):
        plan = None
    kept = plan if plan is not None and plan.plan.id else None
    return (Paper(decided.result.person.code, Feedback(decided, kept)),)


def failed_probation(session: Session, asked: Asked) -> Papers:
    """Return a plan for the notice; without a conclusion it becomes a draft.

    Raises:
        NotFailed: if people concluded otherwise.
    """
    record = plans.plan(session, asked.id, asked.viewer_id, asked.on)
    if record.ends and record.ends[0].told.outcome is not ProbationOutcome.NOT_PASSED:
        raise NotFailed
    return (Paper(record.person.code, record),)


def mentor_to_agree(session: Session, asked: Asked) -> Papers:
    """Return a plan whose mentor is asked to agree.

    Raises:
        NoMentor: if none is appointed.
        MentorsByJob: if mentoring is part of the mentor's job.
    """
    (paper,) = mentored_plan(session, asked)
    assert isinstance(paper.record, PlanSheet) and paper.record.mentoring is not None
    if paper.record.mentoring.part_of_job:
        raise MentorsByJob(paper.record.mentoring.clause)
    return (paper,)


def mentored_plan(session: Session, asked: Asked) -> Papers:
    """Return a plan with its mentor.

    Raises:
        NoMentor: if none is appointed.
    """
    record = plans.plan(session, asked.id, asked.viewer_id, asked.on)
    if record.mentoring is None:
        raise NoMentor
    own = record.organisation.approver_name
    ids = declensions.confirmed(session, own.replace(".", " ").split())
    named = [one for one in people.brief(session, ids).values() if letterhead.same(own, one.full_name)]
    record = replace(record, approver=named[0] if len(named) == 1 else None)
    return (Paper(record.person.code, record),)
