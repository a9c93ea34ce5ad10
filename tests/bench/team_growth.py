"""How the cost of a team grows: ten times the people may take twelve times as long.

It is arithmetic alone, so the time of the processor counts: what else the machine does is not in it. The
shortest of some rounds counts, since others also take turns in the processor's memory. A team of 3,000
is also compared with the plainest way to count it, which is too slow for more than 300 in a test.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from domain.assessing.trend import team_trend
from domain.assessing.trend_steps import OwnLevel, Quarter
from domain.people.comparing import compare
from domain.people.person import Person, PersonKind
from domain.people.roster import Field, Known, RosterRow
from domain.team.able import able
from domain.team.cover import as_set, cover, rows_in
from domain.team.matrix import TeamMatrix
from domain.team.needs import (
    TEACHES,
    GroupLimits,
    MentorLimits,
    mentor_pairs,
    needs,
    training_groups,
)
from domain.team.shift import Minimum, short
from domain.team.standing import Standings
from domain.team.training import proposed
from domain.team.training_plan import topics
from domain.team.trend_end import of_team
from tests.bench.measure import Figure, processor
from tests.domain.assessing import plain_trend
from tests.domain.team import plain_matrix, plain_needs
from tests.reports import sample, team_sample

FEW, MANY = 1_000, 10_000
COMPARED = 3_000
TAUGHT = 12  # items for which the plain way looks for mentors
MOST = 12.0
QUARTERS = 3


def figures(few: int = FEW, many: int = MANY, rounds: int = 3) -> list[Figure]:
    """Measure each act with *many* people against itself with *few*."""
    small, large = ([*_acts(count)] for count in (few, many))
    made: list[Figure] = []
    gc.disable()  # as the program does: it collects on a timer of its own
    for (name, baseline), (_name, value) in zip(small, large, strict=True):
        baselines = [processor(baseline) for _round in range(2 * rounds)]
        made.append(Figure(name, min(processor(value) for _round in range(rounds)), min(baselines), MOST))
    gc.enable()
    return made


def compared(count: int = COMPARED) -> list[Figure]:
    """Count what of a team of *count* people is not equal to what the plain way tells."""
    parts = [*_compared(count)]
    other = sorted({name for name, ours, plain in parts if ours != plain})
    name = f"team of {count:,}, told otherwise by the plain way" + "".join(f": {one}" for one in other)
    return [Figure(name, len(other), len(parts), limit=None, most=0, unit="parts")]


def _compared(count: int) -> Iterator[tuple[str, object, object]]:
    """Yield what is counted in a team, as it is counted and as the plain way does."""
    team = team_sample.matrix(count)
    for function in (None, *(one.code for one in team.framework.functions)):
        columns = team.columns(function)
        yield "team", team.team_summary(function), plain_matrix.totals(team, team.staying, columns)
    columns = team.columns()
    for row in range(len(team.people)):
        yield "people", team.row_summary(row), plain_matrix.totals(team, (row,), columns)
    for column in columns:
        yield "items", team.column_summary(column), plain_matrix.totals(team, team.staying, (column,))
    lacking = needs(team)
    yield "needs", tuple(map(plain_needs.told, lacking.items)), plain_needs.items_lacked(team)
    twins = {need.code: team.framework.twins(need.code) for need in lacking.items}
    yield "groups", training_groups(lacking, twins), plain_needs.groups(lacking, twins, GroupLimits())
    few = replace(lacking, items=lacking.items[:TAUGHT])
    yield "mentors", mentor_pairs(team, few), plain_needs.pairs(team, few, MentorLimits())
    people = _rated(team)
    yield "trend", team_trend(people), plain_trend.team_trend(people)


def _acts(count: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the acts on a team of *count* people, each on a matrix with nothing computed yet."""
    team = team_sample.matrix(count)
    functions = [one.code for one in team.framework.functions]
    lacking = needs(team)
    twins = {need.code: team.framework.twins(need.code) for need in lacking.items}
    draft, library = proposed(team, lacking), sample.library()
    half = frozenset(range(count // 2))
    covered, width = cover(team), len(team.framework.items)
    minimums = {item.key: Minimum(2, 3) for item in team.framework.items}

    def anew() -> TeamMatrix:
        return replace(team)

    yield "totals of a team and its people", lambda: _totals(anew(), functions)
    yield (
        "totals of items",
        lambda: [team.column_summary(column) for column in range(len(team.framework.items))],
    )
    yield "change of a team", lambda: [team.change(team.staying, team.columns(one)) for one in functions]
    yield "standings", lambda: _standings(anew())
    yield "needs", lambda: needs(team)
    yield "needs of these rows", lambda: needs(team, range(count))
    yield "training groups", lambda: training_groups(lacking, twins)
    yield "mentor pairs", lambda: mentor_pairs(team, lacking)
    yield "training proposed", lambda: proposed(team, lacking)
    yield "topics of training", lambda: topics(team, library, draft.groups)
    yield "draft that some may not see", lambda: draft.only(half).joined(draft.hiding(half))
    yield "who carries each duty", lambda: cover(team)
    yield "those without some of them", lambda: [rows_in(one.left(as_set(half))) for one in covered]
    yield "who reaches a level", lambda: [able(team, column, TEACHES.__le__) for column in range(width)]
    yield "minimums of a shift", lambda: short(team, minimums)
    people = _rated(team)
    whole = team_trend(people)
    yield "trend of a team", lambda: team_trend(people)
    yield "end of a trend", lambda: of_team(whole, anew())
    everybody = _everybody(count)
    rows = [_row(number, one) for number, one in enumerate(everybody)]
    yield "list compared with the file", lambda: compare(rows, Known(everybody), {})
    yield "list of new people", lambda: compare(rows, Known(), {})
    named = [replace(one, manager=everybody[n // 20].full_name) for n, one in enumerate(rows)]
    yield "list with managers by name", lambda: compare(named, Known(everybody), {})


def _totals(team: TeamMatrix, functions: list[str]) -> None:
    for function in (None, *functions):
        for row in range(len(team.people)):
            assert team.row_summary(row, function).known >= 0
        assert team.team_summary(function).known


def _standings(team: TeamMatrix) -> None:
    standings = Standings((team,))
    for one in team.people:
        standings.of(one.case_id)


def _rated(team: TeamMatrix) -> list[list[Quarter]]:
    """Return some quarters of each person; equal levels are one object, as when they are read."""
    chance = Random(3)
    levels = {
        (item.key, level): OwnLevel(item.function, level, 3, 2)
        for item in team.framework.items
        for level in range(5)
    }
    return [
        [
            Quarter(
                f"2026-{number}",
                8104 + number,
                {item.key: levels[item.key, chance.randrange(5)] for item in team.framework.items},
            )
            for number in range(QUARTERS)
        ]
        for _person in team.people
    ]


def _everybody(count: int) -> tuple[Person, ...]:
    return tuple(
        Person(
            id=number + 1,
            code=f"E-{number:05}",
            kind=PersonKind.EMPLOYEE,
            surname=f"Тестов{number}",
            given="Иван",
            patronymic="Петрович",
            personnel_no=f"{number:05}",
            post="оператор",
        )
        for number in range(count)
    )


def _row(number: int, one: Person) -> RosterRow:
    told = Field.SURNAME, Field.GIVEN, Field.PATRONYMIC, Field.PERSONNEL_NO, Field.POST, Field.UNIT
    manager = f"{number // 20:05}" if number >= 20 else ""
    person = replace(one, id=0, code="", post="старший оператор")
    return RosterRow(number + 2, person, frozenset({*told, Field.MANAGER}), f"Смена {number % 40}", manager)
