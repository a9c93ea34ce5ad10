"""The induction of every newcomer, whatever the post: steps, each with a day and a guide."""

from dataclasses import dataclass
from enum import StrEnum

from domain.text import Text

LIMIT = 40  # steps of one induction
LAST_DAY = 100  # last day of work by which a step can be due


class Guide(StrEnum):
    """Who leads a newcomer through a step."""

    MANAGER = "manager"
    MENTOR = "mentor"
    HR = "hr"
    SAFETY = "safety"
    IT = "it"


@dataclass(frozen=True, slots=True)
class InductionStep:
    """One step: due by this ``day`` of work (the first is 1), and led ``by`` whom."""

    day: int
    by: Guide
    text: Text
