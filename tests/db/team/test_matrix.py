"""The matrix of a team says of each person what the own case says, and of a blind case nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from sqlmodel import Session

from db import models
from db.assessing import cases, cycles, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns, decisions
from db.models import types
from db.people import organisation
from db.team import matrix, quarterly, shift_minimums, trainings
from domain.assessing.case import CycleKind
from domain.assessing.entry import Standing
from domain.assessing.policy import Policy
from domain.errors import Unknown
from domain.mark import Role, State
from domain.period import quarter_of
from domain.team.matrix import Cell, TeamMatrix
from tests.db import quarters, sample
from tests.db.sample import Said

QUARTERS = [date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]


class Team:
    """Громов and Соколова rate Алёшина and Белов, quarter by quarter; three colleagues may rate too."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.hr = sample.add(store, "Соколова", is_actor=True)
        self.vera, self.artem = sample.add(store, "Алёшина"), sample.add(store, "Белов")
        self.peers = [sample.add(store, f"Тихонов{n}") for n in range(3)]

    def quarter(
        self,
        start: date,
        said: Mapping[int, Mapping[Role, Mapping[str, Said]]],
        *,
        close: bool = True,
        peers: Mapping[int, Sequence[Mapping[str, Said]]] | None = None,
    ) -> int:
        cycle = sample.cycle(
            self.store, CycleKind.QUARTERLY, starts_on=start, ends_on=quarter_of(start).ends_on
        )
        raters = {Role.MANAGER: self.boss, Role.HR: self.hr, Role.SELF: 0}
        for person, sheets_ in said.items():
            case = sample.case(self.store, person, cycle)
            for role, levels in sheets_.items():
                sample.sheet(self.store, case, raters[role] or person, role, levels)
            for peer, levels in zip(self.peers, (peers or {}).get(person, ()), strict=False):
                sample.sheet(self.store, case, peer, Role.PEER, levels)
        if close:
            self.store.write(cycles.close_cycle, cycle)
        return cycle

    def matrix(self, cycle: int, viewer: int | None = None, unit: int | None = None) -> TeamMatrix:
        return self.store.read(matrix.team_matrix, cycle, viewer or self.boss, unit)


@pytest.fixture
def team(store: Store) -> Team:
    return Team(store)


def agree(team: Team, found: TeamMatrix) -> None:
    """Check each cell and the totals of each row against the result of the case."""
    standings = {
        Standing.ASSESSED: {Cell.RATED},
        Standing.CARRIED: {Cell.CARRIED},
        Standing.MISSING: {Cell.MISSING},
        Standing.NOT_APPLICABLE: {Cell.NOT_APPLICABLE, Cell.UNCONFIRMED},
    }
    for row, one in enumerate(found.people):
        result = team.store.read(cases.result, one.case_id, team.boss, sample.TODAY)
        for column, code in enumerate(found.codes):
            place, known = found.place(row, column), result.score.row(code)
            if not known.entry.in_scope:
                assert place.cell is Cell.OUTSIDE
                continue
            assert place.cell in standings[known.standing], (one.name, code)
            assert (place.level, place.gap, place.stop) == (known.level, known.gap, known.stop), (
                one.name,
                code,
            )
            assert (place.cell is Cell.UNCONFIRMED) == known.unconfirmed
            assert known.standing is not Standing.CARRIED or place.age == (
                known.entry.carried.quarters if known.entry.carried else None
            )
        summary, totals = found.row_summary(row), result.score.totals
        assert (summary.attainment, summary.lower, summary.upper) == (
            totals.attainment,
            totals.lower,
            totals.upper,
        )
        assert (summary.coverage, summary.coverage_now) == (totals.coverage, totals.coverage_now)
        assert (summary.mean, summary.status) == (totals.mean, totals.status)
        for function, mine in result.score.functions.items():
            assert found.row_summary(row, function).attainment == mine.attainment


def anything(random: Random, codes: list[str]) -> dict[str, Said]:
    """Return what an assessor says of some items: levels and every reason for none."""
    states = [state for state in State if state is not State.RATED]
    some = random.sample(codes, random.randint(20, len(codes)))
    return {code: random.choice([*range(5), *range(5), *states]) for code in some}


