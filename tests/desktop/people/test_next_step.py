"""The list of people says what comes next with each: the act, whom one waits for, or where a plan stands."""

from dataclasses import replace
from datetime import date

import pytest

from db.assessing.people import CaseLine, SheetLine
from db.assessing.progress import Awaited
from db.development import plan_followup, plan_steps
from db.development.plan_steps import PlanStep
from db.file.store import Store
from desktop.people.state import Tone, next_words
from domain.assessing.case import CaseState, CycleKind
from domain.mark import Role
from domain.plan_kinds import PlanKind, PlanState
from domain.sheet_kinds import SheetState
from tests.db import sample
from tests.db.planned import ON, planned

ME, OTHER = 7, 8
DAY = date(2026, 12, 8)


def sheet(assessor: int, *, sent: bool) -> SheetLine:
    state = SheetState.SUBMITTED if sent else SheetState.DRAFT
    return SheetLine(
        assessor, 1, assessor, "Gromov Max", Role.HR, 1, state, 9, 23, None, DAY if sent else None, sent
    )


def case(
    *sheets: SheetLine, kind: CycleKind = CycleKind.HIRING, assigned: tuple[Awaited, ...] = ()
) -> CaseLine:
    return CaseLine(1, 2, "A", "2026-1", "", kind, CaseState.OPEN, DAY, sheets, assigned)


@pytest.mark.parametrize(
    ("line", "unsettled", "told", "tone"),
    [
        (None, 0, "not assessed", Tone.QUIET),
        (case(sheet(ME, sent=False)), 0, "Continue: 9 of 23", Tone.WORK),
        (case(assigned=(Awaited(ME, "Me", Role.HR),)), 0, "Assess", Tone.WORK),
        (case(sheet(ME, sent=True), sheet(OTHER, sent=False)), 0, "Waiting: Gromov M.", Tone.WAITING),
        (case(sheet(ME, sent=True)), 2, "Agree on 2 differences", Tone.WORK),
        (case(sheet(ME, sent=True)), 0, "To the conclusion", Tone.READY),
        (case(sheet(ME, sent=True), kind=CycleKind.QUARTERLY), 0, "result is ready", Tone.READY),
    ],
)
def test_what_comes_next_is_said_with_its_verb(
    line: CaseLine | None, unsettled: int, told: str, tone: Tone
) -> None:
    words = next_words(line, None, unsettled, ME)
    assert (words.text, words.tone) == (told, tone)


@pytest.mark.parametrize("kind", [CycleKind.QUARTERLY, CycleKind.HIRING])
def test_a_closed_assessment_asks_for_nothing_more(kind: CycleKind) -> None:
    closed = replace(case(sheet(ME, sent=True), sheet(OTHER, sent=True), kind=kind), state=CaseState.CLOSED)
    words = next_words(closed, None, 3, ME)
    assert (words.text, words.tone) == ("result is ready", Tone.READY), "what differs is settled no longer"


def test_a_plan_speaks_when_the_assessment_has_nothing_to_ask() -> None:
    done = case(sheet(ME, sent=True), kind=CycleKind.QUARTERLY)
    draft = PlanStep(PlanKind.IDP, PlanState.DRAFT, DAY)
    assert next_words(done, draft, 0, ME).text == "Plan: approve"
    going = PlanStep(PlanKind.ADAPTATION, PlanState.ACTIVE, DAY)
    assert next_words(None, going, 0, ME).text.startswith("Probation until")
    assert next_words(case(sheet(ME, sent=False)), draft, 0, ME).text.startswith("Continue"), (
        "one's own sheet first"
    )


def test_the_plan_in_progress_comes_before_a_draft_in_one_statement(store: Store) -> None:
    at = planned(store)
    assert store.read(plan_steps.plan_steps)[at.person].state is PlanState.DRAFT
    store.write(plan_followup.approve, at.plan, ON)
    assert store.read(plan_steps.plan_steps)[at.person].state is PlanState.ACTIVE
    assert sample.count(store, plan_steps.plan_steps) == 1
