"""The state of a person's latest assessment in words, and the next step."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.assessing.people import CaseLine
from db.development.plan_steps import PlanStep
from desktop.shared.cycle_words import assess_words, short, with_sealed
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.result import CaseResult
from domain.hiring.decision import Outcome
from domain.people.person import Person, PersonKind
from domain.plan_kinds import PlanKind, PlanState
from reports.words import phrases
from reports.words.names import name_of
from resources.i18n import _, current, ngettext, pgettext


class Tone(StrEnum):
    """How prominent a state is: nothing to say, work to resume, waiting for others, ready."""

    QUIET = "quiet"
    WORK = "work"
    WAITING = "waiting"
    READY = "ready"


class Step(StrEnum):
    """The next thing to do with a person."""

    ASSESS = "assess"
    RESUME = "resume"
    WAIT = "wait"
    RESULT = "result"


class Wanted(StrEnum):
    """The states to choose a list by."""

    ANY = "any"
    NONE = "none"
    WORK = "work"
    READY = "ready"
    OVER = "over"


TONES = {
    Wanted.ANY: frozenset(Tone),
    Wanted.NONE: frozenset({Tone.QUIET}),
    Wanted.WORK: frozenset({Tone.WORK, Tone.WAITING}),
    Wanted.READY: frozenset({Tone.READY}),
    Wanted.OVER: frozenset(Tone),
}


# For hiring; other kinds of cycle conclude in other words, and resuming concludes nothing.
_OUTCOMES = frozenset(one.value for one in Outcome if one is not Outcome.CONTINUE)


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state in words, without any number that must stay hidden."""

    text: str
    tone: Tone


def latest_of(cases: tuple[CaseLine, ...]) -> CaseLine | None:
    """Return the case in progress, else the last one with an outcome; *cases* are newest first.

    A case outside vacancies comes after those in them: it must not hide a result people decide by.
    """
    return min(cases, key=lambda case: (case.spent, case.beside_vacancies), default=None)


def shown_of(cases: tuple[CaseLine, ...], viewer_id: int) -> CaseLine | None:
    """Return the newest case with a result the viewer may see, vacancies first; *cases* are newest first."""
    able = (case for case in cases if not case.spent and case.open_to(viewer_id))
    return min(able, key=lambda case: case.beside_vacancies, default=None)


def state_words(latest: CaseLine | None) -> StateWords:
    """Say how far the latest assessment of a person is."""
    if latest is None:
        return StateWords(pgettext("person", "not assessed"), Tone.QUIET)
    if latest.state is CaseState.WITHDRAWN:
        return StateWords(_("withdrawn"), Tone.QUIET)
    if latest.of_file:
        return StateWords(pgettext("assessment", "levels imported"), Tone.QUIET)
    if latest.spent:
        return StateWords(pgettext("assessment", "ended without a sheet"), Tone.QUIET)
    if not latest.sheets and latest.gone and not latest.assigned:
        return StateWords(pgettext("assessment", "no sheets expected"), Tone.QUIET)
    if not latest.sheets and not latest.submitted:
        return StateWords(pgettext("assessment", "sheet not started"), Tone.QUIET)
    if latest.all_in and latest.outcome in _OUTCOMES:
        return StateWords(name_of(Outcome(latest.outcome), current()), Tone.READY)
    if latest.all_in:
        return StateWords(_("result is ready"), Tone.READY)
    if len(latest.sheets) == 1 and not latest.assigned and not latest.submitted:
        sheet = latest.sheets[0]
        done = _("draft {done} of {total}").format(done=sheet.marked, total=sheet.in_scope)
        return StateWords(done, Tone.WORK)
    text = _("{done} of {total} sheets submitted").format(done=latest.submitted, total=latest.total)
    return StateWords(with_sealed(text, latest.sealed), Tone.WAITING)


def next_words(latest: CaseLine | None, plan: PlanStep | None, unsettled: int, viewer_id: int) -> StateWords:
    """Say what comes next for a person: the act, who is awaited, or how far the plan is.

    *unsettled* differences are those of the newest result that the viewer may see.
    """
    state = state_words(latest)
    if latest is not None and not latest.spent:
        draft = latest.draft_of(viewer_id)
        if draft is not None:
            done = _("Continue: {done} of {total}")
            return StateWords(done.format(done=draft.marked, total=draft.in_scope), Tone.WORK)
        if any(one.assessor_id == viewer_id for one in latest.assigned):
            return StateWords(pgettext("next step", "Assess"), Tone.WORK)
        if latest.waiting and (latest.sheets or latest.submitted):
            return StateWords(step_words(Step.WAIT, latest), Tone.WAITING)
        if latest.state is CaseState.CLOSED:  # what was left open is settled no longer
            return state if plan is None else _plan_words(plan)
        if latest.all_in and unsettled and latest.outcome not in _OUTCOMES:
            settle = ngettext("Agree on {n} difference", "Agree on {n} differences", unsettled)
            return StateWords(settle.format(n=unsettled), Tone.WORK)
        if latest.all_in and latest.cycle_kind is CycleKind.HIRING and not latest.outcome:
            return StateWords(_("To the conclusion"), Tone.READY)
    return state if plan is None else _plan_words(plan)


