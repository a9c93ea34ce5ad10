"""Who of a panel rates whom, and how a panel changes."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.assessing import assessments, cases, cycles
from db.assessing.sheet import sent_forms, sheets
from db.file.store import Store
from db.hiring import campaigns, releasing
from db.journal.signed import signed
from domain.errors import (
    Begun,
    Closed,
    Impossible,
    NotAssigned,
    StillBlind,
    Taken,
    Unknown,
)
from domain.mark import Role
from tests.db import sample
from tests.db.hiring.campaigns.vacancy import ON, hand_in, line


def test_nobody_is_twice_in_a_panel_and_no_panel_rates_itself(store: Store, hr: int) -> None:
    for panel in (((hr, Role.HR), (hr, Role.EXPERT)), ((hr, Role.SELF),)):
        with pytest.raises(Impossible):
            sample.campaign(store, *panel)


def test_a_candidate_is_assessed_by_as_many_of_the_panel_as_are_wanted(
    store: Store, hr: int, boss: int, expert: int
) -> None:
    cycle = sample.campaign(store, (hr, Role.HR), (boss, Role.MANAGER), (expert, Role.EXPERT), wanted=2)
    first = store.write(campaigns.invite, cycle, sample.candidate(store))
    other = store.write(campaigns.invite, cycle, sample.candidate(store), [(expert, Role.EXPERT)])
    assert [(one.assessor_id, one.role) for one in line(store, first).waiting] == [
        (hr, Role.HR),
        (boss, Role.MANAGER),
    ]
    assert [one.assessor_id for one in line(store, other).waiting] == [expert]


def test_somebody_of_the_panel_may_be_a_candidate_and_does_not_rate_the_self(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    case = store.write(campaigns.invite, cycle, boss)
    assert [one.assessor_id for one in line(store, case).waiting] == [hr]
    with pytest.raises(Impossible):
        store.write(campaigns.assign, case, boss, Role.MANAGER)
    store.write(campaigns.assign, case, boss, Role.SELF)
    with pytest.raises(Impossible):
        store.write(campaigns.invite, cycle, sample.candidate(store), [(hr, Role.SELF)])


def test_nobody_is_twice_a_candidate_of_one_campaign(store: Store, cycle: int) -> None:
    person = sample.candidate(store)
    store.write(campaigns.invite, cycle, person)
    with pytest.raises(Taken):
        store.write(campaigns.invite, cycle, person)


def test_a_closed_campaign_and_one_that_is_none_take_nobody(store: Store, cycle: int) -> None:
    person = sample.candidate(store)
    with pytest.raises(Unknown):
        store.write(campaigns.invite, sample.cycle(store), person)
    store.write(cycles.close_cycle, cycle)
    with pytest.raises(Closed):
        store.write(campaigns.invite, cycle, person)


def test_a_case_waits_for_those_who_have_not_begun(store: Store, hr: int, boss: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    hand_in(store, case, hr, Role.HR)
    with pytest.raises(StillBlind) as blind:
        store.read(cases.result, case, hr, ON)
    assert blind.value.waiting == ("Громов Максим",)
    assert not line(store, case).all_in
    hand_in(store, case, boss, Role.MANAGER)
    assert line(store, case).all_in
    assert len(store.read(cases.result, case, hr, ON).assessors) == 2


def test_who_is_assigned_rates_in_that_role_and_others_do_not(
    store: Store, boss: int, expert: int, cycle: int
) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    with pytest.raises(NotAssigned) as refused:
        store.write(sheets.open_sheet, case, expert, Role.EXPERT)
    assert refused.value.names == ("Соколова Анна", "Громов Максим")
    sheet = store.write(sheets.open_sheet, case, boss, Role.PEER)
    assert sample.last_event(store).data["role"] == "manager"
    assert store.read(sheets.sheet, sheet, boss).role is Role.MANAGER
    store.write(campaigns.assign, case, expert, Role.EXPERT)
    assert store.write(sheets.open_sheet, case, expert, Role.EXPERT)


def test_one_assessor_has_one_sheet_in_a_case(store: Store, hr: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    draft = store.write(sheets.open_sheet, case, hr, Role.HR)
    assert store.write(sheets.open_sheet, case, hr, Role.HR) == draft

    def second(session: Session) -> None:
        session.connection().execute(
            text(
                "INSERT INTO sheet (uid, case_id, assessor_id, role, revision, reason, state, origin,"
                " started_at) VALUES (:uid, :case, :hr, 'hr', 2, 'x', 'draft', 'screen', '2026-11-24')"
            ),
            {"uid": sample.new_uid().hex, "case": case, "hr": hr},
        )

    with pytest.raises(IntegrityError, match=r"UNIQUE|uq_sheet_draft"):
        store.write(second)


def test_starting_from_the_list_of_people_begins_the_sheet_that_the_campaign_waits_for(
    store: Store, hr: int, expert: int
) -> None:
    changed = replace(sample.profile(store).targets["K01"], level=4)
    cycle = sample.campaign(store, (hr, Role.HR), targets={"K01": changed})
    person = sample.candidate(store)
    case = store.write(campaigns.invite, cycle, person)
    sheet = store.write(assessments.start, person, hr, Role.HR, sample.profile(store).id)
    assert store.read(sheets.sheet, sheet, hr).case_id == case
    with pytest.raises(NotAssigned):
        store.write(
            assessments.start, person, expert, Role.EXPERT, store.read(campaigns.campaign, cycle).profile.id
        )


def test_assessors_come_and_go_until_they_begin(
    store: Store, hr: int, boss: int, expert: int, cycle: int
) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    store.write(campaigns.assign, case, expert, Role.EXPERT)
    with pytest.raises(Taken):
        store.write(campaigns.assign, case, expert, Role.PEER)
    store.write(releasing.take_off, case, boss)
    assert [one.assessor_id for one in line(store, case).waiting] == [hr, expert]
    with pytest.raises(Unknown):
        store.write(releasing.take_off, case, boss)
    sheet = store.write(sheets.open_sheet, case, hr, Role.HR)
    store.write(sheets.comment, sheet, 1, "Answers at length.")
    with pytest.raises(Begun):
        store.write(releasing.take_off, case, hr)


def test_a_sheet_begun_by_mistake_ends_with_its_seat_while_nothing_is_in_it(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    sheet = store.write(sheets.open_sheet, case, boss, Role.MANAGER)
    assert store.read(sent_forms.blank, case).removable == {boss}
    store.write(releasing.take_off, case, boss)
    assert [one.assessor_id for one in line(store, case).pending] == [hr]
    with pytest.raises(Unknown):
        store.read(sheets.sheet, sheet, boss)
    told = store.read(signed, "release", "case", case)
    assert list(told) == [{"assessor": boss, "sheet": sheet}]


def test_whoever_begins_where_nobody_is_assigned_can_be_taken_off_again(store: Store, boss: int) -> None:
    case = sample.case(store, sample.candidate(store))
    store.write(sheets.open_sheet, case, boss, Role.MANAGER)
    store.write(releasing.take_off, case, boss)
    assert line(store, case).sheets == ()
    with pytest.raises(Unknown):
        store.write(releasing.take_off, case, boss)


def test_a_case_has_nine_assessors_at_most(store: Store, hr: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store), [(hr, Role.HR)])
    for number in range(8):
        store.write(campaigns.assign, case, sample.add(store, f"Оценщик{number}"), Role.EXPERT)
    with pytest.raises(Impossible):
        store.write(campaigns.assign, case, sample.add(store, "Десятый"), Role.EXPERT)
