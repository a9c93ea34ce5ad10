"""What the papers of a team print: its matrix, and the names and needs that the matrix lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.assessing.trend import TeamPoint, Trend
from domain.framework.framework import Function
from domain.people.organisation import Organisation
from domain.team.matrix import Summary, TeamMatrix
from domain.team.needs import TeamNeeds, needs
from domain.team.shift import Short


@dataclass(frozen=True, slots=True)
class TeamPaper:
    """``units`` is unit id -> name; ``unit`` is the name of the one the paper is about, empty for all.

    ``trend`` is None if nothing is known of earlier quarters; ``dated_on`` is the day when the last sheet
    came in or the last level was settled. ``short`` is where minimums for a shift are not known to be
    met, None if there are none.
    """

    organisation: Organisation
    matrix: TeamMatrix
    needs: TeamNeeds
    units: Mapping[int, str]
    made_on: date
    unit: str = ""
    trend: Trend[TeamPoint] | None = None
    dated_on: date | None = None
    short: tuple[Short, ...] | None = None

    @property
    def functions(self) -> tuple[Function, ...]:
        """The functions from which some profile requires something."""
        asked = {code for profile in self.matrix.profiles.values() for code in profile.targets}
        used = {item.function for item in self.matrix.framework.items if item.code in asked}
        return tuple(one for one in self.matrix.framework.functions if one.code in used)

    @property
    def whole(self) -> Summary:
        """The totals of the team over all items."""
        return self.matrix.team_summary()

    @property
    def team(self) -> int:
        """The number of people in the totals and counts."""
        return len(self.matrix.staying)

    @property
    def waiting(self) -> int:
        """The number of people not shown because their sheets are still out."""
        return sum(one.blind for one in self.matrix.people)

    def unit_of(self, row: int) -> str:
        """Return the unit of a person, empty if unknown."""
        return self.unit_name(self.matrix.people[row].unit_id)

    def unit_name(self, unit_id: int | None) -> str:
        """Return the name of a unit, empty if unknown."""
        return self.units.get(unit_id or 0, "")


def paper(
    matrix: TeamMatrix,
    organisation: Organisation,
    units: Mapping[int, str],
    made_on: date,
    unit: str = "",
    trend: Trend[TeamPoint] | None = None,
    dated_on: date | None = None,
    short: tuple[Short, ...] | None = None,
) -> TeamPaper:
    """Return the record of a team's papers."""
    return TeamPaper(organisation, matrix, needs(matrix), units, made_on, unit, trend, dated_on, short)
