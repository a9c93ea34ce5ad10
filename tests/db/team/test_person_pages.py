"""The page of a person says what each result says, nothing of a blind one, and costs the same in any file."""

from collections.abc import Mapping
from datetime import date

import pytest

from db.assessing import cases, people
from db.file.store import Store
from db.team import person_pages
from domain.assessing.case import CycleKind
from domain.errors import Unknown
from domain.mark import Role
from domain.team.course import Attained
from tests.db import sample

Said = Mapping[str, sample.Said]


class Firm:
    """Громов rates Ким quarter by quarter."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.boss = sample.add(store, "Громов", is_actor=True)
        self.expert = sample.add(store, "Фомина", is_actor=True)
        self.kim = sample.add(store, "Ким")

    def rate(
        self, starts: date, said: Said, *, expert: bool = False, kind: CycleKind = CycleKind.QUARTERLY
    ) -> int:
        cycle = sample.cycle(self.store, kind, starts_on=starts)
        case = sample.case(self.store, self.kim, cycle)
        sample.sheet(self.store, case, self.boss, Role.MANAGER, said)
        if expert:
            sample.sheet(self.store, case, self.expert, Role.EXPERT, {"K01": 1}, submit=False)
        return case

    def course(self, viewer: int | None = None) -> tuple[Attained, ...]:
        return self.store.read(person_pages.course, self.kim, viewer or self.boss)


@pytest.fixture
def firm(store: Store) -> Firm:
    return Firm(store)


def test_each_point_says_what_its_result_says(store: Store, firm: Firm) -> None:
    quarters = (date(2026, 1, 1), {"K01": 1, "K02": 2}), (date(2026, 4, 1), {"K01": 3, "K02": 2})
    made = [firm.rate(starts, said) for starts, said in quarters]
    found = firm.course()
    assert [one.case_id for one in found] == made
    for one in found:
        totals = store.read(cases.result, one.case_id, firm.boss, sample.TODAY).score.totals
        summary = one.summary
        assert (summary.attainment, summary.lower, summary.upper, summary.status) == (
            totals.attainment,
            totals.lower,
            totals.upper,
            totals.status,
        )


def test_a_line_joins_neighbours_with_enough_in_common_alone(firm: Firm) -> None:
    firm.rate(date(2025, 1, 1), {"K01": 1, "K02": 2})
    firm.rate(date(2025, 4, 1), {"K01": 2, "K02": 2})
    firm.rate(date(2025, 10, 1), {"K01": 2, "K02": 2})  # a quarter was left out
    firm.rate(date(2026, 1, 1), {"K03": 2, "K04": 2})  # nothing in common
    assert [one.joined for one in firm.course()] == [False, True, False, False]


def test_what_a_candidate_reached_is_joined_with_no_quarter_of_the_staff(firm: Firm) -> None:
    firm.rate(date(2025, 1, 1), {"K01": 1, "K02": 2}, kind=CycleKind.HIRING)
    firm.rate(date(2025, 4, 1), {"K01": 2, "K02": 2})
    firm.rate(date(2025, 7, 1), {"K01": 3, "K02": 2})
    assert [one.joined for one in firm.course()] == [False, False, True], "other targets hold at hire"


def test_a_blind_case_is_no_point_and_its_notes_are_kept_back(store: Store, firm: Firm) -> None:
    seen = firm.rate(date(2026, 1, 1), {"K01": 1})
    blind = firm.rate(date(2026, 4, 1), {"K01": 3}, expert=True)
    for viewer in (firm.boss, firm.expert):
        assert [one.case_id for one in firm.course(viewer)] == [seen]
    page = store.read(person_pages.page, firm.kim, firm.expert, sample.TODAY)
    assert blind in [case.case_id for case in page.card.cases]


def test_who_was_erased_or_never_was_has_no_page(store: Store, firm: Firm) -> None:
    with pytest.raises(Unknown):
        store.read(person_pages.page, 999, firm.boss, sample.TODAY)


def test_more_people_cost_no_statements(store: Store, firm: Firm) -> None:
    firm.rate(date(2026, 1, 1), {"K01": 1})
    ask = firm.kim, firm.boss

    def costs() -> tuple[int, int]:
        page = sample.count(store, person_pages.page, *ask, sample.TODAY)
        return page, sample.count(store, person_pages.course, *ask)

    costs()
    before = costs()
    for number in range(12):
        store.write(people.add, people.Person(surname=f"Новый{number}"))
    assert costs() == before
