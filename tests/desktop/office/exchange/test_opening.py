"""Sealed sheets open with the last sheet of the case: a packet, a form, or one that HR hands in here."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from db import models
from db.assessing import cases, people
from db.assessing.sheet import answer_forms, sheets
from db.exchange import holdings, packets, shares
from db.exchange import opening as acts
from db.hiring import campaigns, releasing
from db.journal import events as journal_events
from db.journal import reconcile, sittings
from desktop.office.exchange import carrying, opening, sending
from desktop.office.exchange.opening import Outcome
from desktop.office.intake import apart
from domain.assessing.answer_form import Answers, Returned, contents
from domain.errors import StillBlind
from domain.exchange.holding import Stand
from domain.exchange.ledger import Opened
from domain.mark import Mark, Role
from domain.progress import Progress
from reports.intake.refusal import Unreadable
from tests.db import sample
from tests.desktop.office.exchange.places import Exchange, place
from tests.desktop.office.exchange.test_shares_kept import sealed_by


class Panel(Exchange):
    """Two assessors are invited by packets, and HR rates in its own file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.hr.store.write(campaigns.assign, self.case, self.hr.me, Role.HR)
        self.invitations = self.invited()

    def sealed_come(self) -> None:
        """Both sealed sheets come in."""
        for number, level in ((0, 4), (1, 1)):
            self.hr.take(self.rated(number, self.invitations[number], level))


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Panel]:
    made = Panel(tmp_path)
    yield made
    made.close()


def test_hr_that_has_not_rated_reads_no_mark_of_a_sealed_sheet(at: Panel) -> None:
    at.sealed_come()
    assert at.levels() == []
    (line,) = at.hr.store.read(cases.lines_of, [at.case])
    assert len(line.waiting) == 3


def own_sheet(at: Panel, level: int = 2) -> int:
    """Return HR's own sheet of the case, filled and not handed in."""
    return sample.sheet(at.hr.store, at.case, at.hr.me, Role.HR, level, submit=False)


def events(at: Panel) -> list[tuple[str, str]]:
    """Return act and kind of each event of HR's journal."""
    rows = select(models.Journal.act, models.Journal.subject_kind).order_by(col(models.Journal.seq))
    return list(at.hr.store.read(lambda session: session.exec(rows).all()))


def stands(at: Panel) -> dict[str, tuple[Stand, tuple[str, ...]]]:
    return {one.who: (one.stand, one.awaited) for one in at.hr.store.read(holdings.of_case, at.case)}


def test_the_own_sheet_that_is_handed_in_last_opens_all_in_one_act(at: Panel) -> None:
    at.sealed_come()
    assert stands(at) == dict.fromkeys(("Громов", "Орлов"), (Stand.CLOSED, ("Соколова",)))
    sheet_id = own_sheet(at)
    before = events(at)
    outcome = opening.submitted(at.hr.store, sheet_id, Progress())
    assert (outcome.done, outcome.refused) == (Opened(2), None)
    assert events(at)[len(before) :] == [("submit", "sheet")], "one act, one event"
    assert {one for one in at.levels() if one is not None} == {4, 1, 2}
    (line,) = at.hr.store.read(cases.lines_of, [at.case])
    assert line.all_in and not line.opened_early
    assert {one for one, _awaited in stands(at).values()} == {Stand.DONE}
    value = at.hr.store.read(journal_events.value_of, "submit", "sheet", sheet_id)
    assert value, "the paper of the sheet prints the value of its event"
    assert at.hr.store.read(reconcile.reconcile).problems == ()


def test_the_last_packet_opens_all_if_hr_has_rated_before(at: Panel) -> None:
    assert opening.submitted(at.hr.store, own_sheet(at), Progress()) == Outcome(Opened())
    taken = [
        at.hr.take(at.rated(number, at.invitations[number], level)).opened
        for number, level in ((0, 4), (1, 1))
    ]
    assert taken == [0, 2]


def test_a_correction_of_the_own_sheet_keeps_nothing_closed(at: Panel) -> None:
    sheet_id = own_sheet(at)
    opening.submitted(at.hr.store, sheet_id, Progress())
    at.hr.store.write(sheets.revise, sheet_id, "опечатка")
    at.sealed_come()
    assert {4, 1} <= set(at.levels())


