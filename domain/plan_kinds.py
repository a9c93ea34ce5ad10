"""The kinds and states of plans and actions, apart from what plans are built of."""

from enum import StrEnum


class PlanKind(StrEnum):
    """ИПР, adaptation plan of a new hire, training plan of a group."""

    IDP = "idp"
    ADAPTATION = "adaptation"
    TRAINING = "training"


class PlanState(StrEnum):
    """Draft is still edited, active is followed up, closed has its results."""

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
    """Where an action stands."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class ProbationOutcome(StrEnum):
    """What people conclude of a probation; the program proposes none (law 14).

    There is no longer probation among them: only days of absence move its end (ТК РФ 70).
    """

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    GO_ON = "go_on"
