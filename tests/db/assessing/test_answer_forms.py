"""A form goes out for a sheet, comes back as one act, and can be taken back; what does not fit is refused."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import cases
from db.assessing.facts import evidence
from db.assessing.sheet import answer_forms, paper_sheets, seats, sent_forms, sheets
from db.exchange import keys, pairing
from db.file.store import Store
from db.hiring import campaigns
from db.journal import journal, reconcile
from db.journal.journal import SITTING_OF
from db.models import types
from db.people import erasing
from domain.assessing.answer_form import (
    Altered,
    Answered,
    Answers,
    Difference,
    Doubt,
    NobodyLeft,
    NotBegun,
    NothingSaid,
    NotSent,
    OlderEdition,
    SeveralForms,
    row_identity,
)
from domain.assessing.case import CaseState
from domain.assessing.evidence import Polarity
from domain.errors import Closed, NotYours, Refused, Submitted
from domain.exchange.key import Introduction
from domain.mark import Mark, Overtaken, Role
from domain.sheet_kinds import SheetOrigin
from tests.db import sample
from tests.db.conftest import ByClock
from tests.db.people.test_erasing import order


@pytest.fixture
def store(by_clock: ByClock) -> Store:
    """The test's own file, on the day its campaigns are made for."""
    return by_clock(sample.Clock())


@pytest.fixture
def hr(store: Store) -> int:
    return sample.add(store, "Соколова", given="Анна")


@pytest.fixture
def head(store: Store) -> int:
    return sample.add(store, "Громов", given="Михаил")


@pytest.fixture
def case(store: Store, hr: int, head: int) -> int:
    campaign = sample.campaign(store, (hr, Role.HR), (head, Role.MANAGER))
    return store.write(campaigns.invite, campaign, sample.candidate(store))


def rows(store: Store, case: int, assessor: int) -> dict[int, str]:
    """The hidden identities of the form that the assessor gets."""
    store.write(answer_forms.send, case)
    papers = store.read(answer_forms.papers, case, sample.TODAY)
    mine = next(one for one in papers if one.sheet.assessor.id == assessor)
    return dict(enumerate(mine.rows.values()))


def know(store: Store, person: int) -> None:
    """Know the key of somebody's own file."""
    key = pairing.new().public
    told = Introduction(key, "Громов", "Завод", "11111111-1111-4111-8111-111111111111")
    store.write(keys.know, told, person, key.groups)


def difference(store: Store, form: Mapping[int, str], viewer: int, **said: Any) -> Difference:
    return store.read(answer_forms.compared, form, Answers(**said), viewer)


def marks(store: Store, sheet_id: int, assessor: int) -> dict[str, Mark]:
    rows = store.read(sheets.sheet, sheet_id, assessor).rows
    return {row.item.code: row.mark for row in rows if row.mark}


def origin(store: Store, sheet_id: int) -> SheetOrigin:
    return store.read(lambda session: session.get_one(models.Sheet, sheet_id).origin)


def acts(store: Store) -> list[str]:
    return store.read(
        lambda session: list(session.exec(select(models.Journal.act).order_by(col(models.Journal.seq))))
    )


def test_a_form_is_sent_to_each_assessor_once(store: Store, case: int) -> None:
    first = store.write(answer_forms.send, case)
    assert len(first) == 2
    assert store.write(answer_forms.send, case) == ()
    assert acts(store).count("send_forms") == 1
    sent = store.read(answer_forms.sent, case)
    assert [one.sheet_id for one in sent] == sorted(first)


def test_forms_are_expected_late_or_back_and_the_late_ones_stand_first(
    store: Store, hr: int, head: int, case: int
) -> None:
    today = store.read(types.today)
    campaign = sample.campaign(store, (head, Role.MANAGER), title="Вторая", ends_on=today)
    other = store.write(campaigns.invite, campaign, sample.candidate(store, "Орлова"))
    assert store.read(answer_forms.expected, today) == ()
    form = rows(store, case, head)
    rows(store, other, head)
    (late, *rest) = store.read(answer_forms.expected, today + timedelta(days=3))
    assert (late.case_id, late.person, late.assessor_id, late.late) == (other, "Орлова", head, 3)
    assert {one.assessor_id for one in rest} == {hr, head}
    assert [(one.on, one.late, one.is_out) for one in rest] == [(today, 0, True)] * 2
    told = difference(store, form, head, marks={"K01": Mark.rated(3)})
    before = store.write(answer_forms.accept, told)
    back = store.read(answer_forms.expected, today)[-1]
    assert (back.sheet_id, back.back, back.handed_in) == (told.of.sheet_id, today, False)
    store.write(answer_forms.take_back, before)
    assert all(one.is_out for one in store.read(answer_forms.expected, today))
    store.write(sheets.submit, late.sheet_id)
    done = next(one for one in store.read(answer_forms.expected, today) if one.case_id == other)
    assert done.handed_in and not done.is_out


