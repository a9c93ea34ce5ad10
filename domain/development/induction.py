"""What every newcomer is led through, whatever the post: steps by day and by whom."""

from dataclasses import dataclass
from enum import StrEnum

from domain.text import Text

LIMIT = 40  # steps of one induction
LAST_DAY = 100  # of work, by which a step can be due


class Guide(StrEnum):
    """Who leads a newcomer through a step."""

    MANAGER = "manager"
    MENTOR = "mentor"
    HR = "hr"
    SAFETY = "safety"
    IT = "it"


@dataclass(frozen=True, slots=True)
class InductionStep:
    """One of them: ``day`` of work by which, the first being 1, and by whom."""

    day: int
    by: Guide
    text: Text
