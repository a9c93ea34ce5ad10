"""A campaign fixes what is asked and by whom; candidates come, are waited for, and may leave."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db import models
from db.assessing import assessments, cases, cycles, paper_sheets, people, sheets
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns
from db.hiring.campaigns import CandidateState
from db.people import organisation
from domain.assessing.case import CaseState
from domain.assessing.sheet import SheetState
from domain.errors import (
    AlreadyOpen,
    Begun,
    Closed,
    FrozenRequirements,
    Impossible,
    Missing,
    NeedsReason,
    NotAssigned,
    NothingSubmitted,
    OffScale,
    StillBlind,
    Taken,
    TooLong,
    Unknown,
    Withdrawn,
)
from domain.framework.fairness import Discriminates
from domain.hiring.campaign import Panelist
from domain.mark import Mark, Role
from domain.people.person import Person, PersonKind
from domain.text import Text
from tests.db import sample

ON = sample.TODAY


@pytest.fixture
def hr(store: Store) -> int:
    """The specialist, at work."""
    me = sample.add(store, "Соколова", given="Анна", post="специалист", is_actor=True)
    store.act_as(me)
    return me


@pytest.fixture
def boss(store: Store) -> int:
    return sample.add(store, "Громов", given="Максим", post="руководитель")


@pytest.fixture
def expert(store: Store) -> int:
    return sample.add(store, "Орлов", post="эксперт")


@pytest.fixture
def cycle(store: Store, hr: int, boss: int) -> int:
    """A campaign assessed by both."""
    return sample.campaign(store, (hr, Role.HR), (boss, Role.MANAGER))


def line(store: Store, case_id: int) -> people.CaseLine:
    """Return the case as lists show it."""
    return store.read(cases.running, case_id)[1]


def hand_in(store: Store, case_id: int, assessor: int, role: Role, level: int = 2) -> int:
    """Let the assessor fill a sheet and hand it in, with the same person at work afterwards."""
    store.act_as(assessor)
    return sample.sheet(store, case_id, assessor, role, level)


# Opening


def test_a_campaign_keeps_what_was_fixed_when_it_opened(store: Store, hr: int, boss: int) -> None:
    wanted = sample.draft(
        store,
        (hr, Role.HR),
        (boss, Role.MANAGER),
        title="  Менеджер,  вторая смена ",
        own_requirements=("Знание программы учёта", "  "),
        places=2,
    )
    found = store.read(campaigns.campaign, store.write(campaigns.open, wanted))
    assert (found.cycle.title, found.cycle.places, found.cycle.code) == (
        "Менеджер, вторая смена",
        2,
        "2026-H-001",
    )
    assert found.profile.id == sample.profile(store).id
    assert found.question_set is not None and found.question_set.code == "standard"
    assert found.minutes == found.question_set.minutes == 95
    assert found.panel == (
        Panelist(hr, "Соколова Анна", "специалист", Role.HR),
        Panelist(boss, "Громов Максим", "руководитель", Role.MANAGER),
    )
    assert (found.wanted, found.reason) == (2, "новая смена")
    assert found.own_requirements == ("Знание программы учёта",)
    assert found.changes == ()


def test_opening_is_one_event_of_ids_and_codes(store: Store, hr: int) -> None:
    target = sample.profile(store).targets["K01"]
    changed = replace(target, level=(target.level + 1) % 5)
    cycle = sample.campaign(
        store,
        (hr, Role.HR),
        own_items=("S01", "K01"),
        own_requirements=("честность",),
        targets={"K01": changed},
    )
    event = sample.last_event(store)
    assert (event.act, event.subject_kind, event.subject_id) == ("open", "campaign", cycle)
    assert event.data["targets"] == ["K01"]
    assert event.data["panel"] == [[hr, "hr"]]
    assert not any(word in repr(event.data) for word in ("честность", "Менеджер", "смена", "Соколова"))


@pytest.mark.parametrize(("code", "minutes"), [("screening", 53), ("standard", 95), ("internal", 86)])
def test_the_minutes_are_those_of_the_set(store: Store, hr: int, code: str, minutes: int) -> None:
    cycle = sample.campaign(store, (hr, Role.HR), question_set_id=sample.set_id(store, code))
    assert store.read(campaigns.campaign, cycle).minutes == minutes


def test_without_a_set_everything_is_asked(store: Store, hr: int) -> None:
    found = store.read(campaigns.campaign, sample.campaign(store, (hr, Role.HR), question_set_id=None))
    asked = store.read(frameworks.questions, found.cycle.framework_id)
    assert found.question_set is None
    assert found.minutes == sum(one.minutes for one in asked.values())


def test_own_items_are_a_set_of_this_campaign_alone_with_the_minutes_adding_up(store: Store, hr: int) -> None:
    offered = store.read(frameworks.question_sets, sample.framework(store).id)
    cycle = sample.campaign(store, (hr, Role.HR), own_items=("S05", "K02", "S05"))
    found = store.read(campaigns.campaign, cycle)
    asked = store.read(frameworks.questions, found.cycle.framework_id)
    critical = {code for code, target in found.profile.targets.items() if target.critical}
    assert found.question_set is not None and found.question_set.items == ("S05", "K02")
    assert found.question_set.minutes == asked["S05"].minutes + asked["K02"].minutes
    assert found.minutes == sum(asked[code].minutes for code in {"S05", "K02"} | critical)
    assert store.read(frameworks.question_sets, sample.framework(store).id) == offered
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    hand_in(store, case, hr, Role.HR)
    assert store.read(cases.result, case, hr, ON).case.scope == {"S05", "K02"} | critical


def test_a_set_that_a_campaign_asks_by_cannot_be_added_to(store: Store, hr: int) -> None:
    cycle = store.read(cycles.cycle, sample.campaign(store, (hr, Role.HR), own_items=("K02",)))

    def add(session: Session) -> None:
        item = sample.item(store, "K05")
        row = models.QuestionSetItem(set_id=cycle.question_set_id or 0, item_id=item, position=9)
        session.add(row)
        session.flush()

    with pytest.raises(IntegrityError, match="published"):
        store.write(add)


def test_changed_targets_are_an_edition_that_nobody_else_is_offered(store: Store, hr: int) -> None:
    shipped = sample.profile(store)
    changed = replace(shipped.targets["K01"], level=4)
    unchanged = shipped.targets["K02"]
    cycle = sample.campaign(store, (hr, Role.HR), targets={"K01": changed, "K02": unchanged})
    found = store.read(campaigns.campaign, cycle).profile
    assert found.id != shipped.id
    assert found.targets == shipped.targets | {"K01": changed}
    assert found.requirements == shipped.requirements
    assert [one.id for one in store.read(frameworks.profiles)].count(found.id) == 0
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    hand_in(store, case, hr, Role.HR)
    assert store.read(cases.result, case, hr, ON).score.row("K01").entry.target == 4


def test_targets_that_are_the_catalogues_make_no_edition(store: Store, hr: int) -> None:
    shipped = sample.profile(store)
    cycle = sample.campaign(store, (hr, Role.HR), targets={"K01": shipped.targets["K01"]})
    assert store.read(campaigns.campaign, cycle).profile.id == shipped.id


@pytest.mark.parametrize("field", ["weight", "critical"])
def test_another_weight_or_stop_signal_needs_a_reason_of_its_own(store: Store, hr: int, field: str) -> None:
    old = sample.profile(store).targets["K01"]
    value: Any = old.weight % 3 + 1 if field == "weight" else not old.critical
    silent = replace(old, **{field: value})
    with pytest.raises(NeedsReason):
        sample.campaign(store, (hr, Role.HR), targets={"K01": silent})
    told = replace(silent, **{f"{field}_reason": Text("так решили")})
    cycle = sample.campaign(store, (hr, Role.HR), targets={"K01": told})
    assert store.read(campaigns.campaign, cycle).profile.targets["K01"] == told


@pytest.mark.parametrize(
    "fields",
    [
        {"own_requirements": ("мужчина до 35 лет",)},
        {"title": "Менеджер, только женщина"},
        {"reason": "нужна девушка без детей"},
    ],
)
def test_words_on_sex_age_or_family_are_refused_with_the_article(
    store: Store, hr: int, fields: dict[str, Any]
) -> None:
    with pytest.raises(Discriminates) as refused:
        sample.campaign(store, (hr, Role.HR), **fields)
    assert refused.value.findings
    assert all("64" in finding.article for finding in refused.value.findings)
    assert store.read(campaigns.campaigns) == ()


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": "  "}, Missing),
        ({"title": "м" * 201}, TooLong),
        ({"reason": "м" * 5001}, TooLong),
        ({"own_requirements": ("м" * 501,)}, TooLong),
        ({"places": 0}, Impossible),
        ({"ends_on": ON - timedelta(days=1)}, Impossible),
        ({"wanted": 0}, Impossible),
        ({"wanted": 2}, Impossible),
        ({"panel": ()}, Impossible),
        ({"unit_id": 77}, Unknown),
        ({"profile_id": 77}, Unknown),
        ({"question_set_id": 77}, Unknown),
        ({"own_items": ("K99",)}, Unknown),
        ({"panel": ((77, Role.HR),)}, Unknown),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    store: Store, hr: int, fields: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        sample.campaign(store, (hr, Role.HR), **fields)
    assert store.read(campaigns.campaigns) == ()
    assert store.read(cycles.cycles) == ()


def test_nobody_is_twice_in_a_panel_and_no_panel_rates_itself(store: Store, hr: int) -> None:
    for panel in (((hr, Role.HR), (hr, Role.EXPERT)), ((hr, Role.SELF),)):
        with pytest.raises(Impossible):
            sample.campaign(store, *panel)


# Inviting, assigning


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
                " started_at) VALUES ('u', :case, :hr, 'hr', 2, 'x', 'draft', 'screen', '2026-11-24')"
            ),
            {"case": case, "hr": hr},
        )

    with pytest.raises(IntegrityError, match="UNIQUE"):
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
    store.write(campaigns.release, case, boss)
    assert [one.assessor_id for one in line(store, case).waiting] == [hr, expert]
    with pytest.raises(Unknown):
        store.write(campaigns.release, case, boss)
    store.write(sheets.open_sheet, case, expert, Role.EXPERT)
    with pytest.raises(Begun):
        store.write(campaigns.release, case, expert)


def test_a_case_has_nine_assessors_at_most(store: Store, hr: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store), [(hr, Role.HR)])
    for number in range(8):
        store.write(campaigns.assign, case, sample.add(store, f"Оценщик{number}"), Role.EXPERT)
    with pytest.raises(Impossible):
        store.write(campaigns.assign, case, sample.add(store, "Десятый"), Role.EXPERT)


# Opening early


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


# Changed requirements


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


# Leaving


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


# Bad input on sheets of a campaign


def test_a_mark_off_the_scale_is_refused(store: Store, hr: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    sheet = store.write(sheets.open_sheet, case, hr, Role.HR)
    with pytest.raises(OffScale):
        Mark.rated(5)

    def put(session: Session) -> None:
        session.connection().execute(
            text("INSERT INTO mark VALUES (:sheet, 1, 'rated', 5, 'typed', '2026-11-24')"), {"sheet": sheet}
        )

    with pytest.raises(IntegrityError, match="CHECK"):
        store.write(put)


def test_missing_facts_are_asked_for_and_never_in_the_way(store: Store, hr: int, cycle: int) -> None:
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    sheet = sample.sheet(store, case, hr, said=4, submit=False)
    asked = store.read(sheets.sheet, sheet, hr).without_fact
    assert len(asked) == 71
    store.write(sheets.submit, sheet)
    assert store.read(sheets.sheet, sheet, hr).state is SheetState.SUBMITTED


# Lists


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
    store.write(campaigns.release, other, hr)
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
