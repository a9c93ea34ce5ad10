"""The overview reads the first of many; what it says of them is what a plain count over the lines says."""

from datetime import timedelta

import pytest

from db import models
from db.assessing import people
from db.assessing.progress import CaseLine, lines_where
from db.assessing.sheet import sheets
from db.assessing.sheet.open_drafts import open_drafts
from db.file.store import Store
from db.hiring import campaigns, refusals
from db.home import overview
from db.home.due import first_due
from db.home.overview_records import CaseRow
from db.people import retention
from domain.assessing.case import CycleKind
from domain.home.due import Kind
from domain.mark import Mark, Role, State
from domain.people.retention import Retention
from tests.db import sample

ON = sample.TODAY


@pytest.fixture
def me(store: Store) -> int:
    found = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич", is_actor=True)
    store.act_as(found)
    return found


def plain_row(line: CaseLine, in_scope: int) -> CaseRow:
    """Return the row of a case, added up sheet by sheet."""
    handed_in = [one for one in line.sheets if one.handed_in]
    out = [one for one in line.sheets if not one.handed_in]
    all_sheets = len(line.sheets) + len(line.assigned)
    done = in_scope * len(handed_in) + sum(one.marked for one in out)
    total = in_scope * all_sheets if line.sheets else 0
    return CaseRow(line.case_id, line.person_id, line.person_name, len(handed_in), all_sheets, done, total)


def test_the_bars_of_a_cycle_are_those_of_a_plain_count(store: Store, me: int) -> None:
    other = sample.add(store, "Соколова")
    vacancy = sample.campaign(store, (me, Role.MANAGER), (other, Role.EXPERT))
    names = "Ким", "Белова", "Юдин", "Абаев", "Орлов"
    opened = [store.write(campaigns.invite, vacancy, sample.candidate(store, name)) for name in names]
    quarter = sample.cycle(store, CycleKind.QUARTERLY, ends_on=ON + timedelta(days=9))
    opened += [sample.case(store, sample.add(store, f"{name}а"), quarter) for name in names]
    begun = sample.sheet(store, opened[0], me, Role.MANAGER, submit=False)
    asked = [one.item for one in store.read(sheets.sheet, begun, me).scope]
    assert len(asked) < len(sample.framework(store).items)
    for at in (0, 5):
        first, second, third, fourth = opened[at + 1 : at + 5]
        rated = {asked[0].code: 1, asked[1].code: State.NOT_OBSERVED}
        sample.sheet(store, first, me, Role.MANAGER, rated, submit=False)
        corrected = sample.sheet(store, second, me, Role.MANAGER, submit=False)
        fill(store, corrected, me)
        store.write(sheets.revise, corrected, "ошибка")
        sample.sheet(store, third, me, Role.MANAGER, {asked[2].code: 4}, submit=False)
        store.act_as(other)
        sample.sheet(store, third, other, Role.EXPERT, submit=False)
        fill(store, sample.sheet(store, fourth, other, Role.EXPERT, submit=False), other)
        store.act_as(me)

    for cycle, in_scope in (vacancy, len(asked)), (quarter, len(sample.framework(store).items)):
        lines = store.read(lines_where, models.Case.cycle_id == cycle)
        plain = [plain_row(one, in_scope) for one in lines]
        progress = store.read(overview.overview, me, ON, cycle).cycle
        assert progress is not None
        assert list(progress.rows) == sorted(plain, key=lambda row: row.name)
        mine = {one.sheet_id: one for line in lines for one in line.sheets if one.assessor_id == me}
        drafts = [one for one in store.read(open_drafts, me) if one.sheet_id in mine]
        assert len(drafts) == 4 - (cycle == quarter)
        for one in drafts:
            line = mine[one.sheet_id]
            assert (one.done, one.total) == (line.marked, line.in_scope)


def fill(store: Store, sheet_id: int, assessor: int) -> None:
    """Rate every item in scope and hand the sheet in."""
    asked = store.read(sheets.sheet, sheet_id, assessor).scope
    store.write(sheets.enter, sheet_id, {one.item.id: (Mark.rated(2), "") for one in asked})
    store.write(sheets.submit, sheet_id)


def test_of_a_cycle_of_many_the_first_by_name_are_read_and_all_are_counted(store: Store, me: int) -> None:
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    for number in reversed(range(overview.MOST + 3)):
        sample.case(store, sample.add(store, f"Орлов{number:03}"), cycle)
    progress = store.read(overview.overview, me, ON).cycle
    assert progress is not None
    assert [row.name for row in progress.rows] == [f"Орлов{number:03}" for number in range(overview.MOST)]
    assert progress.count.cases == overview.MOST + 3


def test_a_decision_that_is_not_among_the_first_says_nothing_less_of_those_that_are(
    store: Store, me: int
) -> None:
    other = sample.add(store, "Соколова")
    panel = (me, Role.MANAGER), (other, Role.HR)
    vacancy = sample.campaign(store, *panel)
    opened = [
        store.write(campaigns.invite, vacancy, sample.candidate(store, name)) for name in ("Ким", "Юдин")
    ]
    for place, case in enumerate(opened):
        store.act_as(me)
        sample.sheet(store, case, me, Role.MANAGER, 1)
        store.act_as(other)
        sample.sheet(store, case, other, Role.HR, 1 + 2 * place)
    whole, total = store.read(first_due, (), (), me, ON, None)
    decisions = [one for one in whole if one.kind is Kind.DECISION]
    assert [bool(one.spread) for one in decisions] == [False, True]
    for most in range(1, total + 1):
        assert store.read(first_due, (), (), me, ON, most)[0][:most] == whole[:most]


def test_whose_term_is_over_is_what_the_terms_of_all_say_one_by_one(store: Store, me: int) -> None:
    store.write(retention.keep_policy, Retention(candidate_days=30))
    for number in range(6):
        sample.candidate(store, f"Орлов{number}", basis_until=ON + timedelta(days=number - 3))
        sample.add(store, f"Белов{number}", left_on=ON - timedelta(days=900 * number))
    vacancy = sample.campaign(store, (me, Role.MANAGER))
    for number in range(3):
        case = store.write(campaigns.invite, vacancy, sample.candidate(store, f"Ким{number}"))
        sample.sheet(store, case, me, Role.MANAGER, 2)
        if number:
            store.write(refusals.choose_another, case, "опыт")
    everybody = [one.id for one in store.read(people.everybody)]
    for ahead in (0, 2, 40, 4000):
        last = ON + timedelta(days=ahead)
        plain = [
            (who, found[1])
            for who in everybody
            if (found := store.read(retention.of_person, who, ON)) is not None
            and found[1] is not None
            and found[1].day <= last
        ]
        read = [(one.person_id, one.term) for one in store.read(retention.ending, ON, last)]
        assert sorted(read, key=lambda one: one[0]) == sorted(plain, key=lambda one: one[0])
