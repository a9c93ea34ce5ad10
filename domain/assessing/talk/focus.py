"""The focus set: what to ask when time is short, and how long a set of questions takes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.framework.framework import Framework, Question
from domain.framework.profile import Profile


def planned_minutes(codes: Iterable[str], questions: Mapping[str, Question]) -> int:
    """Return the minutes planned for these items; one without a question takes the usual ones."""
    asked = tuple(codes)
    usual = usual_minutes(asked, questions)
    return sum(questions[code].minutes if code in questions else usual for code in asked)


def usual_minutes(codes: Iterable[str], questions: Mapping[str, Question]) -> int:
    """Return the mean minutes of the questions of these items, rounded; 0 if none has a question."""
    minutes = [questions[code].minutes for code in codes if code in questions]
    return (2 * sum(minutes) + len(minutes)) // (2 * len(minutes)) if minutes else 0


@dataclass(frozen=True, slots=True)
class Talk:
    """The time of an interview, in minutes: ``questions``, plus ``beside`` for each of the ``meetings``."""

    questions: int
    meetings: int
    beside: int

    @property
    def total(self) -> int:
        """The minutes of all meetings."""
        return self.questions + self.meetings * self.beside


def talk(questions: int, most: int, beside: int) -> Talk:
    """Return the time for so many minutes of questions, at most *most* of them in one meeting."""
    return Talk(questions, -(-questions // most), beside)


def questions_within(minutes: int, most: int, beside: int) -> int:
    """Return how many minutes of questions fit into *minutes* of meetings, at least 0."""
    meetings = -(-minutes // (most + beside))
    # One more meeting may take more time beside its questions than it leaves for them.
    fewer = max(meetings - 1, 0)
    return max(minutes - meetings * beside, min(minutes - fewer * beside, fewer * most), 0)


def focus_set(
    profile: Profile, framework: Framework, questions: Mapping[str, Question], minutes: int
) -> tuple[str, ...]:
    """Return the codes that fit into the minutes, in the order of the framework.

    Critical items come first, then the others by descending weight, one per function in turn. A question that
    does not fit is skipped, since a shorter one may.
    """
    turns: Counter[tuple[bool, int, str]] = Counter()
    queue: list[tuple[tuple[bool, int, int], str]] = []
    for item in framework.items:
        if item.code in profile.targets and item.code in questions:
            target = profile.targets[item.code]
            kin = (target.critical, target.weight, item.function)
            queue.append(((not target.critical, -target.weight, turns[kin]), item.code))
            turns[kin] += 1
    chosen: set[str] = set()
    left = minutes
    for _, code in sorted(queue, key=lambda one: one[0]):
        if questions[code].minutes <= left:
            chosen.add(code)
            left -= questions[code].minutes
    return tuple(item.code for item in framework.items if item.code in chosen)