def test_a_form_holds_no_mark_of_anybody(store: Store, case: int, head: int) -> None:
    rows(store, case, head)
    (sheet_id, *_rest) = [one.sheet_id for one in store.read(answer_forms.sent, case)]
    store.write(sheets.rate, sheet_id, sample.item(store, "K01"), Mark.rated(4))
    for paper in store.read(answer_forms.papers, case, sample.TODAY):
        assert all(row.mark is None for row in paper.sheet.rows)


def test_accepting_is_one_act_that_can_be_taken_back(store: Store, case: int, head: int) -> None:
    form = rows(store, case, head)
    told = difference(
        store,
        form,
        head,
        marks={"K01": Mark.rated(3), "K02": Mark.rated(0)},
        facts={"K02": "Не назвал"},
    )
    before = store.write(answer_forms.accept, told)
    sheet = store.read(sheets.sheet, told.of.sheet_id, head)
    marks = {row.item.code: row.mark for row in sheet.rows if row.mark}
    assert marks == {"K01": Mark.rated(3), "K02": Mark.rated(0)}
    assert [fact.text for row in sheet.rows for fact in row.facts] == ["Не назвал"]
    assert sheet.origin is SheetOrigin.FORM
    assert acts(store)[-1] == "accept_form"
    assert difference(store, form, head, marks={"K01": Mark.rated(3)}).changes == ()
    store.write(answer_forms.take_back, before)
    sheet = store.read(sheets.sheet, told.of.sheet_id, head)
    assert not any(row.mark or row.facts for row in sheet.rows)
    assert sheet.origin is SheetOrigin.SCREEN
    assert acts(store)[-1] == "take_form_back"


def test_a_mark_made_meanwhile_is_not_overwritten(store: Store, case: int, head: int) -> None:
    told = difference(store, rows(store, case, head), head, marks={"K01": Mark.rated(3)})
    store.write(sheets.rate, told.of.sheet_id, sample.item(store, "K01"), Mark.rated(1))
    with pytest.raises(Overtaken):
        store.write(answer_forms.accept, told)
    assert origin(store, told.of.sheet_id) is SheetOrigin.SCREEN


def test_what_is_not_assessed_is_asked_about(store: Store, case: int, head: int) -> None:
    told = difference(store, rows(store, case, head), head, marks={"X99": Mark.rated(3)})
    assert told.changes == ()
    assert [one.why for one in told.asked] == [Doubt.OUTSIDE]
    with pytest.raises(NothingSaid):
        store.write(answer_forms.accept, told)


def test_an_open_answer_stays_one_in_corrections_and_after_paper(store: Store, case: int, head: int) -> None:
    told = difference(store, rows(store, case, head), head, marks={"K01": Mark.rated(3)})
    store.write(answer_forms.accept, told)
    assert store.write(paper_sheets.begin, case, head) == told.of.sheet_id
    assert origin(store, told.of.sheet_id) is SheetOrigin.FORM
    store.write(sheets.submit, told.of.sheet_id)
    again = store.write(sheets.revise, told.of.sheet_id, "Описка")
    assert origin(store, again) is SheetOrigin.FORM


