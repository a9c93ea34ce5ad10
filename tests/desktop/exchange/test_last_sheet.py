"""In the window: who rates last in HR's own file opens the sealed sheets, and one line says so."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.assessing import cases
from db.assessing.sheet import sheets
from db.hiring import campaigns
from db.team import debts
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.exchange.packets import Packets
from desktop.exchange.screen import ExchangeScreen
from desktop.hiring.campaign.card import offered_acts
from desktop.hiring.campaign.screen import CampaignScreen
from desktop.hiring.decision.screen import DecisionScreen
from desktop.kit.form.dialog import Question
from desktop.kit.form.form_dialog import ReasonDialog
from desktop.office.intake import apart
from desktop.shared.assessors_dialog import AssessorsDialog
from desktop.shared.seats import has_sealed, left_out, out, out_words, seats
from domain.errors import Submitted
from domain.exchange.holding import Stand
from domain.mark import Role
from tests.db import sample
from tests.desktop.conftest import Start, workspace_of
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, dialog
from tests.desktop.exchange.test_dropped_packets import opened
from tests.desktop.office.exchange.places import Exchange


@pytest.fixture
def waiting(exchange: Exchange) -> Exchange:
    """Two sealed sheets are in, and HR has filled its own and not submitted it."""
    store = exchange.hr.store
    store.write(campaigns.assign, exchange.case, exchange.hr.me, Role.HR)
    invitations = exchange.invited()
    for number, level in ((0, 4), (1, 1)):
        exchange.hr.take(exchange.rated(number, invitations[number], level))
    return exchange


def submitted(screen: SheetScreen, qtbot: QtBot) -> None:
    """Submit as somebody who agrees."""
    screen.handing_in.ask()
    dialog(qtbot, Question).accept()


def test_the_own_sheet_opens_the_others_when_it_is_submitted_and_one_line_says_so(
    waiting: Exchange, at: At, qtbot: QtBot
) -> None:
    store, me = waiting.hr.store, waiting.hr.me
    sheet_id = sample.sheet(store, waiting.case, me, Role.HR, 2, submit=False)
    desk = Stage(at(waiting.hr), qtbot)
    screen = desk.show(SheetScreen)
    told: list[str] = []
    led: list[int] = []
    screen.told.connect(told.append)
    screen.submitted.connect(led.append)  # to the result: nobody is awaited any more
    screen.open(sheet_id)
    assert {one for one in waiting.levels() if one is not None} == {2}
    submitted(screen, qtbot)
    assert not screen.modes.pages.isEnabled(), "nothing is typed while the sheets open"
    qtbot.waitUntil(lambda: bool(led))
    assert told == ["All are in: 2 sheets are open"]
    assert {one for one in waiting.levels() if one is not None} == {4, 1, 2}
    assert screen.modes.pages.isEnabled() and not screen.rating.allowed


def test_what_cannot_be_read_now_is_told_and_opened_later_from_the_list(
    waiting: Exchange, at: At, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, me = waiting.hr.store, waiting.hr.me
    sheet_id = sample.sheet(store, waiting.case, me, Role.HR, 2, submit=False)
    context = at(waiting.hr)
    desk = Stage(context, qtbot)
    screen = desk.show(SheetScreen)
    told: list[str] = []
    screen.told.connect(told.append)
    screen.open(sheet_id)
    with monkeypatch.context() as patched:
        patched.setattr(apart, "LIMITS", apart.Limits(memory=1))
        submitted(screen, qtbot)
        qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("The sealed sheets could not be opened.") and "“Open sheets”" in told[0]
    assert {one for one in waiting.levels() if one is not None} == {2}, "the own sheet is submitted"
    listed = desk.show(ExchangeScreen)
    packets = Packets(context, listed)
    listed.opening_wanted.connect(packets.open_sheets)
    listed.open()
    assert {one.stand for one in listed.model.lines()} == {Stand.READY, Stand.COUNTS}
    assert listed.foot.act.text() == "Open sheets"
    said: list[str] = []
    packets.told.connect(said.append)
    for _ in range(2):
        listed.foot.act.click()
    qtbot.waitUntil(lambda: bool(said) and not context.jobs.busy)
    assert said == ["All are in: 2 sheets are open"], "pressed twice, told once"
    done = {Stand.DONE, Stand.COUNTS}
    qtbot.waitUntil(lambda: {one.stand for one in listed.model.lines()} == done)


def test_the_candidate_offers_to_open_them_and_reminds_nobody(
    waiting: Exchange, at: At, qtbot: QtBot
) -> None:
    store, me = waiting.hr.store, waiting.hr.me
    (line,) = store.read(cases.lines_of, [waiting.case])
    assert len(out(line)) == 1, "whose sealed sheet is here is not awaited"
    assert "2" not in out_words(line)
    (debtor,) = store.read(debts.debts, line.cycle_id).debtors
    assert debtor.assessor_id == me
    store.write(sheets.submit, sample.sheet(store, waiting.case, me, Role.HR, 2, submit=False))
    desk = Stage(at(waiting.hr), qtbot)
    screen = desk.show(CampaignScreen)
    told: list[str] = []
    screen.told.connect(told.append)
    screen.open(line.cycle_id)
    button = screen.card.step_button
    qtbot.waitUntil(lambda: button.text() == "Open sheets")
    button.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["All are in: 2 sheets are open"]
    qtbot.waitUntil(lambda: button.text() == "Discuss and decide")


def test_nobody_begins_a_sheet_beside_a_sealed_one(waiting: Exchange) -> None:
    (line,) = waiting.hr.store.read(cases.lines_of, [waiting.case])
    for one in seats(line):
        if has_sealed(line, one.assessor_id):
            with pytest.raises(Submitted):
                waiting.hr.store.write(sheets.open_sheet, waiting.case, one.assessor_id, one.role)
    assert sum(has_sealed(line, one.assessor_id) for one in seats(line)) == 2


def test_taking_the_last_who_is_awaited_off_the_list_opens_the_sheets(
    waiting: Exchange, at: At, qtbot: QtBot
) -> None:
    context = at(waiting.hr)
    desk = Stage(context, qtbot)
    listed = desk.show(ExchangeScreen)
    (line,) = waiting.hr.store.read(campaigns.candidates, waiting.cycle, waiting.hr.me)
    asked = AssessorsDialog(
        *(context.theme, context.data, context.jobs, context.names.roll, line.case, ""),
        *((Role.HR,), str, listed),
    )
    qtbot.addWidget(asked)
    asked.open()
    with qtbot.waitSignal(asked.told) as said:
        remove = asked.release_buttons[waiting.hr.me]
        assert isinstance(remove, QPushButton)
        remove.click()
    assert list(said.args or ()) == ["All are in: 2 sheets are open"]
    assert set(waiting.levels()) == {4, 1}


def test_in_the_window_of_hr_one_line_says_that_all_are_open(
    waiting: Exchange, start: Start, qtbot: QtBot
) -> None:
    sheet_id = sample.sheet(waiting.hr.store, waiting.case, waiting.hr.me, Role.HR, 2, submit=False)
    app = opened(start, waiting.hr, qtbot)
    space = workspace_of(app)
    space.go("sheet", sheet_id)
    screen = space.shown
    assert isinstance(screen, SheetScreen)
    submitted(screen, qtbot)
    qtbot.waitUntil(lambda: space.place == ("result", waiting.case))
    assert app.window.toast.text == "All are in: 2 sheets are open"
    shown = space.shown
    assert isinstance(shown, ResultScreen) and shown.result is not None
    assert len(shown.result.assessors) == 3


def test_a_form_that_does_not_come_back_is_no_dead_end(waiting: Exchange, at: At, qtbot: QtBot) -> None:
    """Somebody who owes nothing opens early, with a reason; only who is still out is named."""
    store = waiting.hr.store
    another = sample.add(store, "Белов", is_actor=True)
    (line,) = store.read(campaigns.candidates, waiting.cycle, waiting.hr.me)
    assert "open_early" not in offered_acts(line, waiting.hr.me, read_only=False), "whoever owes a sheet"
    store.act_as(another)
    (line,) = store.read(campaigns.candidates, waiting.cycle, another)
    assert "open_early" in offered_acts(line, another, read_only=False)
    assert left_out(line.case) == ("Соколова",)
    desk = Stage(at(replace(waiting.hr, me=another)), qtbot)
    screen = desk.show(DecisionScreen)
    screen.open(waiting.case)
    assert screen.early.early_button.isVisible()
    told: list[str] = []
    screen.told.connect(told.append)
    screen.early.open_early()
    asked = dialog(qtbot, ReasonDialog)
    asked.text.setPlainText("форма не вернулась")
    asked.take()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["2 sealed sheets are open."] and set(waiting.levels()) == {4, 1}
    qtbot.waitUntil(lambda: screen.decision is not None)