@pytest.mark.parametrize("seed", range(3))
def test_the_matrix_agrees_with_the_results_of_the_cases(store: Store, team: Team, seed: int) -> None:
    random = Random(seed)
    codes = [item.code for item in sample.framework(store).items]
    last = 0
    for number, start in enumerate(QUARTERS):
        said = {
            person: {role: anything(random, codes) for role in roles}
            for person, roles in (
                (team.vera, (Role.MANAGER,)),
                (team.artem, (Role.MANAGER, Role.HR, Role.SELF)),
            )
        }
        last = team.quarter(start, said, close=number < 3)
    store.act_as(team.boss)
    (case, *_) = [line.case_id for line in store.read(cases.cases_in, "2026-IV")]
    for code in random.sample(codes, 5):
        store.write(decisions.settle, case, code, random.choice([None, 0, 3]), "сверили")
    found = team.matrix(last)
    assert [one.name for one in found.people] == ["Алёшина", "Белов"]
    assert found.levels == tuple(sorted(found.levels))
    assert any(level.denominator > 1 for level in found.levels)
    assert set(found.cells) >= {Cell.RATED, Cell.CARRIED, Cell.NOT_APPLICABLE}
    agree(team, found)


@pytest.mark.parametrize("seed", range(2))
def test_it_agrees_where_one_colleague_rated_or_three_one_of_whom_could_judge_nothing(
    store: Store, team: Team, seed: int
) -> None:
    random = Random(seed)
    codes = [item.code for item in sample.framework(store).items]
    last = 0
    for number, start in enumerate(QUARTERS):
        said = {person: {Role.MANAGER: anything(random, codes)} for person in (team.vera, team.artem)}
        peers = {
            team.vera: [anything(random, codes)],
            team.artem: [anything(random, codes), {}, anything(random, codes)],
        }
        last = team.quarter(start, said, close=number < 3, peers=peers)
    found = team.matrix(last)
    assert any(level.denominator > 1 for level in found.levels), "three colleagues are a voice"
    agree(team, found)


def test_levels_are_carried_from_the_newest_closed_quarter_with_their_age(store: Store, team: Team) -> None:
    team.quarter(QUARTERS[0], {team.vera: {Role.MANAGER: {"K01": 1, "K02": 1}}})
    team.quarter(QUARTERS[1], {team.vera: {Role.MANAGER: {"K01": 2}}})
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K03": 4}}})
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: {"K03": 2, "K04": 0}}}, close=False)
    found = team.matrix(now)
    place = {code: found.place(0, column) for column, code in enumerate(found.codes)}
    assert [(place[code].cell, place[code].level, place[code].age) for code in ("K01", "K02")] == [
        (Cell.CARRIED, 2, 2),
        (Cell.CARRIED, 1, 3),
    ]
    assert (place["K03"].before, place["K03"].change) == (4, -2)
    assert (place["K04"].level, place["K04"].before, place["K04"].change) == (0, None, None)
    assert place["K05"].cell is Cell.MISSING
    agree(team, found)


def test_the_change_is_told_also_where_nothing_is_carried(store: Store, team: Team) -> None:
    everything = {item.code: 2 for item in sample.framework(store).items}
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: everything | {"K01": State.NOT_APPLICABLE}}})
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: everything | {"K02": 3}}}, close=False)
    found = team.matrix(now)
    assert [found.place(0, found.codes.index(code)).change for code in ("K01", "K02", "K03")] == [None, 1, 0]


def test_what_is_too_old_or_still_open_is_not_carried(store: Store, team: Team) -> None:
    team.quarter(date(2025, 7, 1), {team.vera: {Role.MANAGER: {"K01": 3}}})
    team.quarter(date(2025, 10, 1), {team.vera: {Role.MANAGER: {"K02": 3}}})
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K03": 3}}}, close=False)
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: {"K04": 3}}}, close=False)
    found = team.matrix(now)
    cells = [found.place(0, found.codes.index(code)).cell for code in ("K01", "K02", "K03")]
    assert cells == [Cell.MISSING, Cell.CARRIED, Cell.MISSING]
    agree(team, found)


def test_a_policy_that_carries_nothing_still_tells_the_change(store: Store, team: Team) -> None:
    def strict(session: Session) -> None:
        content = Policy(carry_quarters=0).to_json()
        session.add(models.Policy(id=2, number=3, content=content, content_hash="строгая"))
        session.info["unjournaled"] = True

    store.write(strict)
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K01": 3, "K02": 3}}})
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: {"K01": 4}}}, close=False)
    found = team.matrix(now)
    assert (found.place(0, 0).change, found.place(0, 1).cell) == (1, Cell.MISSING)