def test_others_see_what_the_form_says_and_nothing_of_the_sheet(
    store: Store, case: int, hr: int, head: int
) -> None:
    form = rows(store, case, head)
    sheet_id = store.read(answer_forms.returned, form).sheet_id
    said = {"K01": Mark.rated(3), "K02": Mark.rated(1)}
    store.write(sheets.rate, sheet_id, sample.item(store, "K01"), Mark.rated(3))
    same = difference(store, form, hr, marks=said)
    store.write(sheets.rate, sheet_id, sample.item(store, "K01"), Mark.rated(0))
    assert difference(store, form, hr, marks=said) == same, "a mark that is equal is not told apart"
    assert [(one.code, one.there, one.comes) for one in same.changes] == [
        ("K01", None, Mark.rated(3)),
        ("K02", None, Mark.rated(1)),
    ]
    assert (same.seen, same.owes, same.same, same.marked) == (False, True, 0, 1)
    outsider = sample.add(store, "Чужой")
    assert not difference(store, form, outsider, marks=said).owes


def test_marks_without_the_fact_they_need_are_named_before_the_form_is_accepted(
    store: Store, case: int, hr: int, head: int
) -> None:
    form = rows(store, case, head)
    sheet_id = store.read(answer_forms.returned, form).sheet_id
    sheet = store.read(sheets.sheet, sheet_id, head)
    critical = next(row.item.code for row in sheet.scope if row.critical and row.item.code > "K04")
    plain = [row.item.code for row in sheet.scope if not row.critical][:4]
    said = {code: Mark.rated(level) for code, level in zip(plain, (0, 4, 2, 4), strict=True)}
    said[critical] = Mark.rated(2)
    told = difference(store, form, head, marks=said, facts={plain[3]: "Нашёл ошибку в графике."})
    assert set(told.lacking) == {plain[0], plain[1], critical}
    store.write(answer_forms.accept, told)
    lacking = tuple(row.item.code for row in store.read(sheets.sheet, sheet_id, head).without_fact)
    assert lacking == told.lacking, "what the sheet on the screen says of it"


def test_a_fact_that_is_in_the_sheet_already_is_not_asked_of_the_form_by_its_assessor(
    store: Store, case: int, hr: int, head: int
) -> None:
    form = rows(store, case, head)
    sheet_id = store.read(answer_forms.returned, form).sheet_id
    code = next(row.item.code for row in store.read(sheets.sheet, sheet_id, head).scope if not row.critical)
    person = store.read(sheets.sheet, sheet_id, head).person.id
    fact = "Нашёл ошибку в графике."
    items = [sample.item(store, code)]
    store.write(evidence.note, person, items, fact, Polarity.NEUTRAL, sample.TODAY, sheet_id=sheet_id)
    said = {code: Mark.rated(4)}
    assert difference(store, form, head, marks=said).lacking == ()
    assert difference(store, form, hr, marks=said).lacking == (code,), "of the sheet others learn nothing"


def test_somebody_else_accepts_in_the_name_of_the_assessor_without_becoming_one(
    store: Store, case: int, hr: int, head: int
) -> None:
    form = rows(store, case, head)
    sheet_id = store.read(answer_forms.returned, form).sheet_id
    store.write(sheets.rate, sheet_id, sample.item(store, "K01"), Mark.rated(3))
    store.write(sheets.rate, sheet_id, sample.item(store, "K02"), Mark.rated(4))
    store.act_as(hr)
    told = difference(store, form, hr, marks={"K01": Mark.rated(3), "K02": Mark.rated(1)})
    before = store.write(answer_forms.accept, told)
    event = sample.last_event(store)
    assert (event.act, event.actor_id, event.data[SITTING_OF]) == ("accept_form", head, hr)
    assert event.data["marks"] == 2, "how many of them are new would tell of marks that are hidden"
    assert marks(store, sheet_id, head) == {"K01": Mark.rated(3), "K02": Mark.rated(1)}
    store.write(answer_forms.take_back, before)
    assert marks(store, sheet_id, head) == {"K01": Mark.rated(3), "K02": Mark.rated(4)}
    with pytest.raises(NotYours):
        store.write(answer_forms.hand_in, sheet_id)
    with pytest.raises(NotYours):
        store.write(sheets.rate, sheet_id, sample.item(store, "K01"), Mark.rated(0))


def test_an_accepted_form_is_handed_in_in_the_name_of_its_assessor(
    store: Store, case: int, hr: int, head: int
) -> None:
    form = rows(store, case, head)
    store.act_as(hr)
    told = difference(store, form, hr, marks={"K01": Mark.rated(3)})
    assert told.unmarked
    store.write(answer_forms.accept, told)
    store.write(answer_forms.hand_in, told.of.sheet_id)
    event = sample.last_event(store)
    assert (event.act, event.actor_id, event.data[SITTING_OF]) == ("submit", head, hr)