def test_a_form_that_is_handed_in_last_opens_all_in_the_name_of_its_assessor(at: Panel) -> None:
    at.hr.store.write(releasing.take_off, at.case, at.hr.me)
    guest = sample.add(at.hr.store, "Зимина")
    at.hr.store.write(campaigns.assign, at.case, guest, Role.EXPERT)
    at.sealed_come()
    (sheet_id,) = at.hr.store.write(answer_forms.send, at.case)
    assert at.levels() == [] and stands(at)["Громов"] == (Stand.CLOSED, ("Зимина",))
    sheet = at.hr.store.read(sheets.sheet, sheet_id, guest)
    code = next(iter(sheet.scope)).item.code
    of = Returned(sheet_id, guest, "Зимина", "Лебедева", sheet.scale)
    told = contents(sheet, of, Answers({code: Mark.rated(3)}, {}))
    at.hr.store.write(answer_forms.accept, told)
    assert [one for one in at.levels() if one is not None] == [3], "a form is an open answer"
    outcome = opening.submitted(at.hr.store, sheet_id, Progress(), form=True)
    assert outcome.done.opened == 2 and {4, 1, 3} <= set(at.levels())
    sitting = at.hr.store.read(sittings.in_anothers, "submit", "sheet", sheet_id)
    assert sitting, "the journal says in whose sitting the form was handed in"
    assert at.hr.store.read(reconcile.reconcile).problems == ()


def test_releasing_the_last_who_is_awaited_opens_all_in_one_act(at: Panel) -> None:
    at.sealed_come()
    before = events(at)
    outcome = opening.released(at.hr.store, at.case, at.hr.me, Progress())
    assert outcome.done == Opened(2)
    assert events(at)[len(before) :] == [("unseal", "case")]
    assert set(at.levels()) == {4, 1}
    (line,) = at.hr.store.read(cases.lines_of, [at.case])
    assert line.all_in and not line.opened_early, "nobody is awaited, and nothing was opened early"


def test_somebody_who_is_not_expected_keeps_nothing_closed(at: Panel) -> None:
    opening.released(at.hr.store, at.case, at.hr.me, Progress())
    at.sealed_come()
    assert set(at.levels()) == {4, 1}


def test_somebody_assigned_meanwhile_is_waited_for_too(at: Panel) -> None:
    at.hr.take(at.rated(0, at.invitations[0], 4))
    late = at.rated(1, at.invitations[1], 1)
    sheet_id = own_sheet(at)
    found = at.hr.store.read(acts.sheet_opens, sheet_id)
    assert found is None, "a sealed sheet is still on its way"
    at.hr.take(late)
    found = at.hr.store.read(acts.sheet_opens, sheet_id)
    read = opening.inside(found, Progress())
    another = sample.add(at.hr.store, "Белов", is_actor=True)
    at.hr.store.write(campaigns.assign, at.case, another, Role.EXPERT)
    assert at.hr.store.write(acts.submit, sheet_id, read) == Opened(), "the own sheet counts all the same"
    assert set(at.levels()) == {2}
    assert stands(at)["Орлов"] == (Stand.CLOSED, ("Белов",))
    outcome = opening.released(at.hr.store, at.case, another, Progress())
    assert outcome.done == Opened(2)


def test_an_assessor_who_leaves_keeps_nothing_closed_and_the_sheets_are_opened_by_an_act(at: Panel) -> None:
    store = at.hr.store
    another = sample.add(store, "Белов", is_actor=True)
    store.write(campaigns.assign, at.case, another, Role.EXPERT)
    opening.submitted(store, own_sheet(at), Progress())
    at.sealed_come()
    assert stands(at)["Орлов"] == (Stand.CLOSED, ("Белов",))
    store.write(people.dismiss, another, store.read(packets.day) - timedelta(days=40), "уволился")
    assert stands(at)["Орлов"] == (Stand.READY, ())
    before = events(at)
    assert opening.opened(store, at.case, Progress()) == Opened(2)
    assert events(at)[len(before) :] == [("unseal", "case")]
    assert stands(at)["Орлов"] == (Stand.DONE, ())
    assert opening.opened(store, at.case, Progress()) == Opened(), "a second time there is nothing"