def test_a_hiring_cycle_carries_nothing(store: Store, team: Team) -> None:
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K01": 3}}})
    cycle = sample.cycle(store, starts_on=QUARTERS[3])
    case = sample.case(store, team.vera, cycle)
    sample.sheet(store, case, team.boss, Role.MANAGER, {"K02": 1})
    found = team.matrix(cycle)
    assert Cell.CARRIED not in found.cells
    assert found.place(0, found.codes.index("K01")).before is None


def test_a_blind_case_shows_nothing(store: Store, team: Team) -> None:
    team.quarter(QUARTERS[2], {one: {Role.MANAGER: {"K01": 3}} for one in (team.vera, team.artem)})
    now = team.quarter(
        QUARTERS[3],
        {team.vera: {Role.MANAGER: {"K01": 2}}, team.artem: {Role.MANAGER: {"K01": 1}}},
        close=False,
    )
    case = next(line.case_id for line in store.read(cases.cases_in, "2026-IV") if line.person_id == team.vera)
    sample.sheet(store, case, team.hr, Role.HR, {"K01": 4}, submit=False)
    found = team.matrix(now, team.boss)
    vera, artem = found.people
    assert (vera.blind, vera.waiting, artem.blind) == (True, ("Соколова",), False)
    assert {found.place(0, column).cell for column in found.columns()} == {Cell.HIDDEN}
    assert {found.place(0, column).before for column in found.columns()} == {None}
    assert found.row_summary(0).hidden == 71
    assert found.place(1, 0).level == 1
    assert (found.sheets_in, found.sheets) == (2, 3)
    store.act_as(team.boss)
    store.write(cases.open_early, case, "болеет")
    assert team.matrix(now, team.boss).place(0, 0).level == 2
    assert team.matrix(now, team.hr).people[0].blind


def test_a_sheet_that_nobody_is_assigned_to_yet_is_counted_as_the_cycle_counts_it(
    store: Store, team: Team
) -> None:
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: {"K01": 2}}}, close=False)
    sample.case(store, team.artem, now)
    found = team.matrix(now)
    assert (found.sheets_in, found.sheets) == (1, 2)
    assert not any(one.blind for one in found.people)


def test_who_has_not_begun_is_waited_for_and_a_correction_is_not(store: Store, team: Team) -> None:
    plan = store.read(quarterly.template, sample.TODAY)
    assert plan is None
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: {"K01": 2}}}, close=False)
    store.act_as(team.boss)
    (line,) = store.read(cases.cases_in, "2026-IV")
    revision = store.write(sheets.revise, line.sheets[0].sheet_id, "описка")
    store.write(sheets.rate, revision, sample.item(store, "K01"), sample.mark(4))
    found = team.matrix(now)
    assert (found.people[0].blind, found.place(0, 0).level, found.sheets_in, found.sheets) == (False, 2, 1, 1)
    store.write(sheets.submit, revision)
    assert team.matrix(now).place(0, 0).level == 4
    store.write(campaigns.assign, line.case_id, team.hr, Role.HR)
    found = team.matrix(now)
    assert (found.people[0].waiting, found.sheets) == (("Соколова",), 2)
    assert found.people[0].blind


def test_a_case_that_nobody_rates_shows_what_is_carried(store: Store, team: Team) -> None:
    team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K01": 3}}})
    found = team.matrix(team.quarter(QUARTERS[3], {team.vera: {}}, close=False))
    assert (found.people[0].blind, found.place(0, 0).cell) == (False, Cell.CARRIED)
    assert found.row_summary(0).now == 0


def test_a_unit_is_taken_with_what_is_below_it(store: Store, team: Team) -> None:
    centre = store.write(organisation.add_unit, "Центр")
    shift = store.write(organisation.add_unit, "Смена А", centre)
    empty = store.write(organisation.add_unit, "Чат")
    for who, unit in ((team.vera, centre), (team.artem, shift)):
        store.write(people.change, replace(store.read(people.person, who), unit_id=unit))
    everybody = {one: {Role.MANAGER: {"K01": 2}} for one in (team.vera, team.artem)}
    now = team.quarter(QUARTERS[3], everybody, close=False)
    assert [one.person_id for one in team.matrix(now, unit=centre).people] == [team.vera, team.artem]
    assert [one.person_id for one in team.matrix(now, unit=shift).people] == [team.artem]
    nobody = team.matrix(now, unit=empty)
    assert (nobody.people, len(nobody.cells), nobody.sheets) == ((), 0, 0)
    assert nobody.column_summary(0).attainment is None
    with pytest.raises(Unknown):
        team.matrix(now, unit=99)
    with pytest.raises(Unknown):
        team.matrix(99)


