"""A team's training plan: topics, their people and terms; what no one settled is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.assessing.case import Cycle
from domain.development.plan import ActionKind, Library, LibraryAction
from domain.framework.framework import Framework
from domain.people.organisation import Organisation
from domain.people.person import Person
from domain.period import Period
from domain.team.matrix import Cell, TeamMatrix
from domain.team.training import DraftGroup
from domain.team.training_terms import UNKNOWN, Sum, Terms, total

FEWEST = 3  # people; below it their mean level would tell about one of them (law 15)
WORKING_SHARE = Fraction(3, 100)  # of the working time: the limit proposed in forms.md section 7


@dataclass(frozen=True, slots=True)
class Learner:
    """A person of a topic: current level and the target of the post, in levels; None is unknown.

    ``imported``: the level comes from a file.
    """

    name: str
    post: str
    level: Fraction | None
    target: int | None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject for a group; ``codes`` are an item and its twins, ``actions`` how it is taught."""

    codes: tuple[str, ...]
    learners: tuple[Learner, ...]
    actions: tuple[LibraryAction, ...]
    terms: Terms = UNKNOWN

    @property
    def hours(self) -> int | None:
        """Hours for each learner: those entered, else those of all actions; None if any is unknown."""
        if self.terms.hours is not None:
            return self.terms.hours
        known = [action.hours for action in self.actions]
        return None if not known or None in known else sum(hours for hours in known if hours is not None)

    @property
    def now(self) -> Fraction | None:
        """The mean of the learners' known levels; None if it would be that of only one or two."""
        known = [one.level for one in self.learners if one.level is not None]
        return _mean(known) if len(known) >= FEWEST else None

    @property
    def imported(self) -> int:
        """How many of the levels in that mean come from a file; 0 if there is no mean."""
        return 0 if self.now is None else sum(one.imported for one in self.learners)

    @property
    def wanted(self) -> Fraction | None:
        """The mean of their targets."""
        return _mean([Fraction(one.target) for one in self.learners if one.target is not None])


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Topics by need, the most pressing first; ``staff`` is the size of the team.

    ``unit`` is the team's unit, empty for the whole organisation; ``initiator`` requests the training.
    """

    organisation: Organisation
    cycle: Cycle
    framework: Framework
    period: Period
    topics: tuple[Topic, ...]
    staff: int
    made_on: date
    unit: str = ""
    initiator: Person | None = None

    @property
    def hours(self) -> Sum:
        """Hours over all people."""
        return total((one.hours, len(one.learners)) for one in self.topics)

    @property
    def off_line(self) -> Sum:
        """Hours off the line over all people."""
        return total((one.terms.off_line, len(one.learners)) for one in self.topics)

    @property
    def share(self) -> Sum:
        """The share of the whole team's working time, 0..1."""
        parts = ((one.terms.share, Fraction(len(one.learners), self.staff or 1)) for one in self.topics)
        return total(parts)

    @property
    def cost(self) -> Sum:
        """The cost in roubles."""
        return total((one.terms.cost, 1) for one in self.topics)


def topics(matrix: TeamMatrix, library: Library, groups: Sequence[DraftGroup]) -> tuple[Topic, ...]:
    """Return groups as topics, taught by courses and exchange; practice is individual."""
    rows = {one.person_id: row for row, one in enumerate(matrix.people)}
    columns = {code: column for column, code in enumerate(matrix.codes)}
    made: list[Topic] = []
    for group in groups:
        codes = group.codes
        learners: list[Learner] = []
        # In the order of the team: sorted by pressing gap, the list of names would reveal whose gap is
        # largest.
        for row in sorted(rows[one] for one in group.people if one in rows):
            places = [matrix.place(row, columns[code]) for code in codes if code in columns]
            worst = max(places, key=lambda one: (one.gap or Fraction(0)) * (one.weight or 0))
            who = matrix.people[row]
            imported = worst.cell is Cell.IMPORTED
            learners.append(Learner(who.name, who.post, worst.level, worst.target, imported))
        offered = library.actions.get(codes[0], ())
        actions = tuple(one for one in offered if one.kind in (ActionKind.FORMAL, ActionKind.SOCIAL))
        if learners:
            made.append(Topic(codes, tuple(learners), actions, group.terms))
    return tuple(made)


def _mean(levels: Sequence[Fraction]) -> Fraction | None:
    return sum(levels, Fraction(0)) / len(levels) if levels else None
