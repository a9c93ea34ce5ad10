"""What the service does for whoever is logged in: once, in that name, within reach, or it refuses."""

import logging
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlmodel import select

from db import models
from db.assessing import merging
from db.assessing.sheet import sheets
from db.file.errors import Busy, DiskFull
from db.file.store import Store
from db.journal import exports, journal
from db.journal.exports import Of
from db.people import erasing, organisation, units
from db.service.acts import Acts
from db.service.first_answers import FirstAnswers
from db.wire import answers
from db.wire.plain import sent
from db.wire.refusals import (
    AnotherAct,
    AnothersName,
    AnswerErased,
    Fault,
    Malformed,
    NeedsNumber,
    NotAllowed,
    OutOfReach,
    Stopping,
)
from domain.assessing.case import CycleKind
from domain.assessing.sheet import SheetState
from domain.errors import (
    DayOff,
    Impossible,
    NotWithdrawn,
    NotYours,
    Rests,
    StillBlind,
    Submitted,
    Taken,
    Unknown,
)
from domain.event import EventChoice
from domain.exchange.refusal import Why
from domain.login import Login, LoginRole
from domain.mark import Mark, Origin, Role
from domain.people.erasure import Order
from domain.people.issued import Issue
from domain.people.organisation import Registration
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.db.conftest import PASSWORD
from tests.db.interview import ON, SECRET, Interview
from tests.db.service.asking import Account

RATED = {1: (Mark.rated(2), Origin.TYPED, None)}


class Office(NamedTuple):
    """An interview of which one sheet is in, two units, and an account of each role."""

    at: Interview
    hr: Account
    manager: Account
    expert: Account
    auditor: Account
    administrator: Account
    here: int
    elsewhere: int
    ours: int
    theirs: int


@pytest.fixture
def office(store: Store) -> Office:
    at = Interview(store, opened=False)
    acts = Acts(store, FirstAnswers())
    shop = store.write(organisation.add_unit, "Цех 1")
    here = store.write(organisation.add_unit, "Участок 1", shop)
    elsewhere = store.write(organisation.add_unit, "Цех 2")
    ours = sample.add(store, "Лисин", unit_id=here)
    theirs = sample.add(store, "Носов", unit_id=elsewhere)
    other = sample.add(store, "Ревизоров", is_actor=True)

    def account(person: int, role: LoginRole, *units: int) -> Account:
        return Account(acts, Login(person, role, units))

    return Office(
        at,
        account(at.hr, LoginRole.HR),
        account(at.manager, LoginRole.MANAGER, shop),
        account(at.expert, LoginRole.ASSESSOR),
        account(other, LoginRole.AUDITOR),
        account(other, LoginRole.ADMINISTRATOR),
        here,
        elsewhere,
        ours,
        theirs,
    )


def test_a_manager_rates_and_hands_in_over_the_wire_in_ones_own_name(office: Office, store: Store) -> None:
    manager, sheet_id = office.manager, office.at.his
    manager.ask(
        "assessing.sheet.sheets.rate_all", sheet_id, {1: (Mark.rated(3), Origin.TYPED, Mark.rated(1))}
    )
    manager.ask("assessing.sheet.sheets.comment", sheet_id, 1, "видел сам")
    manager.ask("exchange.opening.submit", sheet_id)
    sheet = manager.ask("assessing.sheet.sheets.sheet", sheet_id)
    assert sheet.state is SheetState.SUBMITTED
    assert sheet == store.read(sheets.sheet, sheet_id, office.at.manager)
    (event, *_) = office.auditor.ask("journal.events.older", EventChoice(), None, 1)
    assert event.by.startswith("Громов")


def test_the_place_of_the_viewer_is_filled_by_whoever_is_logged_in(office: Office) -> None:
    of_mine = office.expert.ask("assessing.sheet.open_drafts.open_drafts")
    assert of_mine == office.expert.ask("assessing.sheet.open_drafts.open_drafts", office.at.expert) == ()
    assert len(office.manager.ask("assessing.sheet.open_drafts.open_drafts")) == 1
    for account in (office.expert, office.hr):
        with pytest.raises(AnothersName):
            account.ask("assessing.sheet.open_drafts.open_drafts", office.at.manager)


def test_what_is_blind_in_the_file_is_blind_over_the_wire(office: Office, store: Store) -> None:
    with pytest.raises(StillBlind) as refused:
        office.hr.ask("assessing.cases.result", office.at.case, on=ON)
    assert len(refused.value.waiting) == 2
    content = office.hr.raw("assessing.cases.result", sent({"case_id": office.at.case, "on": ON.isoformat()}))
    assert SECRET not in content.decode()
    office.at.hand_in(store)
    assert office.hr.ask("assessing.cases.result", office.at.case, on=ON).score is not None


