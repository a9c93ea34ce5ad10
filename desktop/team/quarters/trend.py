"""The trend of a team and of chosen people: read as a job, arranged for charts and a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db.team import trends
from db.team.trends import PersonQuarters
from desktop.office.papers.documents import Read
from desktop.team.words import points, short_name, short_quarter
from domain.assessing.trend import Point, TeamPoint, Trend, trend
from domain.assessing.trend_steps import Break
from domain.framework.framework import Framework
from domain.mark import Role
from domain.progress import Progress
from domain.team import trend_end
from domain.team.matrix import TeamMatrix
from reports.words.assessing import phrases_trend
from reports.words.names import name_of
from resources.i18n import UNKNOWN, _, current, ngettext, pgettext

TEAM = 0  # the slot of the team; people follow


@dataclass(frozen=True, slots=True)
class TeamLine:
    """The team over the quarters, for the unit it was read for."""

    cycle_id: int
    unit_id: int | None
    trend: Trend[TeamPoint]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person over the quarters, and as each role saw them."""

    person_id: int
    name: str
    trend: Trend[Point]
    roles: Mapping[Role, Trend[Point]] = field(default_factory=dict[Role, Trend[Point]])


def reading(read: Read, cycle_id: int, unit_id: int | None, viewer_id: int) -> Callable[[Progress], TeamLine]:
    """Return the job that reads the trend of a team; it holds no widget."""

    def work(progress: Progress) -> TeamLine:
        return TeamLine(cycle_id, unit_id, read(trends.of_team, cycle_id, viewer_id, unit_id, progress))

    return work


def person_line(read: Read, person_id: int, name: str, viewer_id: int, until: date) -> PersonLine:
    """Read the trend of a person; a role gets a line only if it differs from what counts."""
    found: PersonQuarters = read(trends.of_person, person_id, viewer_id, until)
    roles = {role: trend(quarters) for role, quarters in found.roles.items() if quarters}
    own = trend(found.quarters)
    return PersonLine(
        person_id, name, own, {role: one for role, one in roles.items() if one.points != own.points}
    )


def ending(line: PersonLine, matrix: TeamMatrix, row: int) -> PersonLine:
    """Return a person's line ending in the figures shown on the map; lines of roles stay as they are."""
    return replace(line, trend=trend_end.of_row(line.trend, matrix, row))


@dataclass(frozen=True, slots=True)
class Row:
    """One quarter in the table."""

    number: int
    texts: tuple[str, ...]


def titles(*, team: bool) -> tuple[str, ...]:
    """Return the headings of the table."""
    return (
        _("Quarter"),
        _("Attainment"),
        _("Change"),
        pgettext("column of counts", "People") if team else _("Competencies"),
        _("Based on"),
    )


def team_rows(line: Trend[TeamPoint]) -> tuple[Row, ...]:
    """Return the quarters of a team, newest first."""
    words = current()
    made: list[Row] = []
    for one in line.points:
        basis = _("{both} of {people} rated in both quarters").format(both=one.both, people=one.people)
        told = basis if one.both else _("first quarter")
        if one.broken is not None:
            told = break_words(one.broken, one.number)
        if one.imported:
            told = f"{_('imported')}, {told}"
        if one.passage is not None:
            told += ", " + phrases_trend.passage(one.passage, words, linked=one.broken is None)
        texts = (
            short_quarter(one.number),
            words.percent(one.attainment.line, 1),
            points(one.attainment.change),
            str(one.people),
            told,
        )
        made.append(Row(one.number, texts))
    return tuple(reversed(made))


def person_rows(line: Trend[Point]) -> tuple[Row, ...]:
    """Return the quarters of a person, newest first."""
    words = current()
    made: list[Row] = []
    for place, one in enumerate(line.points):
        texts = (
            short_quarter(one.number),
            words.percent(one.attainment.line, 1),
            points(one.attainment.change),
            str(one.rated),
            basis_words(one) if place else _("imported") if one.imported else _("first quarter"),
        )
        made.append(Row(one.number, texts))
    return tuple(reversed(made))


def basis_words(point: Point) -> str:
    """Return what a person's change rests on, and how certain it is; for a break, why there is none."""
    parts: list[str] = [_("imported")] if point.imported else []
    if point.broken is not None:
        parts.append(break_words(point.broken, point.number))
    else:
        changed = point.up + point.down
        told = _("changed by a level or more: {changed} of {common}")
        parts.append(told.format(changed=changed, common=point.common))
        parts.append(phrases_trend.noise(point, current()))
    if point.retargeted:
        told = ngettext("{n} target or weight differs", "{n} targets or weights differ", point.retargeted)
        parts.append(told.format(n=point.retargeted))
    if point.passage is not None:
        parts.append(phrases_trend.passage(point.passage, current(), linked=point.broken is None))
    return ", ".join(parts)


def break_words(broken: Break, number: int) -> str:
    """Return why a line is broken in this quarter."""
    if broken is Break.GAP:
        return _("break: nothing was rated in {quarter}").format(quarter=short_quarter(number - 1))
    if broken is Break.IMPORTED:
        return _("break: imported levels are not compared")
    return _("break: less than half in common")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of a chart: whose, which slot, dotted or not, quarter by quarter."""

    name: str
    slot: int
    points: Sequence[Point | TeamPoint]
    dotted: bool = False


def drawn(
    team: Trend[TeamPoint], people: Sequence[PersonLine], function: str | None = None
) -> tuple[Drawn, ...]:
    """Return the lines: the team, the chosen people, and for a single person the roles too."""

    def part(whole: Trend[TeamPoint] | Trend[Point]) -> Sequence[Point | TeamPoint]:
        return whole.points if function is None else whole.functions.get(function, ())

    lines = [Drawn(_("Team"), TEAM, part(team))]
    for slot, one in enumerate(people, start=1):
        lines.append(Drawn(short_name(one.name), slot, part(one.trend)))
    if len(people) == 1 and function is None:
        for slot, (role, line) in enumerate(people[0].roles.items(), start=1):
            name = name_of(role, current())
            lines.append(
                Drawn(f"{short_name(people[0].name)}, {name}", (slot + 1) % 4, line.points, dotted=True)
            )
    return tuple(lines)


def line_words(line: Drawn) -> str:
    """Return a line in words, quarter by quarter."""
    words = current()
    told = ", ".join(
        " ".join(
            (
                short_quarter(one.number),
                words.percent(one.attainment.line),
                *((_("imported"),) if one.imported else ()),
                *(() if one.passage is None else (f"({phrases_trend.edition(one.passage.number, words)})",)),
            )
        )
        for one in line.points
    )
    return f"{line.name}: {told or UNKNOWN}"


def function_names(framework: Framework, codes: Sequence[str]) -> tuple[str, ...]:
    """Return the short names of the functions."""
    return tuple(current().text(framework.function(code).short) for code in codes)