def _plan_words(plan: PlanStep) -> StateWords:
    if plan.state is PlanState.DRAFT:
        return StateWords(_("Plan: approve"), Tone.WORK)
    told = _("Plan until {day}")
    if plan.kind is PlanKind.ADAPTATION:
        told = _("Probation until {day}")
    return StateWords(told.format(day=current().day_month(plan.ends_on)), Tone.READY)


def quarter_of(cases: tuple[CaseLine, ...], viewer_id: int) -> CaseLine | None:
    """Return the quarter in which the viewer is due to start rating; *cases* are newest first.

    A quarter with a visible result waits for nobody: adding a sheet to it asks first.
    """
    quarterly = (one for one in cases if one.cycle_kind is CycleKind.QUARTERLY)
    return next((one for one in quarterly if one.takes(viewer_id) and not one.open_to(viewer_id)), None)


def may_assess(cases: tuple[CaseLine, ...], viewer_id: int, *, starts: bool) -> bool:
    """Return whether the viewer may begin a sheet; whoever *starts* none needs a seat in a quarter."""
    quarter = quarter_of(cases, viewer_id)
    seats = () if quarter is None else quarter.assigned
    return starts or any(one.assessor_id == viewer_id for one in seats)


def step_words(step: Step, latest: CaseLine | None, quarter: CaseLine | None = None) -> str:
    """Return the label of the step button; one awaited person by name, several by number.

    *quarter* is the one that the assessment would belong to.
    """
    if step is Step.ASSESS and quarter is not None:
        return assess_words(quarter.cycle_code, quarter.cycle_title)
    if step is Step.WAIT and latest is not None:
        names = [one.assessor_name for one in latest.pending]
        if not names:
            return _("Sealed sheets are closed")
        if len(names) == 1:
            return _("Waiting: {name}").format(name=short(names[0]))
        return ngettext("Waiting for {n} sheet", "Waiting for {n} sheets", len(names)).format(n=len(names))
    return {Step.ASSESS: _("Assess…"), Step.RESUME: _("Continue")}.get(step, _("Result"))


def wanted_words(wanted: Wanted) -> str:
    """Return the label of a choice of states."""
    return {
        Wanted.ANY: _("Any state"),
        Wanted.NONE: _("Not assessed"),
        Wanted.WORK: _("In progress"),
        Wanted.READY: _("Result is ready"),
        Wanted.OVER: _("Term for data is over"),
    }[wanted]


def next_step(latest: CaseLine | None, viewer_id: int) -> Step:
    """Return the viewer's next step: resume their own draft, see a result, or assess."""
    if latest is None or latest.spent:
        return Step.ASSESS
    if latest.draft_of(viewer_id) is not None:
        return Step.RESUME
    mine = any(sheet.assessor_id == viewer_id for sheet in latest.sheets)
    if latest.sheets and (latest.all_in or latest.open_to(viewer_id)):
        return Step.RESULT
    return Step.WAIT if mine and latest.waiting else Step.RESULT if mine else Step.ASSESS


def last_day(latest: CaseLine | None) -> date | None:
    """Return the day of the last submitted sheet or of imported levels, else the day when the case opened."""
    if latest is None:
        return None
    if latest.of_file:
        return latest.starts_on
    days = [sheet.submitted_on for sheet in latest.sheets if sheet.submitted_on]
    return max(days, default=latest.opened_on)


def known_words(latest: CaseLine | None, result: CaseResult | None) -> str:
    """Say that there is an assessment already, before another one starts; empty if there is none.

    Without a *result* it says nothing from which a mark could be guessed.
    """
    if latest is None or latest.spent:
        return ""
    title, words = latest.cycle_title or latest.cycle_code, current()
    if result is not None:
        share, day = (
            phrases.attainment(result.score.totals, words),
            words.date(last_day(latest) or latest.opened_on),
        )
        told = _("There is already a result: {title}, {day}, {share}.")
        return told.format(title=title, day=day, share=share)
    if latest.state is not CaseState.OPEN:
        return ""
    told = _("An assessment is already open: {title}, {state}.")
    return told.format(title=title, state=state_words(latest).text)


def left_words(person: Person, on: date) -> str:
    """Say that somebody has left or is about to; empty otherwise."""
    if person.left_on is None:
        return ""
    told = _("left {day}") if person.has_left(on) else _("leaves {day}")
    return told.format(day=current().date(person.left_on))


def facts(person: Person) -> str:
    """Return personnel number and code, kind, post and unit, of staff the manager too."""
    number = _("no. {number}").format(number=person.personnel_no) if person.personnel_no else ""
    parts = [number, person.code, name_of(person.kind, current()), person.post, person.unit]
    if person.kind is not PersonKind.CANDIDATE and person.manager_name:
        parts.append(_("manager: {name}").format(name=person.manager_name))
    return " · ".join(part for part in parts if part)


def where(person: Person) -> str:
    """Return the unit, or the post if there is none."""
    return person.unit or person.post


def case_title(line: CaseLine) -> str:
    """Return the title of an assessment, else its code, with the day it opened or its levels are of."""
    on = line.starts_on if line.of_file else None
    return _("{title}, {day}").format(
        title=line.cycle_title or line.cycle_code, day=current().date(on or line.opened_on)
    )
