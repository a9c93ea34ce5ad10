"""What the order of an assessment and the feedback after it print."""

from dataclasses import dataclass
from datetime import date

from domain.assessing.case import Cycle
from domain.development.plan_sheet import PlanSheet
from domain.framework.framework import Framework
from domain.hiring.campaign import Panelist
from domain.hiring.decision import Decision
from domain.people.organisation import Organisation
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
class Feedback:
    """A result with the plan that was approved after it, None if there is none."""

    decided: Decision
    plan: PlanSheet | None
