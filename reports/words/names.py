"""The names of enumeration values, each defined once for screens and papers alike."""

from collections.abc import Mapping
from enum import Enum

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
from resources.i18n import Words
from resources.msgids import Text, _, pgettext


def name_of(one: Enum, words: Words) -> str:
    """Return the name of a value for use within a sentence or a cell."""
    return _said(_NAMES[type(one)][one], words)


def short_name_of(one: State | ActionKind, words: Words) -> str:
    """Return the name in one or two words, for a box or a tag."""
    return _said(_SHORT[type(one)][one], words)


def _said(text: Text, words: Words) -> str:
    return words.gettext(text) if isinstance(text, str) else words.pgettext(*text)


# By type: members of two enumerations may be the same string and so the same key.
_NAMES: Mapping[type[Enum], Mapping[Enum, Text]] = {
    ActionKind: {
        ActionKind.EXPERIENCE: _("Experience"),
        ActionKind.SOCIAL: _("With others"),
        ActionKind.FORMAL: _("Learning"),
        ActionKind.ASSESS: _("To assess"),
    },
    ActionState: {
        ActionState.PLANNED: _("planned"),
        ActionState.DONE: _("done"),
        ActionState.CANCELLED: _("cancelled"),
    },
    Admission: {
        Admission.ADMITTED: pgettext("medical", "admitted"),
        Admission.NOT_ADMITTED: pgettext("medical", "not admitted"),
        Admission.PENDING: pgettext("medical", "in progress"),
        Admission.NOT_REQUIRED: pgettext("medical", "not required"),
    },
    Agreement: {
        Agreement.HIGH: pgettext("agreement", "high"),
        Agreement.SUFFICIENT: pgettext("agreement", "sufficient"),
        Agreement.LOW: pgettext("agreement", "low, calibration needed"),
        Agreement.TOO_FEW: pgettext("agreement", "too little data"),
    },
    Band: {Band.MET: _("meets the target"), Band.SMALL: _("small gap"), Band.LARGE: _("large gap")},
    CaseState: {
        CaseState.OPEN: pgettext("cycle", "open"),
        CaseState.SEALED: pgettext("cycle", "no longer accepts sheets"),
        CaseState.CLOSED: pgettext("cycle", "closed"),
        CaseState.WITHDRAWN: pgettext("cycle", "withdrawn"),
    },
    CycleKind: {
        CycleKind.HIRING: pgettext("kind of assessment", "selection"),
        CycleKind.QUARTERLY: pgettext("kind of assessment", "quarterly"),
        CycleKind.PROBATION: pgettext("kind of assessment", "outcome of probation"),
        CycleKind.AD_HOC: pgettext("kind of assessment", "ad hoc"),
    },
    DecisionGroup: {
        DecisionGroup.DISCUSS: _("To discuss: assessors two or more levels apart"),
        DecisionGroup.GAP: _("Gaps"),
        DecisionGroup.MISSING: _("Without a level"),
        DecisionGroup.AGREED: _("Meet the target"),
    },
    DutyStatus: {
        DutyStatus.AT_RISK: pgettext("duty", "at risk"),
        DutyStatus.WATCH: pgettext("duty", "watch"),
        DutyStatus.SECURED: pgettext("duty", "secured"),
        DutyStatus.NO_DATA: pgettext("duty", "no data"),
    },
    GateKind: {
        GateKind.EDUCATION: pgettext("gate", "education"),
        GateKind.EXPERIENCE: pgettext("gate", "experience"),
        GateKind.MEDICAL: pgettext("gate", "medical check"),
    },
    Kind: {Kind.KNOWLEDGE: _("knowledge"), Kind.SKILL: _("skill")},
    Outcome: {
        Outcome.RECOMMEND: _("recommend"),
        Outcome.WITH_CONDITIONS: _("recommend with conditions"),
        Outcome.NOT_RECOMMEND: _("do not recommend"),
        Outcome.CONTINUE: _("continue the assessment"),
    },
    PersonKind: {
        PersonKind.CANDIDATE: _("candidate"),
        PersonKind.EMPLOYEE: _("employee"),
        PersonKind.EXTERNAL: _("external"),
    },
    Phase: {Phase.HIRE: _("at hire"), Phase.POST: _("in post")},
    PlanKind: {
        PlanKind.IDP: _("Individual development plan"),
        PlanKind.ADAPTATION: _("Onboarding plan"),
        PlanKind.TRAINING: _("Training plan"),
    },
    PlanState: {
        PlanState.DRAFT: pgettext("plan", "draft"),
        PlanState.ACTIVE: pgettext("plan", "active"),
        PlanState.CLOSED: pgettext("plan", "closed"),
    },
    Polarity: {
        Polarity.FOR: pgettext("fact", "for"),
        Polarity.AGAINST: pgettext("fact", "against"),
        Polarity.NEUTRAL: pgettext("fact", "neutral"),
    },
    ProbationOutcome: {
        ProbationOutcome.PASSED: _("completed the probation successfully"),
        ProbationOutcome.NOT_PASSED: _("did not complete the probation successfully"),
        ProbationOutcome.GO_ON: _("continue with a development plan"),
    },
    Role: {
        Role.SELF: _("self-assessment"),
        Role.MANAGER: _("manager"),
        Role.HR: _("HR specialist"),
        Role.PEER: _("colleague"),
        Role.SUBORDINATE: _("subordinate"),
        Role.EXPERT: _("expert"),
    },
    State: {
        State.RATED: _("rated"),
        State.NOT_ASKED: _("question not asked"),
        State.NO_EVIDENCE: _("not enough evidence to judge"),
        State.NOT_OBSERVED: _("no occasion to observe in the period"),
        State.NOT_APPLICABLE: _("not applicable at this workplace"),
        State.RECUSED: _("assessor recused"),
    },
    Verdict: {
        Verdict.MET: pgettext("gate", "met"),
        Verdict.NOT_MET: pgettext("gate", "not met"),
        Verdict.TO_CONFIRM: pgettext("gate", "to be confirmed"),
    },
}
_SHORT: Mapping[type[Enum], Mapping[Enum, Text]] = {
    ActionKind: {
        ActionKind.EXPERIENCE: pgettext("kind of action", "experience"),
        ActionKind.SOCIAL: pgettext("kind of action", "with others"),
        ActionKind.FORMAL: pgettext("kind of action", "learning"),
        ActionKind.ASSESS: pgettext("kind of action", "assessment"),
    },
    State: {
        State.NOT_ASKED: pgettext("box", "not asked"),
        State.NO_EVIDENCE: pgettext("box", "unclear"),
        State.NOT_OBSERVED: pgettext("box", "not seen"),
        State.NOT_APPLICABLE: pgettext("box", "n/a"),
        State.RECUSED: pgettext("box", "recused"),
    },
}
