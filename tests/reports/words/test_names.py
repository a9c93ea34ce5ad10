"""Enumerations are named in one place, whole, and in both languages."""

from enum import Enum

import pytest

from domain.assessing.agreement import Agreement
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.evidence import Polarity
from domain.assessing.gaps import DutyStatus
from domain.framework.framework import Kind
from domain.framework.profile import Phase
from domain.hiring.decision import DecisionGroup, Outcome
from domain.people.gates import GateKind, Verdict
from domain.people.person import Admission, PersonKind
from domain.plan_kinds import ActionKind, ActionState, PlanKind, PlanState, ProbationOutcome
from domain.scale import Band
from domain.sheet_kinds import Role, State
from reports.words.names import name_of, short_name_of
from resources.i18n import words

NAMED: list[type[Enum]] = [
    *(ActionKind, ActionState, Admission, Agreement, Band, CaseState, CycleKind, DecisionGroup, DutyStatus),
    *(
        ProbationOutcome,
        GateKind,
        Kind,
        Outcome,
        PersonKind,
        Phase,
        PlanKind,
        PlanState,
        Polarity,
        Role,
        State,
        Verdict,
    ),
]


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_value_has_a_name_of_its_own(kind: type[Enum], language: str) -> None:
    names = [name_of(one, words(language)) for one in kind]
    assert all(names)
    assert len(set(names)) == len(names)


def test_each_reason_for_no_level_and_each_kind_of_action_has_a_short_name() -> None:
    reasons = [one for one in State if one is not State.RATED]
    assert all(short_name_of(one, words("ru")) for one in (*reasons, *ActionKind))


def test_a_name_is_that_of_its_own_enumeration_also_where_two_share_a_string() -> None:
    assert (name_of(Role.MANAGER, words("en")), name_of(PlanState.DRAFT, words("en"))) == ("manager", "draft")
    assert name_of(CycleKind.QUARTERLY, words("en")) == "quarterly"
    learning = ActionKind.FORMAL
    assert (name_of(learning, words("en")), short_name_of(learning, words("en"))) == ("Learning", "learning")