# Refusals


def refuse(store: Store, form: Mapping[int, str], why: type[Refused]) -> None:
    count = len(acts(store))
    with pytest.raises(why):
        store.read(answer_forms.returned, form)
    assert len(acts(store)) == count


def test_a_form_of_another_file_is_refused(store: Store, case: int, head: int) -> None:
    form = rows(store, case, head)
    other = {at: one.replace(one.split(".")[1], "0" * 32) for at, one in form.items()}
    refuse(store, other, NotSent)
    refuse(store, {}, NotSent)
    forged = {at: one[:-20] + "0" * 20 for at, one in form.items()}
    refuse(store, forged, NotSent)


def test_a_form_made_without_any_key_is_refused(store: Store, case: int, head: int) -> None:
    _form, uid, edition, code, _check = rows(store, case, head)[0].split(".")
    store.write(journal.record, "new_key", "key", None, {"former": "00"})  # no former key can be unwrapped
    anybody = hashlib.sha256(b"merilo answer form 1").digest()
    refuse(store, {0: row_identity(anybody, uid, edition, code)}, NotSent)


def test_an_altered_row_is_refused_and_named(store: Store, case: int, head: int) -> None:
    form = rows(store, case, head)
    parts = form[3].split(".")
    form[3] = ".".join((*parts[:3], "K99", parts[4]))
    with pytest.raises(Altered) as refused:
        store.read(answer_forms.returned, form)
    assert refused.value.rows == (3,)


def test_two_forms_in_one_workbook_are_refused(store: Store, case: int, hr: int, head: int) -> None:
    both = [*rows(store, case, hr).values(), *rows(store, case, head).values()]
    refuse(store, dict(enumerate(both)), SeveralForms)


def test_a_submitted_sheet_takes_no_form(store: Store, case: int, head: int) -> None:
    form = rows(store, case, head)
    store.write(sheets.submit, store.read(answer_forms.returned, form).sheet_id)
    refuse(store, form, Submitted)


def test_a_case_decided_meanwhile_takes_no_form(store: Store, case: int, head: int) -> None:
    form = rows(store, case, head)

    def close(session: Session) -> None:
        session.get_one(models.Case, case).state = CaseState.CLOSED
        session.info["unjournaled"] = True

    store.write(close)
    refuse(store, form, Closed)


def test_another_edition_is_refused(store: Store, case: int, head: int) -> None:
    form = rows(store, case, head)
    key = store.read(lambda session: answer_forms._key(session))  # pyright: ignore[reportPrivateUsage]
    uid = form[0].split(".")[1]
    refuse(store, {0: row_identity(key, uid, "0" * 64, "K01")}, OlderEdition)


def test_the_form_of_an_erased_person_is_refused(store: Store, case: int, head: int) -> None:
    form = rows(store, case, head)
    person = store.read(lambda session: session.get_one(models.Case, case).person_id)
    store.write(erasing.erase, order(person))
    refuse(store, form, NobodyLeft)


def test_whoever_sends_forms_gets_none_unless_it_is_the_only_one(
    store: Store, case: int, hr: int, head: int
) -> None:
    store.act_as(hr)
    (sheet_id,) = store.write(answer_forms.send, case)
    assert store.read(lambda session: session.get_one(models.Sheet, sheet_id).assessor_id) == head
    store.write(sheets.open_sheet, case, hr, Role.HR)
    assert store.write(answer_forms.send, case) == ()
    papers = store.read(answer_forms.papers, case, sample.TODAY)
    assert [one.sheet.assessor.id for one in papers] == [head]
    alone = sample.campaign(store, (hr, Role.HR))
    other = store.write(campaigns.invite, alone, sample.candidate(store, "Зимина"))
    assert len(store.write(answer_forms.send, other)) == 1
    assert [one.sheet.assessor.id for one in store.read(answer_forms.papers, other, sample.TODAY)] == [hr]