def test_the_sheet_of_another_is_out_of_reach_and_its_number_is_not_told(office: Office) -> None:
    for sheet_id in (office.at.hers, office.at.his, 10_000, -1, 0):
        with pytest.raises(OutOfReach):
            office.expert.ask("assessing.sheet.sheets.sheet", sheet_id)
        with pytest.raises(OutOfReach):
            office.expert.ask("assessing.sheet.sheets.rate_all", sheet_id, RATED)
    with pytest.raises(NotYours):  # HR reaches it, and the rule of the trade says no
        office.hr.ask("assessing.sheet.sheets.rate_all", office.at.his, RATED)


def test_an_assessor_begins_only_the_sheet_of_an_own_seat(office: Office) -> None:
    expert, at = office.expert, office.at
    with pytest.raises(OutOfReach):
        expert.ask("assessing.sheet.sheets.open_sheet", at.other, role=Role.EXPERT)
    sheet_id = expert.ask("assessing.sheet.sheets.open_sheet", at.case, role=Role.EXPERT)
    assert expert.ask("assessing.sheet.sheets.sheet", sheet_id).assessor.id == at.expert


def test_nobody_gets_the_sealed_sheets_of_others_or_says_what_was_in_them(office: Office) -> None:
    """Who hands in last would else read the others first, or write or spoil what they had sent."""
    manager, at = office.manager, office.at
    for account in (manager, office.hr):
        for name, told in (
            ("sheet_opens", {"sheet_id": at.his}),
            ("opens_by", {"case_id": at.case, "brings": (at.manager,), "early": True}),
        ):
            with pytest.raises(NotAllowed):
                account.ask(f"exchange.opening.{name}", **told)
    for name in ("submit", "hand_in"):
        with pytest.raises(OutOfReach):
            manager.ask(f"exchange.opening.{name}", at.his, {"7": Why.OLDER})
    for name, told in (("submit", {"sheet_id": at.hers}), ("unseal", {"case_id": at.case})):
        with pytest.raises(OutOfReach):
            office.hr.ask(f"exchange.opening.{name}", inside={"7": Why.OLDER}, **told)
    assert manager.ask("assessing.sheet.sheets.sheet", at.his).state is SheetState.DRAFT


def test_a_manager_begins_a_sheet_only_in_an_own_seat_so_that_the_role_is_that_of_the_seat(
    office: Office, store: Store
) -> None:
    office_case = sample.case(store, office.ours, sample.cycle(store, CycleKind.QUARTERLY))
    with pytest.raises(OutOfReach):
        office.manager.ask("assessing.sheet.sheets.open_sheet", office_case, role=Role.SUBORDINATE)


def test_a_manager_reaches_the_people_of_all_units_below_and_nobody_else(office: Office) -> None:
    card = office.manager.ask("assessing.people.card", office.ours, on=ON)
    assert card.person.id == office.ours
    for person_id in (office.theirs, office.at.hr, 10_000):
        with pytest.raises(OutOfReach):
            office.manager.ask("assessing.people.card", person_id, on=ON)
    for unit_id in (office.elsewhere, None):
        with pytest.raises(OutOfReach):
            office.manager.ask("team.matrix.team_matrix", office.at.cycle, unit_id=unit_id)
    with pytest.raises(OutOfReach):  # left out is not everybody
        office.manager.ask("team.matrix.team_matrix", office.at.cycle)
    assert office.manager.ask("team.matrix.team_matrix", office.at.cycle, unit_id=office.here).people == ()


def test_a_manager_writes_a_diary_of_the_own_people_and_reads_no_others(office: Office) -> None:
    note = ([1], "помог смене", "for", ON)
    told = dict(zip(("item_ids", "text", "polarity", "observed_on"), note, strict=True))
    told |= {"item_ids": (1,), "polarity": _polarity()}
    office.manager.ask("team.diary.write", office.ours, **told)
    assert len(office.manager.ask("team.diary.notes_of", office.ours)) == 1
    for account, person_id in ((office.manager, office.theirs), (office.hr, 10_000)):
        with pytest.raises((OutOfReach, Unknown)):
            account.ask("team.diary.write", person_id, **told)


def _polarity() -> Any:
    from domain.assessing.evidence import Polarity

    return Polarity.FOR


