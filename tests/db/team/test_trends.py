"""Quarter by quarter is read in as many statements for many people as for few; blind cases are silent."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.assessing import cases, cycles, people
from db.file.store import Store
from db.hiring import decisions
from db.people import organisation
from db.team import trends
from domain.assessing.case import CycleKind
from domain.assessing.trend import trend
from domain.assessing.trend_steps import Break
from domain.mark import Role
from domain.period import quarter_of
from domain.progress import Cancelled, Progress
from tests.db import quarters, sample
from tests.db.sample import Said

QUARTERS = [date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]


class Team:
    """Громов rates Алёшина and Белов; who rates is at work."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.vera, self.artem = sample.add(store, "Алёшина"), sample.add(store, "Белов")

    def quarter(
        self, start: date, said: dict[int, dict[Role, dict[str, Said]]], *, close: bool = True
    ) -> int:
        cycle = sample.cycle(
            self.store, CycleKind.QUARTERLY, starts_on=start, ends_on=quarter_of(start).ends_on
        )
        for person, sheets in said.items():
            case = sample.case(self.store, person, cycle)
            for role, levels in sheets.items():
                who = {Role.SELF: person, Role.PEER: self.artem}.get(role, self.boss)
                self.store.act_as(who)
                sample.sheet(self.store, case, who, role, levels)
        self.store.act_as(self.boss)
        if close:
            self.store.write(cycles.close_cycle, cycle)
        return cycle


@pytest.fixture
def team(store: Store) -> Team:
    return Team(store)


def all_at(store: Store, level: int, leave: int = 0) -> dict[str, Said]:
    codes = [item.code for item in sample.framework(store).items]
    return dict.fromkeys(codes[leave:], level)


def test_a_person_has_a_line_over_the_quarters_and_one_for_each_role(store: Store, team: Team) -> None:
    for start, level in zip(QUARTERS[:3], (1, 2, 2), strict=True):
        rated = {Role.MANAGER: all_at(store, level), Role.SELF: all_at(store, level + 1)}
        team.quarter(start, {team.vera: rated})
    found = store.read(trends.of_person, team.vera, team.boss, QUARTERS[2])
    assert [one.code for one in found.quarters] == ["2026-I", "2026-II", "2026-III"]
    points = trend(found.quarters).points
    assert [point.mean.line for point in points] == [1, 2, 2]
    assert points[1].up == points[1].common == 71
    assert set(found.roles) == {Role.MANAGER, Role.SELF}
    own = trend(found.roles[Role.SELF]).points
    assert [point.mean.line for point in own] == [2, 3, 3]


def test_beside_a_lone_colleague_no_role_has_a_line(store: Store, team: Team) -> None:
    """Law 15: the line of the manager beside the whole one would be that of the colleague."""
    rated = {Role.MANAGER: all_at(store, 2), Role.PEER: all_at(store, 4)}
    team.quarter(QUARTERS[0], {team.vera: rated})
    found = store.read(trends.of_person, team.vera, team.boss, QUARTERS[0])
    assert len(found.quarters) == 1
    assert found.roles == {}


def test_what_lies_after_the_chosen_quarter_is_not_there(store: Store, team: Team) -> None:
    for start in QUARTERS:
        team.quarter(start, {team.vera: {Role.MANAGER: all_at(store, 2)}})
    found = store.read(trends.of_person, team.vera, team.boss, date(2026, 9, 30))
    assert [one.code for one in found.quarters] == ["2026-I", "2026-II", "2026-III"]


def test_a_blind_case_and_a_carried_level_are_in_no_trend(store: Store, team: Team) -> None:
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: all_at(store, 3)}})
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: {"K01": 4}}}, close=False)
    open_ = store.read(trends.of_person, team.vera, team.boss, QUARTERS[3])
    assert [len(one.items) for one in open_.quarters] == [71, 1]
    (case,) = (line.case_id for line in store.read(cases.cases_in, "2026-IV"))
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    sample.sheet(store, case, hr, Role.HR, {"K01": 0}, submit=False)
    blind = store.read(trends.of_person, team.vera, team.boss, QUARTERS[3])
    assert [one.code for one in blind.quarters] == ["2026-III"]
    assert [len(one.quarters) for one in store.read(quarters.of_team, now, team.boss)] == [1]


def test_what_people_settled_is_what_the_line_shows(store: Store, team: Team) -> None:
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: all_at(store, 2)}}, close=False)
    (case,) = (line.case_id for line in store.read(cases.cases_in, "2026-IV"))
    store.write(decisions.settle, case, "K01", 4, "сверили")
    (found,) = store.read(quarters.of_team, now, team.boss)
    levels = {item.level for item in found.quarters[0].items.values()}
    assert levels == {2, 4}


def test_the_team_is_the_mean_of_its_people_and_breaks_where_little_is_common(
    store: Store, team: Team
) -> None:
    team.quarter(
        QUARTERS[2],
        {
            team.vera: {Role.MANAGER: all_at(store, 2)},
            team.artem: {Role.MANAGER: all_at(store, 4)},
        },
    )
    now = team.quarter(
        QUARTERS[3],
        {
            team.vera: {Role.MANAGER: all_at(store, 3)},
            team.artem: {Role.MANAGER: all_at(store, 4, leave=60)},
        },
        close=False,
    )
    found = store.read(quarters.of_team, now, team.boss)
    points = store.read(trends.of_team, now, team.boss).points
    assert points[0].mean.own == 3
    assert (points[1].people, points[1].both) == (2, 1)
    assert [one.mean.line for one in points] == [Fraction(5, 2), Fraction(7, 2)]
    vera, artem = (trend(one.quarters).points[1] for one in found)
    assert (vera.broken, artem.broken) == (None, Break.FEW_COMMON)


def test_the_statements_are_as_many_for_many_people_as_for_few(store: Store, team: Team) -> None:
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K01": 3}}})
    others = [sample.add(store, f"Человек{number}") for number in range(6)]
    unit = store.write(organisation.add_unit, "Смена А")
    store.write(people.change, replace(store.read(people.person, team.vera), unit_id=unit))
    now = team.quarter(
        QUARTERS[3], {one: {Role.MANAGER: {"K01": 2}} for one in (team.vera, *others)}, close=False
    )
    assert len(store.read(quarters.of_team, now, team.boss)) == 7
    few = sample.count(store, trends.of_team, now, team.boss, unit)
    with sample.statements(store) as asked:
        store.read(trends.of_team, now, team.boss)
    assert len([one for one in asked if not one.startswith("BEGIN")]) == few - 1  # that of the units


def test_reading_a_team_can_be_stopped(store: Store, team: Team) -> None:
    now = team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K01": 3}}})
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        store.read(trends.of_team, now, team.boss, None, progress)
