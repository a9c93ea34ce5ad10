"""The overview beside what is due: where one stopped, cycles, terms, what was open last."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col

from db import models
from db.assessing.cycle_counts import counts_where, open_cycles
from db.assessing.progress import lines_where
from db.assessing.sheet import paper_sheets, sheets
from db.file.store import Store
from db.hiring import campaigns, refusals
from db.home import overview
from db.home.due import due
from db.journal import outstanding
from db.models.types import today
from db.people import basis, retention
from db.team import quarterly
from domain.assessing.case import CycleKind
from domain.home.due import Due, Group, Kind, Opens, next_of
from domain.mark import Role
from domain.outstanding import Task
from domain.people.purpose import Ground
from domain.people.retention import Why
from domain.team.quarterly import CyclePlan
from tests.db import sample
from tests.db.home.found import ON, days, found


def test_the_overview_says_where_one_stopped(store: Store, me: int) -> None:
    case = sample.case(store, sample.candidate(store, "Тарасов", given="Кирилл"))
    sample.sheet(store, case, me, said={"K01": 2, "K02": 1}, submit=False)
    seen = store.read(overview.overview, me, ON)
    assert seen.stop is not None
    assert seen.stop.label is not None
    codes = [one.code for one in sample.framework(store).items]
    assert seen.stop.code == next(code for code in codes if code not in ("K01", "K02"))
    assert seen.stop.marked_at is not None
    assert (seen.drafts[0].name, seen.drafts[0].done, seen.empty) == ("Тарасов Кирилл", 2, False)


def test_the_overview_of_a_sheet_with_all_marks_has_no_next_item(store: Store, me: int) -> None:
    sample.sheet(store, sample.case(store, sample.candidate(store)), me, said=3, submit=False)
    seen = store.read(overview.overview, me, ON)
    assert seen.stop is not None
    assert seen.stop.label is None


def test_the_overview_shows_the_cycle_with_the_newest_case(store: Store, me: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, title="IV квартал", ends_on=days(6))
    assert store.read(overview.overview, me, ON).cycle is None
    names = ("Ёлкин", "Ершов", "Жуков")
    cases = [sample.case(store, sample.add(store, name), quarter) for name in names]
    sample.case(store, sample.candidate(store))  # a vacancy with one candidate is nothing to count
    sample.sheet(store, cases[0], me, Role.MANAGER, 2)
    sample.sheet(store, cases[1], me, Role.MANAGER, {"K01": 2}, submit=False)
    shown = store.read(overview.overview, me, ON).cycle
    assert shown is not None
    assert (shown.count.title, shown.count.done, shown.count.total) == ("IV квартал", 1, 3)
    assert [(row.name, row.sheets_in, row.done, row.total) for row in shown.rows] == [
        ("Ёлкин", 1, 71, 71),
        ("Ершов", 0, 1, 71),
        ("Жуков", 0, 0, 0),
    ]


def test_only_who_assesses_makes_no_full_file(store: Store, me: int) -> None:
    assert store.read(overview.overview, me, ON).empty
    sample.candidate(store)
    assert not store.read(overview.overview, me, ON).empty


def test_what_was_open_is_named_unless_it_is_gone(store: Store, me: int) -> None:
    person = sample.candidate(store, "Орлов", given="Денис")
    case = sample.case(store, person)
    sheet_id = sample.sheet(store, case, me, submit=False)
    names = store.read(overview.names, (person, 99), (case,), (sheet_id, 98))
    assert names.people == {person: "Орлов Д."}
    assert names.cases == {case: "Орлов Д."}
    assert names.sheets == {sheet_id: "Орлов Д."}


def test_who_is_assigned_and_has_not_begun_is_counted_and_waited_for(store: Store, me: int) -> None:
    other = sample.add(store, "Соколова")
    cycle = sample.campaign(store, (me, Role.MANAGER), (other, Role.HR))
    case, _ = (
        store.write(campaigns.invite, cycle, sample.candidate(store, name)) for name in ("Ким", "Юдин")
    )
    sheet = sample.sheet(store, case, me, Role.MANAGER, 2, submit=False)
    (count,) = store.read(open_cycles, me)
    assert (count.done, count.total, count.mine) == (0, 4, 1)
    store.write(sheets.submit, sheet)
    (count,) = store.read(open_cycles, me)
    assert (count.done, count.total, count.mine) == (1, 4, 0)
    assert found(store, me, Kind.DECISION) == []
    progress = store.read(overview.overview, me, ON).cycle
    assert progress is not None
    assert [(row.sheets_in, row.sheets) for row in progress.rows] == [(1, 2), (0, 2)]
    store.act_as(other)
    sample.sheet(store, case, other, Role.HR, 4)
    (count,) = store.read(open_cycles, me)
    assert (count.done, count.total) == (2, 4)
    assert [one.spread for one in found(store, me, Kind.DECISION)] == [23], "the questions of the vacancy"


def test_the_sheets_of_a_cycle_are_counted_alike_alone_among_others_and_one_by_one(
    store: Store, me: int
) -> None:
    other = sample.add(store, "Соколова")
    for number in range(3):
        cycle = sample.campaign(store, (me, Role.MANAGER), (other, Role.HR))
        names = [f"{name}{number}" for name in ("Ким", "Юдин", "Белова")[: number + 1]]
        opened = [store.write(campaigns.invite, cycle, sample.candidate(store, name)) for name in names]
        store.act_as(me)
        for case in opened:
            sample.sheet(store, case, me, Role.MANAGER, 2, submit=number != 1)
        store.act_as(other)
        sample.sheet(store, opened[-1], other, Role.HR, 3)
    together = store.read(counts_where, me, col(models.Cycle.id) > 0)
    assert len(together) == 3
    for one in together:
        assert store.read(counts_where, me, col(models.Cycle.id) == one.cycle_id) == (one,)
        lines = store.read(lines_where, models.Case.cycle_id == one.cycle_id)
        handed_in = sum(sheet.handed_in for line in lines for sheet in line.sheets)
        waiting = sum(len(line.waiting) for line in lines)
        assert (one.cases, one.done, one.total) == (len(lines), handed_in, handed_in + waiting)


def test_of_many_open_cycles_any_can_be_shown_and_a_sheet_nobody_began_is_work_too(
    store: Store, me: int
) -> None:
    other = sample.add(store, "Орлов")
    for title, names in (("Первый", ("Белов", "Гусев")), ("Второй", ("Ким", "Нуриева", "Сафин"))):
        people_ids = tuple(sample.add(store, name) for name in names)
        plan = CyclePlan(
            kind=CycleKind.AD_HOC,
            title=title,
            starts_on=days(0),
            ends_on=days(9),
            people=people_ids,
            assessors={people_ids[0]: ((me, Role.MANAGER), (other, Role.PEER))},
        )
        store.write(quarterly.open_quarterly, plan)
    seen = store.read(overview.overview, me, ON)
    assert [one.title for one in seen.cycles] == ["Второй", "Первый"]
    assert seen.cycle is not None
    assert seen.cycle.count.title == "Второй"
    first = seen.cycles[1].cycle_id
    earlier = store.read(overview.overview, me, ON, first).cycle
    assert earlier is not None
    case = earlier.rows[0].case_id
    sample.sheet(store, case, me, Role.MANAGER, 2)
    chosen = store.read(overview.overview, me, ON, first).cycle
    assert chosen is not None
    assert (chosen.count.title, len(chosen.rows)) == ("Первый", 2)
    row = chosen.rows[0]
    assert (row.sheets_in, row.sheets, row.done, row.total) == (1, 2, 71, 142)


def test_several_sheets_of_one_cycle_are_one_thing_to_do(store: Store, me: int) -> None:
    ids = tuple(sample.add(store, name) for name in ("Гусев", "Белов", "Ким"))
    plan = CyclePlan(
        kind=CycleKind.QUARTERLY,
        title="IV квартал",
        starts_on=days(-20),
        ends_on=days(6),
        people=ids,
        assessors=dict.fromkeys(ids, ((me, Role.MANAGER),)),
    )
    store.write(quarterly.open_quarterly, plan)
    (told,) = found(store, me)
    assert (told.kind, told.name, told.total, told.day) == (Kind.OWED, "Белов", 3, days(6))
    store.write(paper_sheets.begin_all, told.opens_id)
    case, (told,) = told.opens_id, found(store, me)
    assert (told.name, told.done, told.total) == ("Гусев", 0, 3), "a form that was printed is not begun"
    sample.sheet(store, case, me, Role.MANAGER, {"K01": 2}, submit=False)
    (told,) = found(store, me)
    assert (told.name, told.done, told.total) == ("Гусев", 1, 2)
    sample.sheet(store, told.opens_id, me, Role.HR, 2)
    (told,) = found(store, me)
    assert (told.kind, told.name) == (Kind.INTERVIEW, "Ким")


def not_chosen(store: Store, me: int, surname: str) -> int:
    """Let a candidate be assessed and not be chosen today."""
    who = sample.candidate(store, surname)
    case = store.write(campaigns.invite, sample.campaign(store, (me, Role.MANAGER), title=surname), who)
    sample.sheet(store, case, me, Role.MANAGER, 1)
    store.write(refusals.choose_another, case, "опыт")
    return who


def terms(store: Store, me: int, after: int) -> list[Due]:
    """Return whose term is over so many days from today, whenever that is."""
    on = store.read(today) + timedelta(days=after)
    return [one for one in store.read(due, me, on) if one.kind is Kind.RETENTION]


def test_a_term_that_is_over_is_told_with_the_way_to_the_person(store: Store, me: int) -> None:
    who = not_chosen(store, me, "Орлов")
    assert terms(store, me, 30) == []
    (told,) = terms(store, me, 31)
    assert (told.name, told.opens, told.opens_id, told.why) == ("Орлов", Opens.PERSON, who, Why.REFUSED)
    store.write(basis.hold, who, store.read(today) + timedelta(days=400), "спор")
    assert terms(store, me, 400) == []
    (told,) = terms(store, me, 401)
    assert told.why is Why.HELD


def test_a_withdrawn_consent_is_told_from_its_day_on(store: Store, me: int) -> None:
    who = sample.candidate(store, "Орлов")
    on = store.read(today)
    store.write(basis.withdraw, who, on)
    (told,) = terms(store, me, 0)
    assert (told.name, told.why, told.day) == ("Орлов", Why.WITHDRAWN, on + timedelta(days=30))
    (told,) = terms(store, me, 31)
    assert told.why is Why.WITHDRAWN


def test_several_terms_that_are_over_are_one_line(store: Store, me: int) -> None:
    for name in ("Орлов", "Белова", "Ким"):
        not_chosen(store, me, name)
    (told,) = terms(store, me, 31)
    assert (told.total, told.opens, told.name) == (3, Opens.PEOPLE, "Белова")
    later = store.read(today) + timedelta(days=31)
    assert len(store.read(retention.ending, later)) == told.total


def test_what_an_erasure_has_still_to_do_outside_the_file_is_due_at_once(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)

    def act(session: Session) -> None:
        session.info["unjournaled"] = True
        places = [(Task.COPY, Path("/стик/а"), None), (Task.COPY, Path("/стик/б"), None)]
        outstanding.write_down(session, [*places, *places], 1)

    store.write(act)
    (told,) = store.read(due, me, ON)
    assert (told.kind, told.opens, told.total, told.group(ON)) == (
        Kind.OUTSTANDING,
        Opens.COPIES,
        2,
        Group.TODAY,
    )


@pytest.mark.parametrize("end", ["withdrawn", "expired", "prolonged"])
def test_nobody_is_urged_to_go_on_with_who_no_longer_consents(store: Store, me: int, end: str) -> None:
    until = days(-1) if end == "expired" else None
    her = sample.candidate(
        store, "Лебедева", basis="согласие", basis_on=days(-300), basis_until=until, ground=Ground.CONSENT
    )
    if end != "expired":
        store.write(basis.withdraw, her, store.read(today))
    if end == "prolonged":
        store.write(basis.hold, her, days(300), "спор в суде")
    cycle = sample.campaign(store, (me, Role.HR))
    case = store.write(campaigns.invite, cycle, her)
    (talk,) = found(store, me, Kind.INTERVIEW)
    assert talk.stopped
    step = next_of(store.read(due, me, ON))
    assert step is None or step.kind in (Kind.CONSENT, Kind.RETENTION)
    sample.sheet(store, case, me, Role.HR, {"K01": 1}, submit=False)
    seen = store.read(overview.overview, me, ON)
    assert [one.stopped for one in seen.drafts] == [True]
    assert seen.stop is None
    assert [one.stopped for one in seen.due if one.kind is Kind.DRAFT] == [True], "it stays among the rest"


def test_a_withdrawn_consent_stops_nothing_for_who_works_here(store: Store, me: int) -> None:
    his = sample.add(store, "Орлов", basis="согласие", ground=Ground.CONSENT)
    store.write(basis.withdraw, his, store.read(today))
    sample.sheet(store, sample.case(store, his), me, Role.MANAGER, {"K01": 1}, submit=False)
    assert [one.stopped for one in store.read(overview.overview, me, ON).drafts] == [False]
