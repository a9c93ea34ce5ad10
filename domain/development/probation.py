"""The end of a probation: what people conclude, and by when written notice is due (ТК РФ 70, 71)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from domain.errors import Impossible, Missing
from domain.people.retention import months_later
from domain.plan_kinds import ProbationOutcome

LONGEST = 3  # months, the most that ТК РФ 70 allows for such a post

# «Не позднее чем за три дня» (ТК РФ 71): three whole days lie between the notice and the last day.
NOTICE = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class ProbationDraft:
    """What people record at the end of a probation.

    ``ends_on`` is the last day, later than agreed only by the days of ``absence``, which do not count (ТК РФ
    70). ``notice_on`` is the day written notice was handed over, None before that.
    """

    outcome: ProbationOutcome
    reasons: str
    ends_on: date
    on: date
    documents: str = ""
    absence: str = ""
    notice_on: date | None = None


@dataclass(frozen=True, slots=True)
class FinalLevel:
    """The level of a goal in the final assessment."""

    goal_id: int
    level: Fraction


@dataclass(frozen=True, slots=True)
class ProbationEnd:
    """What a named person concluded, with the levels found by then; the newest of several is valid.

    ``levels`` holds what is known for the goals; it is empty for viewers who must stay blind to the
    assessment.
    """

    id: int
    told: ProbationDraft
    by_name: str
    by_post: str
    levels: tuple[FinalLevel, ...]

    def level(self, goal_id: int) -> Fraction | None:
        """Return the level of a goal; None if unknown."""
        return next((one.level for one in self.levels if one.goal_id == goal_id), None)


def longest_until(first: date) -> date:
    """Return the last day of the longest probation that begins on *first*, the day of hiring.

    The first day counts (ТК РФ 14), the last is the eve of the same day three months later, 01.12 to 28.02
    or the last day of a month that has no such day, 30.11 to 28.02.
    """
    later = months_later(first, LONGEST)
    return later if later.day < first.day else later - timedelta(days=1)


def last_notice(ends_on: date) -> date:
    """Return the last day on which written notice of a failed probation can be handed over."""
    return ends_on - NOTICE


def notice_late(draft: ProbationDraft) -> bool:
    """Return whether the probation failed and the notice is, or would be from that day on, too late."""
    if draft.outcome is not ProbationOutcome.NOT_PASSED:
        return False
    return (draft.notice_on or draft.on) > last_notice(draft.ends_on)


def check_end(draft: ProbationDraft, agreed: date, today: date) -> None:
    """Check a conclusion; a late notice is only warned about, not refused.

    Raises:
        Impossible: if it or the notice is in the future, or there is a notice without a failure.
        Missing: if the last day is later than agreed and no absence explains it.
    """
    if draft.on > today:
        raise Impossible("on")
    if draft.notice_on is not None and draft.notice_on > today:
        raise Impossible("notice_on")
    if draft.notice_on is not None and draft.outcome is not ProbationOutcome.NOT_PASSED:
        raise Impossible("notice_on")
    if draft.ends_on > agreed and not draft.absence.strip():
        raise Missing("absence")