def test_what_has_no_viewer_is_hrs_alone(office: Office) -> None:
    assert len(office.hr.ask("assessing.people.people")) > 4
    assert [one.person.id for one in office.manager.ask("assessing.people.people")] == [office.ours]
    for account in (office.manager, office.expert, office.auditor, office.administrator):
        for name in ("assessing.people.everybody", "people.register.register", "people.person_rows.actors"):
            with pytest.raises(NotAllowed) as refused:
                account.ask(name)
            assert refused.value.name == name


def test_an_administrator_is_told_of_nobody(office: Office) -> None:
    assert office.administrator.ask("people.organisation.units")
    for name, told in (
        ("assessing.sheet.sheets.sheet", {"sheet_id": office.at.hers}),
        ("journal.events.page", {"choice": EventChoice()}),
        ("assessing.cases.result", {"case_id": office.at.case, "on": ON}),
    ):
        with pytest.raises(NotAllowed):
            office.administrator.ask(name, **told)


def test_whoever_takes_a_paper_tells_the_journal_of_ones_own_people_and_in_no_words(
    office: Office, store: Store
) -> None:
    name, told = "papers.exporting.exported", ("profile", Of.PERSON)
    office.manager.ask(name, *told, (office.ours,), ("pdf",), 1)
    (paper,) = store.read(exports.handed_out, office.ours)
    assert (paper.document, paper.by_id) == ("profile", office.at.manager)
    for ids in ((office.theirs,), (office.ours, office.theirs), ()):
        with pytest.raises(OutOfReach):
            office.manager.ask(name, *told, ids, ("pdf",), 1)
    for document, form in (("Носов уволен", "pdf"), ("profile", "Носов"), ("", "pdf"), ("a" * 99, "pdf")):
        with pytest.raises(Impossible):
            office.manager.ask(name, document, Of.PERSON, (office.ours,), (form,), 1)
    with pytest.raises(NotAllowed):
        office.expert.ask(name, *told, (office.ours,), ("pdf",), 1)


def test_a_number_is_given_in_the_name_of_whoever_is_logged_in(office: Office) -> None:
    asked = ("papers.issuing.issue_all", "order-model", (1,))
    given_by = {"on": ON, "unit_id": None, "entry": Issue(ON, "Е.П. Фомина"), "seen": (None,)}
    with pytest.raises(NotAllowed):
        office.manager.ask(*asked, **given_by)
    assert office.hr.ask(*asked, **given_by) == ("1",)
    assert office.hr.ask("people.register.registrations", "order-model", (1,)) == (Registration("1", ON),)


def test_an_auditor_reads_the_journal_and_closed_assessments_and_writes_nothing(office: Office) -> None:
    assert office.auditor.ask("journal.events.page", EventChoice()).events
    with pytest.raises(OutOfReach):
        office.auditor.ask("assessing.cases.result", office.at.case, on=ON)
    with pytest.raises(NotAllowed):
        office.auditor.ask("assessing.sheet.sheets.rate_all", office.at.hers, RATED)


@pytest.mark.parametrize(
    "name",
    [
        "exchange.keys.own",
        "journal.former_keys.data_keys",
        "assessing.sheet.sheets._mark",
        "assessing.cases.open_early",
        "file.store.Store",
        "os.system",
        "",
        "../people",
    ],
)
def test_what_is_not_in_the_table_is_not_run(office: Office, name: str) -> None:
    content = office.hr.raw(name, b"{}", uuid.uuid4())
    assert b'"refused":"db.wire.refusals.NotAllowed"' in content


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (b"", "JSON"),
        (b"[]", "arguments"),
        (b"{}", "arguments"),
        (b'{"sheet_id":"1"}', "sheet_id"),
        (b'{"sheet_id":true}', "sheet_id"),
        (b'{"sheet_id":1,"more":1}', "arguments"),
        (b'{"sheet_id":1,"sheet_id":2}', "JSON"),
        (b'{"sheet_id":' + b"[" * 500, "depth"),
    ],
)
def test_arguments_of_another_form_are_refused_with_their_place(
    office: Office, arguments: bytes, place: str
) -> None:
    with pytest.raises(Malformed) as refused:
        answers.answer(
            "assessing.sheet.sheets.sheet", office.hr.raw("assessing.sheet.sheets.sheet", arguments)
        )
    assert refused.value.place == place