def test_a_form_goes_only_to_whom_it_is_meant_for(store: Store, case: int, hr: int, head: int) -> None:
    (sheet_id,) = store.write(answer_forms.send, case, {hr})
    (paper,) = store.read(answer_forms.papers, case, sample.TODAY, {hr})
    assert paper.sheet.assessor.id == head
    (expected,) = store.read(answer_forms.expected, sample.TODAY)
    assert (expected.sheet_id, expected.assessor_id) == (sheet_id, head)
    (line,) = store.read(cases.lines_of, [case])
    assert [one.assessor_id for one in line.assigned] == [hr], "nothing is begun for the other"
    store.act_as(hr)
    assert store.write(answer_forms.send, case, {head}) == (), "leaving out others makes nobody a form's own"
    with pytest.raises(NotBegun):
        store.read(answer_forms.papers, case, sample.TODAY, {head})


def test_whose_key_is_known_is_told_apart_until_the_sheet_is_begun(
    store: Store, case: int, hr: int, head: int
) -> None:
    know(store, head)
    both = {one.assessor_id: one for one in store.read(sent_forms.recipients, [case])}
    assert {one: told.is_likely for one, told in both.items()} == {hr: True, head: False}
    other = sample.campaign(store, (head, Role.MANAGER), title="Вторая")
    second = store.write(campaigns.invite, other, sample.candidate(store, "Орлова"))
    store.write(answer_forms.send, case)
    told = {one.assessor_id: one for one in store.read(sent_forms.recipients, [case, second])}[head]
    assert (told.cases, told.begun, told.sent, told.is_likely) == (2, 1, 1, False)
    (told,) = (one for one in store.read(sent_forms.recipients, [case]) if one.assessor_id == head)
    assert told.is_likely, "no packet can go for a sheet that is begun"


def test_a_form_without_an_answer_is_withdrawn_and_its_assessor_awaited_as_before(
    store: Store, case: int, hr: int, head: int
) -> None:
    form = rows(store, case, head)
    assert store.read(sent_forms.blank, case).formed == {hr, head}
    store.write(sent_forms.withdraw, case, head)
    assert acts(store)[-1] == "withdraw_form"
    assert not store.read(reconcile.reconcile).problems, "the journal knows where the sheet went"
    (line,) = store.read(cases.lines_of, [case])
    assert [one.assessor_id for one in line.assigned] == [head]
    assert [one.assessor_id for one in store.read(answer_forms.expected, sample.TODAY)] == [hr]
    refuse(store, form, NobodyLeft)
    again = store.write(sheets.open_sheet, case, head, Role.MANAGER)
    assert not store.read(seats.seat, again).has_form, "an id that is given again has no form"
    assert [one.assessor_id for one in store.read(answer_forms.expected, sample.TODAY)] == [hr]
    assert store.write(answer_forms.send, case) == (again,)
    assert {one.assessor_id for one in store.read(answer_forms.expected, sample.TODAY)} == {hr, head}
    assert store.read(sent_forms.blank, case).formed == {hr, head}


def test_a_form_that_is_answered_in_part_stays(store: Store, case: int, hr: int, head: int) -> None:
    form = rows(store, case, head)
    before = store.write(answer_forms.accept, difference(store, form, hr, marks={"K01": Mark.rated(3)}))
    assert store.read(sent_forms.blank, case).formed == {hr}
    with pytest.raises(Answered):
        store.write(sent_forms.withdraw, case, head)
    store.write(answer_forms.take_back, before)
    assert store.read(sent_forms.blank, case).formed == {hr, head}
    store.write(sheets.keep_draft, before.sheet_id, sample.item(store, "K01"), "comment", "начато")
    assert store.read(sent_forms.blank, case).formed == {hr}, "half a word is an answer too"


def test_that_somebody_looked_at_a_form_while_owing_a_sheet_is_in_the_journal(
    store: Store, case: int, hr: int, head: int
) -> None:
    told = difference(store, rows(store, case, head), hr, marks={"K01": Mark.rated(3)})
    assert told.owes
    store.act_as(hr)
    store.write(answer_forms.note_look, told.of.sheet_id)

    def last(session: Session) -> tuple[str, str, int | None, int | None]:
        row = session.exec(select(models.Journal).order_by(col(models.Journal.seq).desc())).first()
        assert row is not None
        return row.act, row.subject_kind, row.subject_id, row.actor_id

    assert store.read(last) == ("look_at_form", "sheet", told.of.sheet_id, hr)
