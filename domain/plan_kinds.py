"""The kinds and states of plans and actions, apart from what plans are built of."""

from enum import StrEnum


class PlanKind(StrEnum):
    """Individual development plan (ИПР), adaptation plan of a new hire, training plan of a group."""

    IDP = "idp"
    ADAPTATION = "adaptation"
    TRAINING = "training"


class PlanState(StrEnum):
    """A draft is edited, an active plan is followed up, a closed one has its results."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"


class ActionKind(StrEnum):
    """The three kinds of development; shares of 70/20/10 are never computed."""

    EXPERIENCE = "experience"
    SOCIAL = "social"
    FORMAL = "formal"
    ASSESS = "assess"


class ActionState(StrEnum):
    """The progress of an action."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class ProbationOutcome(StrEnum):
    """What people conclude about a probation; the program proposes nothing (law 14).

    A longer probation is not among them: only days of absence move its end (ТК РФ 70).
    """

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    GO_ON = "go_on"