def test_an_act_met_again_gets_its_first_answer_and_is_done_once(office: Office) -> None:
    name, act_id = "people.organisation.add_unit", uuid.uuid4()
    first = office.hr.ask(name, "Цех 3", act_id=act_id)
    assert office.hr.ask(name, "Цех 3", act_id=act_id) == first
    assert office.hr.ask(name, "Цех 4", act_id=uuid.uuid4()) != first
    assert [one.name for one in office.hr.ask("people.organisation.units")].count("Цех 3") == 1
    with pytest.raises(AnotherAct):
        office.hr.ask(name, "Цех 5", act_id=act_id)
    assert office.hr.ask(name, "Цех 3", act_id=act_id) == first
    with pytest.raises(NeedsNumber):
        answers.answer(name, office.hr.raw(name, sent({"name": "Цех 6"})))


def test_a_refusal_is_an_answer_too_and_the_number_of_one_is_not_that_of_another(office: Office) -> None:
    act_id, name = uuid.uuid4(), "assessing.sheet.sheets.revise"
    for _time in range(2):
        with pytest.raises(OutOfReach):
            office.expert.ask(name, office.at.his, "описка", act_id=act_id)
    # The manager's act of this number is another one.
    marks = {2: (None, Origin.TYPED, Mark.rated(1))}
    office.manager.ask("assessing.sheet.sheets.rate_all", office.at.his, marks, act_id=act_id)


def test_of_many_who_send_one_act_at_once_one_does_it(office: Office) -> None:
    act_id = uuid.uuid4()

    def send(_time: int) -> int:
        return office.hr.ask("people.organisation.add_unit", "Цех 7", act_id=act_id)

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(send, range(12)))) == 1
    assert [one.name for one in office.hr.ask("people.organisation.units")].count("Цех 7") == 1


def test_a_service_that_was_killed_after_the_commit_still_has_the_first_answer(
    office: Office, store: Store
) -> None:
    name, act_id = "people.organisation.add_unit", uuid.uuid4()
    first = office.hr.ask(name, "Цех 3", act_id=act_id)
    begun_anew = Account(Acts(store, FirstAnswers()), office.hr.login)
    before = store.read(journal.head)
    assert begun_anew.ask(name, "Цех 3", act_id=act_id) == first
    with pytest.raises(AnotherAct):
        begun_anew.ask(name, "Цех 5", act_id=act_id)
    assert store.read(journal.head) == before
    # The number is that of one person: nobody is told what another was answered.
    somebody = Account(begun_anew.acts, Login(office.at.manager, LoginRole.HR))
    with pytest.raises(Taken):  # another act, which finds the unit there
        somebody.ask(name, "Цех 3", act_id=act_id)


def test_an_act_sent_again_after_its_person_was_merged_is_not_done_twice(
    office: Office, store: Store
) -> None:
    kept_id, double_id = sample.add(store, "Громов"), sample.add(store, "Громов")
    double = Account(office.hr.acts, Login(double_id, LoginRole.HR))
    name, act_id = "people.organisation.add_unit", uuid.uuid4()
    first = double.ask(name, "Цех 3", act_id=act_id)
    store.write(merging.merge, kept_id, double_id)
    again = Account(office.hr.acts, Login(kept_id, LoginRole.HR))
    assert again.ask(name, "Цех 3", act_id=act_id) == first


def test_a_refused_act_is_not_kept_in_the_file_since_nothing_was_done(office: Office, store: Store) -> None:
    with pytest.raises(Unknown):
        office.hr.ask("people.organisation.add_unit", "Цех 3", 10_000)
    assert kept(store) == 0


def test_an_act_that_changed_nothing_has_its_answer_too(office: Office, store: Store) -> None:
    name, act_id, before = "assessing.case_drafts.keep", uuid.uuid4(), store.read(journal.head)
    for _time in range(2):
        office.hr.ask(name, office.at.case, "conclusion", "", act_id=act_id)
    assert store.read(journal.head) == before
    assert kept(store) == 1


def test_windows_hear_of_what_an_act_did_and_not_that_its_answer_was_kept(
    office: Office, store: Store
) -> None:
    heard = list[frozenset[str]]()
    store.listen(heard.append)
    office.hr.ask("people.organisation.add_unit", "Цех 3")
    assert heard == [{"unit"}]


def test_only_the_newest_answers_are_kept(store: Store) -> None:
    hr_id = sample.add(store, "Соколова", is_actor=True)
    hr = Account(Acts(store, FirstAnswers(most=2)), Login(hr_id, LoginRole.HR))
    name, ids = "people.organisation.add_unit", [uuid.uuid4() for _ in range(3)]
    for number, act_id in enumerate(ids):
        hr.ask(name, f"Цех {number}", act_id=act_id)
    assert kept(store) == 2
    assert hr.ask(name, "Цех 2", act_id=ids[2])
    with pytest.raises(Taken):  # forgotten, so it is another act
        hr.ask(name, "Цех 0", act_id=ids[0])