def test_who_was_hired_after_a_quarter_is_not_unknown_in_its_shift(store: Store, team: Team) -> None:
    shift = store.write(organisation.add_unit, "Смена А")
    for who in (team.vera, team.artem):
        store.write(people.change, replace(store.read(people.person, who), unit_id=shift))
    then = team.matrix(team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K01": 3}}}))
    assert then.cycle.ends_on is not None
    assert store.read(shift_minimums.beside, then) == {shift: 1}
    artem = store.read(people.person, team.artem)
    for hired_on, unknown in ((then.cycle.ends_on, {shift: 1}), (then.cycle.ends_on + timedelta(days=1), {})):
        store.write(people.change, replace(artem, hired_on=hired_on))
        assert store.read(shift_minimums.beside, then) == unknown


def test_who_left_in_mid_cycle_is_marked_and_who_withdrew_is_not_there(store: Store, team: Team) -> None:
    now = team.quarter(
        QUARTERS[3], {one: {Role.MANAGER: {"K01": 2}} for one in (team.vera, team.artem)}, close=False
    )
    today = store.read(types.today)
    gone = min(date(2026, 11, 1), today - timedelta(days=1))
    store.write(people.change, replace(store.read(people.person, team.vera), left_on=gone))
    assert [one.left_on for one in team.matrix(now).people] == [None, gone], "who left stands behind"
    those = store.read(quarters.of_team, now, team.hr)
    assert [one.person_id for one in those] == [team.artem], "the trend is of the same team"
    assert len(team.matrix(now).staying) == 1
    store.write(people.change, replace(store.read(people.person, team.vera), left_on=today))
    assert len(team.matrix(now).staying) == 2, "the last day of work is still one of work"
    assert store.read(trainings.plan, now, team.boss, today).staff == 2
    store.write(people.change, replace(store.read(people.person, team.vera), left_on=date(2027, 2, 1)))
    assert [one.left_on for one in team.matrix(now).people] == [None, None]
    store.act_as(team.hr)
    store.write(campaigns.withdraw, 2, "ушёл", sample.TODAY)
    assert [one.person_id for one in team.matrix(now).people] == [team.vera]


def test_items_outside_the_scope_are_shown_and_not_counted(store: Store, team: Team) -> None:
    cycle = sample.cycle(
        store, CycleKind.QUARTERLY, starts_on=QUARTERS[3], question_set_id=sample.set_id(store)
    )
    case = sample.case(store, team.vera, cycle)
    sample.sheet(store, case, team.boss, Role.MANAGER, 3)
    found = team.matrix(cycle)
    outside = [
        found.place(0, column) for column in found.columns() if found.place(0, column).cell is Cell.OUTSIDE
    ]
    assert outside
    assert {place.level for place in outside} == {Fraction(3)}
    assert {place.gap for place in outside} == {None}
    assert found.row_summary(0).applicable == 71 - len(outside)
    agree(team, found)


def test_the_marks_are_one_statement_and_all_of_it_a_fixed_number(store: Store, team: Team) -> None:
    def asked(cycle: int) -> list[str]:
        with sample.statements(store) as statements:
            team.matrix(cycle)
        return statements

    earlier = team.quarter(QUARTERS[2], {team.vera: {Role.MANAGER: {"K01": 3}}})
    few = asked(earlier)
    others = [sample.add(store, f"Человек{number}") for number in range(8)]
    said = {one: {Role.MANAGER: {"K01": 2}, Role.HR: {"K02": 2}} for one in (team.vera, *others)}
    now = team.quarter(QUARTERS[3], said, close=False)
    many = asked(now)
    assert sum(" mark " in one or "FROM mark" in one for one in many) == 1
    assert len(many) == len(few)


def test_whole_levels_need_one_byte_places(store: Store, team: Team) -> None:
    now = team.quarter(QUARTERS[3], {team.vera: {Role.MANAGER: {"K01": 2}}}, close=False)
    found = team.matrix(now)
    assert found.levels == tuple(map(Fraction, range(5)))
    arrays = (found.cells, found.indexes, found.ages, found.before)
    assert sum(one.itemsize for one in arrays) == 6