def test_opening_early_opens_the_sealed_sheets_and_every_paper_says_it(at: Panel) -> None:
    other = sample.add(at.hr.store, "Белов", is_actor=True)
    at.sealed_come()
    with pytest.raises(StillBlind):
        opening.opened_early(at.hr.store, at.case, "торопимся", Progress())
    assert at.levels() == [], "whoever owes a sheet opens nothing"
    at.hr.store.act_as(other)
    before = events(at)
    assert opening.opened_early(at.hr.store, at.case, "торопимся", Progress()).done == Opened(2)
    assert events(at)[len(before) :] == [("open_early", "case")]
    result = at.hr.store.read(cases.result, at.case, other, sample.TODAY)
    assert result.opening is not None
    assert (result.opening.reason, result.opening.waiting) == ("торопимся", ("Соколова",))
    with pytest.raises(StillBlind):
        at.hr.store.read(cases.result, at.case, at.hr.me, sample.TODAY)
    assert at.hr.store.read(reconcile.reconcile).problems == ()


def test_a_case_that_was_opened_early_waits_for_shares_alone(at: Panel) -> None:
    other = sample.add(at.hr.store, "Белов", is_actor=True)
    at.hr.store.write(campaigns.assign, at.case, other, Role.EXPERT)
    at.hr.store.act_as(other)
    sample.sheet(at.hr.store, at.case, other, Role.EXPERT, 3)
    at.hr.take(at.rated(0, at.invitations[0], 4))
    assert opening.opened_early(at.hr.store, at.case, "срочно", Progress()).done == Opened()
    assert set(at.levels()) == {3}, "no share is made up for by a reason"
    assert at.hr.take(at.rated(1, at.invitations[1], 1)).opened == 2


def test_the_share_of_a_dropout_does_not_open_before_the_own_sheet(at: Panel, tmp_path: Path) -> None:
    keeper = place(tmp_path / "keeper.merilo", "Зимина")
    person = sample.add(at.hr.store, "Зимина")
    at.hr.knows(keeper, person)
    keeper.knows(at.hr, sample.add(keeper.store, "Соколова"))
    first, _second, kept = at.invited(person)
    keeper.take(kept)
    at.hr.take(at.rated(0, first, 4))
    (told,) = keeper.store.read(shares.kept_cases)
    packet = sending.give_share(keeper.store, told.case, 2, "уволился")
    (given,) = sending.write(keeper.store, at.folder, packet)
    assert at.hr.take(given).opened == 0 and at.levels() == []
    assert stands(at)["Громов"] == (Stand.CLOSED, ("Соколова",))
    assert opening.submitted(at.hr.store, own_sheet(at), Progress()).done == Opened(1)
    result = at.hr.store.read(cases.result, at.case, at.hr.me, sample.TODAY)
    assert result.opening is not None and "Орлов" in result.opening.waiting[0]
    keeper.store.close()


def test_opening_early_also_counts_the_share_that_somebody_else_gave(at: Panel, tmp_path: Path) -> None:
    keeper = place(tmp_path / "keeper.merilo", "Зимина")
    person = sample.add(at.hr.store, "Зимина")
    at.hr.knows(keeper, person)
    keeper.knows(at.hr, sample.add(keeper.store, "Соколова"))
    first, _second, kept = at.invited(person)
    keeper.take(kept)
    at.hr.take(at.rated(0, first, 4))
    (told,) = keeper.store.read(shares.kept_cases)
    (given,) = sending.write(
        keeper.store, at.folder, sending.give_share(keeper.store, told.case, 2, "уволился")
    )
    at.hr.take(given)
    other = sample.add(at.hr.store, "Белов", is_actor=True)
    at.hr.store.act_as(other)
    before = events(at)
    assert opening.opened_early(at.hr.store, at.case, "торопимся", Progress()).done == Opened(1)
    assert events(at)[len(before) :] == [("open_early", "case")]
    assert set(at.levels()) == {4}
    result = at.hr.store.read(cases.result, at.case, other, sample.TODAY)
    assert result.opening is not None
    assert (result.opening.actor_name, result.opening.reason) == ("Белов", "торопимся; уволился")
    assert set(result.opening.waiting) == {"Орлов", "Соколова"}
    assert (stands(at)["Громов"], stands(at)["Орлов"]) == ((Stand.DONE, ()), (Stand.DROPPED, ()))
    assert at.hr.store.read(reconcile.reconcile).problems == ()
    keeper.store.close()


