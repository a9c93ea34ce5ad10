"""What the orders, letters and rules of an assessment print; no record of the domain holds all of it."""

from dataclasses import dataclass
from datetime import date

from domain.assessing.case import Cycle
from domain.assessing.policy import Policy
from domain.development.plan_sheet import PlanSheet
from domain.framework.framework import Framework
from domain.hiring.campaign import Panelist
from domain.hiring.decision import Decision
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.people.retention import Retention
from domain.scale import Scale
from domain.text import Text


@dataclass(frozen=True, slots=True)
class AssessmentOrder:
    """An assessment to be ordered: the commission in its order, and who is assessed, (name, post, unit) each.

    ``post`` is that of a vacancy, None for staff. Candidates are not named in an order.
    """

    organisation: Organisation
    cycle: Cycle
    framework: Framework
    unit: str
    commission: tuple[Panelist, ...]
    people: tuple[tuple[str, str, str], ...]
    made_on: date
    post: Text | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A letter to a candidate; ``minutes`` is the planned time of the talk, 0 if unknown."""

    organisation: Organisation
    person: Person
    cycle: Cycle
    post: Text
    unit: str
    panel: tuple[Panelist, ...]
    minutes: int
    made_on: date


@dataclass(frozen=True, slots=True)
class Regulation:
    """What the rules of an assessment rest on in this file: model, scale, thresholds and terms."""

    organisation: Organisation
    framework: Framework
    scale: Scale
    policy: Policy
    retention: Retention
    basis: Text | None
    made_on: date


@dataclass(frozen=True, slots=True)
class Feedback:
    """A result with the plan that was approved after it, None if there is none."""

    decided: Decision
    plan: PlanSheet | None
