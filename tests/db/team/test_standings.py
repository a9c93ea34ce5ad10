"""The list of people says of everybody what the own newest result says, and of a blind case nothing."""

from datetime import date
from random import Random

import pytest

from db.assessing import cases
from db.file.store import Store
from db.team import standings
from domain.assessing.case import CycleKind
from domain.mark import Role, State
from domain.period import quarter_of
from domain.team.standing import Standings
from tests.db import sample

QUARTERS = [date(2026, 4, 1), date(2026, 7, 1)]


class Firm:
    """Staff rated by Громов in two quarters, the second one open, and two candidates."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.random = Random(7)
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.expert = sample.add(store, "Фомина", is_actor=True)
        self.codes = [item.code for item in sample.framework(store).items]
        staff = [sample.add(store, name) for name in ("Алёшина", "Белов")]
        self.newest: list[int] = []
        for start in QUARTERS:
            cycle = sample.cycle(
                store, CycleKind.QUARTERLY, starts_on=start, ends_on=quarter_of(start).ends_on
            )
            self.newest = [self.rated(person, cycle, Role.MANAGER) for person in staff]
        self.newest += [self.rated(sample.candidate(store, name), None, Role.HR) for name in ("Ким", "Рябов")]

    def rated(self, person: int, cycle: int | None, role: Role) -> int:
        case = sample.case(self.store, person, cycle)
        said = {code: self.random.choice([*range(5), State.NOT_ASKED]) for code in self.codes}
        sample.sheet(self.store, case, self.boss, role, said)
        return case

    def standings(self, viewer: int | None = None) -> Standings:
        return self.store.read(standings.standings, viewer or self.boss)


@pytest.fixture
def firm(store: Store) -> Firm:
    return Firm(store)


def test_everybody_stands_where_the_newest_result_says(store: Store, firm: Firm) -> None:
    found = firm.standings()
    for case in firm.newest:
        totals = store.read(cases.result, case, firm.boss, sample.TODAY).score.totals
        mine = found.of(case)
        assert mine is not None
        assert (mine.attainment, mine.lower, mine.upper) == (totals.attainment, totals.lower, totals.upper)
        assert mine.status is totals.status
        assert found.of(case) is mine  # added up once


def test_an_earlier_case_is_not_among_them(firm: Firm) -> None:
    assert firm.standings().of(min(firm.newest) - 1) is None


def test_a_blind_case_says_nothing(store: Store, firm: Firm) -> None:
    person = sample.candidate(store, "Орлова")
    case = sample.case(store, person)
    sample.sheet(store, case, firm.boss, Role.HR, {"K01": 3})
    sample.sheet(store, case, firm.expert, Role.EXPERT, {"K01": 1}, submit=False)
    assert firm.standings().of(case) is None
    assert firm.standings(firm.expert).of(case) is None


def test_more_vacancies_cost_no_statements(store: Store, firm: Firm) -> None:
    before = sample.count(store, standings.standings, firm.boss)
    for number in range(8):
        firm.rated(sample.candidate(store, f"Новый {number}"), None, Role.HR)
    assert sample.count(store, standings.standings, firm.boss) == before