def test_a_sheet_that_is_back_and_not_submitted_opens_nothing_and_the_journal_says_nothing_of_it(
    at: Panel, tmp_path: Path
) -> None:
    laptop = place(tmp_path / "laptop.merilo", "Соколова")
    at.hr.knows(laptop, at.hr.me)
    laptop.knows(at.hr, laptop.me)
    at.sealed_come()
    (went,) = sending.write(at.hr.store, at.folder, carrying.take_along(at.hr.store, at.case))
    case_id = laptop.take(went).case_id
    assert case_id is not None
    sample.sheet(laptop.store, case_id, laptop.me, Role.HR, 2, submit=False)
    (back,) = sending.write(laptop.store, at.folder, carrying.bring_back(laptop.store, case_id))
    before = events(at)
    assert at.hr.take(back).opened == 0
    assert events(at)[len(before) :] == [("receive", "case")]
    laptop.store.close()


def test_a_sealed_sheet_that_cannot_be_read_does_not_keep_back_the_own_one(at: Panel) -> None:
    at.rated(0, at.invitations[0], 4)
    bad = at.folder / "bad"
    bad.write_bytes(sealed_by(at, 0, {"body": "AAAA"}))
    at.hr.take(bad)
    at.hr.take(at.rated(1, at.invitations[1], 1))
    outcome = opening.submitted(at.hr.store, own_sheet(at), Progress())
    assert outcome.done == Opened(0, ("Громов",))
    assert set(at.levels()) == {2}
    assert stands(at) == {"Громов": (Stand.OUT, ()), "Орлов": (Stand.CLOSED, ("Громов",))}
    assert at.hr.take(at.sealed(0, 1)).opened == 2


def test_the_own_sheet_is_handed_in_although_nothing_can_be_read_now(
    at: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.sealed_come()
    with monkeypatch.context() as patched:
        patched.setattr(apart, "LIMITS", apart.Limits(memory=1))
        outcome = opening.submitted(at.hr.store, own_sheet(at), Progress())
    assert isinstance(outcome.refused, Unreadable) and outcome.done == Opened()
    assert set(at.levels()) == {2}, "it counts"
    assert {one for one, _awaited in stands(at).values()} == {Stand.READY}
    assert opening.opened(at.hr.store, at.case, Progress()) == Opened(2)


def test_a_case_taken_along_that_comes_back_last_opens_all(at: Panel, tmp_path: Path) -> None:
    laptop = place(tmp_path / "laptop.merilo", "Соколова")
    at.hr.knows(laptop, at.hr.me)
    laptop.knows(at.hr, laptop.me)
    at.sealed_come()
    (went,) = sending.write(at.hr.store, at.folder, carrying.take_along(at.hr.store, at.case))
    case_id = laptop.take(went).case_id
    assert case_id is not None
    sample.sheet(laptop.store, case_id, laptop.me, Role.HR, 2)
    (back,) = sending.write(laptop.store, at.folder, carrying.bring_back(laptop.store, case_id))
    before = events(at)
    assert at.hr.take(back).opened == 2
    assert events(at)[len(before) :] == [("unseal", "case")]
    assert {one for one in at.levels() if one is not None} == {4, 1, 2}
    laptop.store.close()


def test_a_withdrawn_candidate_leaves_the_sheets_closed_for_good(at: Panel) -> None:
    at.sealed_come()
    at.hr.store.write(campaigns.withdraw, at.case, "передумал", sample.TODAY)
    assert at.hr.store.read(acts.opens_by, at.case, early=True) is None
    assert opening.opened(at.hr.store, at.case, Progress()) == Opened()
    assert {one for one, _awaited in stands(at).values()} == {Stand.CLOSED}
