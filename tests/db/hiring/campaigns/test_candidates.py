"""Candidates of a vacancy: opened early, withdrawn, told by state, written with the act that names them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db import models
from db.assessing import cases, people
from db.assessing.sheet import paper_sheets, sheets
from db.file.store import Store
from db.hiring import campaigns, releasing
from db.hiring.campaigns import CandidateState
from db.people import organisation
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetState
from domain.errors import (
    AlreadyOpen,
    FrozenRequirements,
    Impossible,
    Missing,
    NeedsReason,
    NothingSubmitted,
    OffScale,
    StillBlind,
    Taken,
    Unknown,
    Withdrawn,
)
from domain.framework.fairness import Discriminates
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.db.hiring.campaigns.vacancy import ON, hand_in, line


def test_somebody_opens_a_case_by_name_and_with_a_reason_and_it_is_kept(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    with pytest.raises(NothingSubmitted):
        store.write(cases.open_early, case, "болеет")
    hand_in(store, case, hr, Role.HR)
    with pytest.raises(NeedsReason):
        store.write(cases.open_early, case, " ")
    store.write(cases.open_early, case, "болеет")
    event = sample.last_event(store)
    assert (event.act, event.actor_id, event.data) == ("open_early", hr, {"waiting": [boss]})
    kept = store.read(cases.early_openings, (case,))[case]
    assert (kept.actor_name, kept.reason, kept.waiting) == ("Соколова Анна", "болеет", ("Громов Максим",))
    assert len(store.read(cases.result, case, hr, ON).assessors) == 1
    with pytest.raises(AlreadyOpen):
        store.write(cases.open_early, case, "ещё раз")


def test_who_is_out_stays_blind_in_an_opened_case_and_may_hand_in(
    store: Store, hr: int, boss: int, expert: int, cycle: int
) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    hers = hand_in(store, case, hr, Role.HR)
    store.write(cases.open_early, case, "болеет")
    with pytest.raises(StillBlind):
        store.read(cases.result, case, boss, ON)
    assert store.read(sheets.sheet, hers, expert).assessor.id == hr
    with pytest.raises(AlreadyOpen):
        store.write(campaigns.assign, case, expert, Role.EXPERT)
    hand_in(store, case, boss, Role.MANAGER)
    assert len(store.read(cases.result, case, boss, ON).assessors) == 2


def test_a_case_without_a_panel_that_was_opened_early_takes_nobody_new(
    store: Store, hr: int, boss: int, expert: int
) -> None:
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, boss, Role.MANAGER, submit=False)
    hand_in(store, case, hr, Role.HR)
    store.write(cases.open_early, case, "болеет")
    with pytest.raises(AlreadyOpen):
        store.write(sheets.open_sheet, case, expert, Role.EXPERT)


def test_a_change_after_the_opening_names_who_was_assessed_already(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    begun = store.write(campaigns.invite, cycle, sample.candidate(store, code="C-0041"))
    done = store.write(campaigns.invite, cycle, sample.candidate(store, code="C-0042"))
    store.write(campaigns.invite, cycle, sample.candidate(store, code="C-0043"))
    opened = store.write(campaigns.invite, cycle, sample.candidate(store, code="C-0044"))
    sample.sheet(store, begun, hr, said={"K01": 2}, submit=False)
    hand_in(store, done, hr, Role.HR)
    sample.sheet(store, opened, hr, submit=False)
    store.write(campaigns.change_requirements, cycle, "добавлено: работа в чате")
    (change,) = store.read(campaigns.campaign, cycle).changes
    assert (change.actor_name, change.text) == ("Соколова Анна", "добавлено: работа в чате")
    assert change.assessed == ("C-0041", "C-0042")
    assert "чате" not in repr(sample.last_event(store).data)


def test_targets_do_not_change_in_an_open_campaign_nor_do_words_become_unfair(
    store: Store, cycle: int
) -> None:
    targets = {"K01": replace(sample.profile(store).targets["K01"], level=4)}
    with pytest.raises(FrozenRequirements):
        store.write(campaigns.change_requirements, cycle, "строже", targets)
    with pytest.raises(Discriminates):
        store.write(campaigns.change_requirements, cycle, "только мужчина")
    with pytest.raises(Missing):
        store.write(campaigns.change_requirements, cycle, " ")
    assert store.read(campaigns.campaign, cycle).changes == ()


def test_what_a_campaign_fixed_cannot_be_changed_by_hand(store: Store, cycle: int) -> None:
    def change(session: Session) -> None:
        session.connection().execute(text("UPDATE campaign SET own_requirements = '[]'"))

    with pytest.raises(IntegrityError, match="frozen with the cycle"):
        store.write(change)


def test_who_withdrew_gets_no_new_marks_and_counts_nowhere(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    person = sample.candidate(store)
    case = store.write(campaigns.invite, cycle, person)
    hand_in(store, case, boss, Role.MANAGER)
    store.act_as(hr)
    draft = sample.sheet(store, case, hr, said={"K01": 2}, submit=False)
    with pytest.raises(NeedsReason):
        store.write(campaigns.withdraw, case, "", ON)
    store.write(campaigns.withdraw, case, "нашёл другую работу", ON)
    assert sample.last_event(store).data == {"on": "2026-11-24"}
    with pytest.raises(Withdrawn):
        store.write(sheets.rate, draft, sample.item(store, "K02"), Mark.rated(1))
    with pytest.raises(Withdrawn):
        store.write(sheets.submit, draft)
    with pytest.raises(Withdrawn):
        store.write(sheets.open_sheet, case, hr, Role.HR)
    with pytest.raises(Withdrawn):
        store.write(campaigns.assign, case, sample.add(store, "Орлов"), Role.EXPERT)
    (counted,) = store.read(campaigns.campaigns)
    assert (counted.candidates, counted.all_in) == (0, 0)
    with pytest.raises(Unknown):
        store.read(cases.case_of, person)
    (shown,) = store.read(campaigns.candidates, cycle, hr)
    assert shown.state is CandidateState.WITHDRAWN


def test_who_withdrew_comes_back_only_in_a_new_campaign(store: Store, hr: int, cycle: int) -> None:
    person = sample.candidate(store)
    case = store.write(campaigns.invite, cycle, person)
    store.write(campaigns.withdraw, case, "передумал", ON)
    with pytest.raises(Taken):
        store.write(campaigns.invite, cycle, person)

    def reopen(session: Session) -> None:
        session.get_one(models.Case, case).state = CaseState.OPEN
        session.flush()

    with pytest.raises(IntegrityError, match="the case is over"):
        store.write(reopen)
    other = sample.campaign(store, (hr, Role.HR))
    assert store.write(campaigns.invite, other, person) != case


def test_a_mark_off_the_scale_is_refused(store: Store, hr: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    sheet = store.write(sheets.open_sheet, case, hr, Role.HR)
    with pytest.raises(OffScale):
        Mark.rated(5)

    def put(session: Session) -> None:
        session.connection().execute(
            text("INSERT INTO mark VALUES (:sheet, 1, 'rated', 5, 'typed', '2026-11-24')"), {"sheet": sheet}
        )

    with pytest.raises(IntegrityError, match="ck_mark_level"):
        store.write(put)


def test_missing_facts_are_asked_for_and_never_in_the_way(store: Store, hr: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    sheet = sample.sheet(store, case, hr, said=4, submit=False)
    asked = store.read(sheets.sheet, sheet, hr).without_fact
    assert len(asked) == 71
    store.write(sheets.submit, sheet)
    assert store.read(sheets.sheet, sheet, hr).state is SheetState.SUBMITTED


def test_the_candidates_are_told_by_state_without_a_mark(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    names = ("Белова", "Гусев", "Ким")
    ids = [store.write(campaigns.invite, cycle, sample.candidate(store, name)) for name in names]
    hand_in(store, ids[1], hr, Role.HR)
    hand_in(store, ids[2], hr, Role.HR)
    hand_in(store, ids[2], boss, Role.MANAGER)
    shown = store.read(campaigns.candidates, cycle, boss)
    assert [(one.case.person_name, one.state) for one in shown] == [
        ("Белова", CandidateState.INVITED),
        ("Гусев", CandidateState.ASSESSING),
        ("Ким", CandidateState.READY),
    ]
    assert [len(one.waiting) for one in shown] == [2, 1, 0]
    assert [len(one.gates) for one in shown] == [3, 3, 3]
    (counted,) = store.read(campaigns.campaigns)
    assert (counted.candidates, counted.all_in, counted.decided, counted.hired) == (3, 1, 0, 0)


def test_lists_cost_the_same_number_of_statements_for_one_and_for_many(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    store.write(campaigns.invite, cycle, sample.candidate(store))
    few = [sample.count(store, campaigns.campaigns), sample.count(store, campaigns.candidates, cycle, hr)]
    for number in range(12):
        case = store.write(campaigns.invite, cycle, sample.candidate(store, f"Кандидат{number}"))
        hand_in(store, case, hr, Role.HR)
        sample.campaign(store, (hr, Role.HR))
    many = [sample.count(store, campaigns.campaigns), sample.count(store, campaigns.candidates, cycle, hr)]
    assert few == many
    assert max(many) <= 14


def test_the_newest_campaign_leads_and_other_cycles_are_none(store: Store, hr: int, cycle: int) -> None:
    later = sample.campaign(store, (hr, Role.HR), starts_on=ON + timedelta(days=3))
    sample.cycle(store)
    assert [one.cycle.id for one in store.read(campaigns.campaigns)] == [later, cycle]


def test_a_sheet_is_found_by_the_number_on_the_paper(store: Store, hr: int, cycle: int) -> None:
    from domain.assessing.sheet_number import NotANumber, sheet_number

    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    sheet = store.write(sheets.open_sheet, case, hr, Role.HR)
    number = sheet_number(store.read(sheets.sheet, sheet, hr).uid)
    assert store.read(paper_sheets.by_number, number.lower().replace("-", " ")) == sheet
    with pytest.raises(NotANumber):
        store.read(paper_sheets.by_number, "что-то")
    with pytest.raises(Unknown):
        store.read(paper_sheets.by_number, sheet_number("00000000-0000-0000-0000-000000000000"))


def test_all_awaited_sheets_are_begun_for_paper_in_one_act(
    store: Store, hr: int, boss: int, cycle: int
) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    made = store.write(paper_sheets.begin_all, case)
    assert sample.last_event(store).data == {
        "sheets": list(made),
        "with": [
            ["open", "sheet", made[0], {"case": case, "assessor": hr, "role": "hr"}],
            ["open", "sheet", made[1], {"case": case, "assessor": boss, "role": "manager"}],
        ],
    }
    assert [(one.assessor_id, one.role) for one in line(store, case).sheets] == [
        (hr, Role.HR),
        (boss, Role.MANAGER),
    ]
    assert store.write(paper_sheets.begin_all, case) == ()


def test_a_new_name_is_written_with_the_act_it_is_for_or_not_at_all(store: Store, hr: int) -> None:
    vacancy = sample.campaign(store, (hr, Role.HR))
    before = len(store.read(people.everybody))
    case = store.write(campaigns.invite, vacancy, Person(surname="Ершова", given="Анна"))
    event = sample.last_event(store)
    assert (event.act, event.subject_kind) == ("invite", "case")
    person = event.data["person"]
    added = ["add", "person", person, {"code": "C-0001", "kind": "candidate"}]
    opened: dict[str, object] = {
        "cycle": vacancy,
        "person": person,
        "profile": event.data["profile"],
        "excluded": [],
    }
    assert event.data["with"] == [added, ["open", "case", case, opened]], "one act, one event"
    assessor = Person(kind=PersonKind.EMPLOYEE, surname="Громов", post="начальник смены")
    store.write(campaigns.assign, case, assessor, Role.MANAGER)
    (added,) = sample.last_event(store).data["with"]
    assert added[3]["kind"] == "employee"
    assert len(store.read(people.everybody)) == before + 2
    with pytest.raises(Impossible):
        store.write(campaigns.assign, case, replace(assessor, surname="Белов"), Role.SELF)
    with pytest.raises(Unknown):
        store.write(campaigns.invite, 999, Person(surname="Тарасов"))
    assert len(store.read(people.everybody)) == before + 2, "what is refused leaves nobody behind"
    known = store.read(people.person, hr)
    other = store.write(campaigns.invite, vacancy, Person(surname="Тарасов"))
    store.write(releasing.take_off, other, hr)
    store.write(campaigns.assign, other, replace(known, post="ведущий специалист"), Role.HR)
    assert store.read(people.person, hr).post == "ведущий специалист"
    assert sample.last_event(store).act == "assign"


def test_a_new_unit_is_made_with_the_vacancy_or_the_card_that_names_it(store: Store, hr: int) -> None:
    vacancy = store.write(campaigns.open, sample.draft(store, (hr, Role.HR)), "Чат")
    unit = store.read(campaigns.campaign, vacancy).cycle.unit_id
    assert [(one.id, one.name) for one in store.read(organisation.units)] == [(unit, "Чат")]
    with pytest.raises(Missing):
        store.write(people.add, Person(surname=" "), "Почта")
    with pytest.raises(Missing):
        store.write(campaigns.open, replace(sample.draft(store, (hr, Role.HR)), title=""), "Почта")
    assert len(store.read(organisation.units)) == 1, "a unit of nothing is not left behind"
    person = store.write(people.add, Person(surname="Ершова"), "Почта")
    event = sample.last_event(store)
    assert (event.act, event.subject_kind, event.subject_id) == ("add", "person", person)
    unit = store.read(organisation.units)[-1].id
    assert event.data["with"] == [["add", "unit", unit, {"parent": None}]]
    found = store.read(people.person, person)
    store.write(people.change, replace(found, unit_id=None), "Письма")
    assert sample.last_event(store).subject_kind == "person"
    assert store.read(people.person, person).unit_id == store.read(organisation.units)[-1].id
