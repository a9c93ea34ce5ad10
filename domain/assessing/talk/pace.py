"""The pace of an interview: planned time, time spent, and the time it will take at this rate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from domain.assessing.talk.focus import talk, usual_minutes
from domain.framework.framework import Question


@dataclass(frozen=True, slots=True)
class Pace:
    """The times of an interview, in whole seconds.

    ``planned`` is for all ``total`` items, ``covered`` the part of it for the ``marked`` ones; ``spent`` has
    passed. ``beside`` is what the meetings take beyond their questions, ``usual`` what an item without a
    question counts; 0 if there is none.
    """

    planned: int
    spent: int
    covered: int
    marked: int
    total: int
    beside: int = 0
    usual: int = 0

    @property
    def budget(self) -> int:
        """The time of the whole talk; 0 if nothing is planned."""
        return self.planned + self.beside if self.planned else 0

    @property
    def per_item(self) -> Fraction | None:
        """The seconds spent per item so far; None before the first mark."""
        return Fraction(self.spent, self.marked) if self.marked else None

    @property
    def planned_per_item(self) -> Fraction | None:
        """The seconds planned per item; None if nothing is planned."""
        return Fraction(self.planned, self.total) if self.planned and self.total else None

    @property
    def projected(self) -> int | None:
        """The time the whole talk takes at this rate; None before an item with planned time is marked.

        Never less than what is already spent.
        """
        if not self.covered:
            return None
        return max(round(Fraction(self.spent * self.planned, self.covered)) + self.beside, self.spent)

    @property
    def ahead(self) -> int | None:
        """How far the marked items are ahead of their planned time, or behind; None as ``projected``.

        Behind only with the marked items' share of what the meetings take besides: that is planned too.
        """
        if not self.covered:
            return None
        early = self.covered - self.spent
        if early >= 0:
            return early
        return min(early + round(Fraction(self.covered * self.beside, self.planned)), 0)

    @property
    def left(self) -> int:
        """What is left of the planned time; 0 once it is over."""
        return max(self.budget - self.spent, 0)


def pace(
    codes: Iterable[tuple[str, bool]],
    questions: Mapping[str, Question],
    spent: int,
    most: int = 1,
    beside: int = 0,
) -> Pace:
    """Return the pace after *spent* seconds; *codes* pairs each item with whether it has a mark.

    *most* and *beside* are the minutes of ``focus.talk``.
    """
    planned = covered = marked = total = 0
    asked = tuple(codes)
    usual = usual_minutes((code for code, _marked in asked), questions)
    for code, is_marked in asked:
        seconds = 60 * (questions[code].minutes if code in questions else usual)
        planned += seconds
        total += 1
        if is_marked:
            covered += seconds
            marked += 1
    whole = talk(planned // 60, most, beside)
    without = any(code not in questions for code, _marked in asked)
    return Pace(
        planned, spent, covered, marked, total, 60 * whole.meetings * beside, 60 * usual if without else 0
    )
