"""The demo assessors' marks: the same person, item and quarter always give the same mark."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from desktop.office.demo.demo_story import Said
from domain.assessing.evidence import Polarity, Told
from domain.assessing.sheet import SheetRow
from domain.framework.framework import Item, Question
from domain.mark import Mark, Role, State

HIRING = -1  # used as the quarter in the random seed
_STAYS = 0.7  # levels of drift before an assessor changes the mark


def of_candidate(row: SheetRow, question: Question, code: str, role: Role, level: float, on: date) -> Said:
    """Return the mark given in an interview, with a fact where one is required.

    The person's aptitude for the item is drawn first and is the same for all assessors, as is whether it came
    up at all; the rest is the assessor's form on the day.
    """
    item = row.item
    bent = Random(f"{code}/{item.code}").gauss(0, 0.75)
    unheard = Random(f"{code}/{item.code}/{HIRING}").random() < 0.07
    day = Random(f"{code}/{item.code}/{role}/{HIRING}")
    if unheard:
        return Mark(State.NOT_ASKED), None
    seen = _whole(_usual(item) + level + bent + day.gauss(0, 0.3))
    wanted = row.critical or seen in (0, 4) or day.random() < 0.15
    return Mark.rated(seen), fact(question, seen, on) if wanted else None


def of_employee(
    row: SheetRow,
    question: Question,
    code: str,
    role: Role,
    quarter: int,
    course: tuple[float, float],
    on: date,
) -> Said:
    """Return the mark given after a quarter's work; *course* is the strength and its change, in levels.

    The manager observes most, an expert less; self-assessment is more lenient. A level stays until the work
    has clearly changed, as with people who look at their last mark.
    """
    item = row.item
    day = Random(f"{code}/{item.code}/{role}/{quarter}")
    if _unseen(item, code, role, quarter, day):
        return Mark(State.NOT_OBSERVED), None
    level = _level(item, code, quarter, course)
    if role is Role.SELF:
        level = _whole(level + (day.random() < 0.35) - (day.random() < 0.08))
        return Mark.rated(level), None
    if role is Role.EXPERT:
        draw = day.random()
        level = _whole(level - 2 * (draw < 0.015) - (0.015 <= draw < 0.12) + (draw > 0.9))
    if not (row.critical or level in (0, 4) or day.random() < 0.05):
        return Mark.rated(level), None
    seen = fact(question, level, on - timedelta(days=day.randrange(1, 45)))
    # More is expected of a manager in post: work at level 2 is neither praise nor reproach.
    return Mark.rated(level), replace(seen, polarity=Polarity.NEUTRAL) if level == 2 else seen


def fact(question: Question, level: int, on: date) -> Told:
    """Return the level's answer key as a fact: below level 2 it speaks against."""
    answer = (question.weak, question.weak, question.adequate, question.adequate, question.strong)[level]
    return Told(answer.ru, Polarity.AGAINST if level < 2 else Polarity.FOR, on)


def _level(item: Item, code: str, quarter: int, course: tuple[float, float]) -> int:
    """Return the level in a quarter, developed step by step from the first one."""
    strength, drift = course
    learns = Random(f"{code}/{item.code}/learns").gauss(drift, 0.12)
    work = _usual(item) + strength + Random(f"{code}/{item.code}").gauss(0, 0.75)
    level = _whole(work)
    for number in range(1, quarter + 1):
        turn = Random(f"{code}/{item.code}/turn/{number}").random()
        work += learns - (turn < 0.03) + 0.7 * (turn > 0.94)
        if abs(work - level) > _STAYS:
            level = _whole(work)
    return level


def _unseen(item: Item, code: str, role: Role, quarter: int, day: Random) -> bool:
    if role is Role.SELF:
        return day.random() < 0.03
    never = Random(f"{code}/{item.code}/never").random() < 0.02
    quiet = Random(f"{code}/{item.code}/{quarter}").random() < 0.08
    return never or quiet or (role is Role.EXPERT and day.random() < 0.2)


def _usual(item: Item) -> float:
    return 2.2 if item.org_specific else 2.45


def _whole(level: float) -> int:
    return round(min(4.0, max(0.0, level)))