def test_an_erasure_past_the_service_forgets_refusals_which_may_name_who_was_erased(
    office: Office, store: Store, path: Path
) -> None:
    """A command works beside the service, which hears of nothing."""
    act_id, name = uuid.uuid4(), "people.organisation.add_unit"
    with closing(Store.open(path, PASSWORD)) as command:
        with pytest.raises(Taken):
            office.hr.ask(name, "Цех 2", act_id=act_id)
        command.act_as(office.at.hr)
        command.write(units.change, office.elsewhere, "Цех 5", None)
        with pytest.raises(Taken):  # as it was answered first
            office.hr.ask(name, "Цех 2", act_id=act_id)
        command.write(erasing.erase, Order(office.theirs, "отозвано согласие", "стёртое лицо 1"))
    assert office.hr.ask(name, "Цех 2", act_id=act_id)


def test_an_erasure_forgets_what_was_answered_and_nothing_is_done_twice(office: Office, store: Store) -> None:
    act_id, name = uuid.uuid4(), "assessing.people.add"
    told = Person(kind=PersonKind.EMPLOYEE, surname="Мельник")
    person_id = office.hr.ask(name, told, act_id=act_id)
    store.write(erasing.erase, Order(person_id, "отозвано согласие", "стёртое лицо 1"))
    with pytest.raises(AnswerErased):
        office.hr.ask(name, told, act_id=act_id)
    rows = store.read(lambda session: session.exec(select(models.FirstAnswer)).all())
    assert [(one.asked, one.answer) for one in rows] == [(None, None)]
    assert office.hr.ask(name, replace(told, surname="Орлов"), act_id=uuid.uuid4()) == person_id + 1


def kept(store: Store) -> int:
    return store.read(lambda session: len(session.exec(select(models.FirstAnswer)).all()))


def test_after_a_fault_of_the_file_the_same_act_may_be_tried_again() -> None:
    first, who = FirstAnswers(), (1, uuid.uuid4())

    def full() -> bytes:
        raise DiskFull

    with pytest.raises(DiskFull):
        first.answer(who, ("name", b""), full, lambda: 0)
    assert first.answer(who, ("name", b""), lambda: b"done", lambda: 0) == b"done"


def test_a_bug_leaves_a_number_and_no_word(
    office: Office, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(session: object, name: str, parent_id: int | None = None) -> int:
        raise KeyError(SECRET)

    monkeypatch.setattr("db.service.acts.function", lambda _name: broken)
    with caplog.at_level(logging.ERROR, "merilo.service"), pytest.raises(Fault) as fault:
        office.hr.ask("people.organisation.add_unit", "Цех 8")
    assert fault.value.number in caplog.text
    assert "KeyError" in caplog.text
    assert SECRET not in caplog.text


def test_a_service_that_has_closed_its_file_says_that_it_is_stopping(office: Office, store: Store) -> None:
    store.close()
    with pytest.raises(Stopping):
        office.hr.ask("people.organisation.units")


REFUSALS: tuple[Exception, ...] = (
    Submitted(),
    StillBlind(("Громов",), nameless=True),
    Unknown("unit", 7),
    NotWithdrawn(Rests.PLAN, ("Тарасов",)),
    DayOff(ON, ON + timedelta(1)),
    NotAllowed("x"),
    OutOfReach(),
)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: type(one).__name__)
def test_a_refusal_arrives_with_its_facts(refusal: Any) -> None:
    with pytest.raises(type(refusal)) as arrived:
        answers.answer("people.organisation.units", answers.refused(refusal))
    assert vars(arrived.value) == vars(refusal)
    assert arrived.value.args == refusal.args


def test_a_fault_of_the_file_arrives_without_its_place(tmp_path: Any) -> None:
    content = answers.refused(Busy(tmp_path))
    assert tmp_path.name.encode() not in content
    with pytest.raises(Busy):
        answers.answer("people.organisation.units", content)


@pytest.mark.parametrize(
    "wire",
    [
        [],
        {},
        {"answer": 5, "refused": ""},
        {"refused": "builtins.SystemExit", "facts": {}},
        {"refused": "domain.mark.Mark", "facts": {}},
        {"refused": "domain.nothing.Here", "facts": {}},
        {"refused": "db.file.errors.Holder", "facts": {}},
        {"refused": "domain.errors.Unknown", "facts": {"kind": "unit"}},
        {"refused": 5, "facts": {}},
        {"answer": 5},
    ],
)
def test_a_client_believes_no_answer_of_another_form(wire: Any) -> None:
    with pytest.raises(Malformed):
        answers.answer("people.organisation.units", sent(wire))
