"""To whom a form goes is chosen, what it begins is said before, and unanswered it is withdrawn."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from db.assessing import cases
from db.exchange import keys as ledger
from db.hiring import campaigns, releasing
from desktop.exchange.invite_dialog import InviteDialog
from desktop.exchange.screen import ExchangeScreen
from desktop.export.screen import DocumentsScreen
from desktop.kit.form.dialog import Question
from desktop.office.exchange import sending
from desktop.office.papers.registry import ANSWER_FORM
from desktop.shared.assessors_dialog import AssessorsDialog
from domain.exchange.holding import Stand
from domain.mark import Role
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.exchange.hands import At, dialog, window
from tests.desktop.hiring.campaign.hands import texts
from tests.desktop.office.exchange.places import Exchange


def documents(screen: DocumentsScreen, exchange: Exchange, qtbot: QtBot) -> None:
    """Show the forms of the assessment, as beside its assessors."""
    screen.open()
    screen.show_paper(ANSWER_FORM, exchange.case)
    qtbot.waitUntil(lambda: not screen.drawing and screen.recipients.isVisible(), timeout=120_000)


def assigned(exchange: Exchange) -> list[int]:
    """Who is awaited and has begun nothing."""
    (line,) = exchange.hr.store.read(cases.lines_of, [exchange.case])
    return [one.assessor_id for one in line.assigned]


def ticked(boxes: Sequence[QAbstractButton]) -> list[bool]:
    return [one.isChecked() for one in boxes]


def test_a_form_goes_to_whom_it_is_ticked_for_and_a_packet_still_to_the_others(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, (gromov, orlov) = exchange.hr.store, exchange.seats
    of_orlov = next(one for one in store.read(ledger.known) if one.person_id == orlov)
    store.write(ledger.withdraw, of_orlov.id)
    context = at(exchange.hr)
    context.settings.last_folder = exchange.folder
    desk = Stage(context, qtbot)
    screen = desk.show(DocumentsScreen)
    documents(screen, exchange, qtbot)
    boxes = screen.recipients.boxes
    assert ticked([boxes[gromov], boxes[orlov]]) == [False, True], "whose key is known can have a packet"
    assert "Saving starts the sheet of each assessor ticked" in texts(screen)
    assert screen.save_button.text() == "Save 1 file"
    pane = screen.recipients
    assert pane.known.isVisible() and pane.begins.isVisible()
    boxes[gromov].click()
    assert not pane.known.isVisible(), "whoever's key is known is ticked"
    boxes[gromov].click()
    boxes[orlov].click()
    assert not pane.begins.isVisible(), "nothing is saved"
    assert not screen.save_button.isEnabled()
    boxes[orlov].click()
    with qtbot.waitSignal(screen.exported, timeout=120_000):
        screen.save_button.click()
    assert len(list(exchange.folder.glob("Assessor*.xlsx"))) == 1
    documents(screen, exchange, qtbot)
    qtbot.waitUntil(lambda: pane.boxes[orlov].text().endswith("form handed out already"))
    assert list(pane.boxes) == [gromov, orlov], "nobody changes places"
    assert pane.boxes[orlov].isChecked() and not pane.begins.isVisible(), "the sheet has begun"
    assert assigned(exchange) == [gromov], "nothing is begun for the other"
    room = window(context, qtbot)
    shown = InviteDialog(context, exchange.case, room)
    shown.open()
    assert ticked(list(shown.boxes.values())) == [True]
    (begun,) = shown.begun
    assert begun.text().startswith("Орлов") and begun.text().endswith("form handed out already")
    assert not begun.isEnabled() and "withdrawn" in shown.withdrawn.text() and shown.withdrawn.isVisible()
    shown.reject()


def test_a_person_whose_assessors_are_not_ticked_is_no_failure_among_several(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    store, (_gromov, orlov) = exchange.hr.store, exchange.seats
    of_orlov = next(one for one in store.read(ledger.known) if one.person_id == orlov)
    store.write(ledger.withdraw, of_orlov.id)
    other = store.write(campaigns.invite, exchange.cycle, sample.candidate(store, "Белова"))
    store.write(releasing.take_off, other, orlov)
    context = at(exchange.hr)
    context.settings.last_folder = exchange.folder
    desk = Stage(context, qtbot)
    screen = desk.show(DocumentsScreen)
    screen.open()
    screen.show_paper(ANSWER_FORM, exchange.case, other)
    qtbot.waitUntil(lambda: not screen.drawing and screen.recipients.isVisible())
    assert screen.save_button.text() == "Save 1 file"
    with qtbot.waitSignal(screen.exported, timeout=120_000):
        screen.save_button.click()
    assert len(list(exchange.folder.glob("Assessor*.xlsx"))) == 1
    assert not screen.banner.isVisible(), "nobody wanted a form of the other"


def test_a_form_that_is_not_answered_is_withdrawn_at_the_assessors_and_a_packet_can_go(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    gromov, orlov = exchange.seats
    context = at(exchange.hr)
    context.settings.last_folder = exchange.folder
    desk = Stage(context, qtbot)
    screen = desk.show(DocumentsScreen)
    documents(screen, exchange, qtbot)
    assert ticked(list(screen.recipients.boxes.values())) == [False, False]
    screen.recipients.boxes[orlov].click()
    with qtbot.waitSignal(screen.exported, timeout=120_000):
        screen.save_button.click()
    (line,) = exchange.hr.store.read(campaigns.candidates, exchange.cycle, exchange.hr.me)
    listed = desk.show(ExchangeScreen)
    asked = AssessorsDialog(
        *(context.theme, context.data, context.jobs, context.names.roll, line.case, ""),
        *((Role.HR,), str, listed),
    )
    qtbot.addWidget(asked)
    asked.open()
    assert set(asked.withdraw_buttons) == {orlov}
    name = next(one for one in asked.findChildren(QLabel) if one.text().startswith("Орлов"))
    assert name.width() > asked.width() / 2, "the buttons leave it no room"
    release = asked.release_buttons[orlov]
    assert not release.isEnabled() and "withdraw it first" in release.accessibleDescription()
    back = asked.withdraw_buttons[orlov]
    assert isinstance(back, QAbstractButton)
    back.click()
    said: list[str] = []
    asked.told.connect(said.append)
    dialog(qtbot, Question).act.click()
    qtbot.waitUntil(lambda: said == ["The form is withdrawn"])
    assert assigned(exchange) == [gromov, orlov]
    room = window(context, qtbot)
    shown = InviteDialog(context, exchange.case, room)
    shown.open()
    assert ticked(list(shown.boxes.values())) == [True, True] and not shown.begun
    shown.reject()
    listed.open()
    assert listed.model.lines() == (), "nothing of it is out"
    (made,) = sending.invite(exchange.hr.store, exchange.case, without=(orlov,))
    exchange.hr.store.write(made.sent.act, **made.sent.told)
    listed.open()
    still = next(one for one in listed.model.lines() if one.assessor_id == orlov)
    assert still.stand is Stand.TO_INVITE, "his key is known, and no packet or form is out"
    listed.table.stand_on(still.key)
    assert "this file, under the own name" not in texts(listed.foot)
    assert listed.foot.act.text() == "Open assessment"
    assert next(lines for title, lines in listed.groups() if title == "Not invited yet") == [still]


def test_whoever_was_invited_by_packet_is_removed_only_after_a_question(
    exchange: Exchange, at: At, qtbot: QtBot
) -> None:
    gromov, orlov = exchange.seats
    exchange.invited()
    context = at(exchange.hr)
    desk = Stage(context, qtbot)
    listed = desk.show(ExchangeScreen)
    (line,) = exchange.hr.store.read(campaigns.candidates, exchange.cycle, exchange.hr.me)
    asked = AssessorsDialog(
        *(context.theme, context.data, context.jobs, context.names.roll, line.case, ""),
        *((Role.HR,), str, listed),
    )
    qtbot.addWidget(asked)
    asked.open()
    remove = asked.release_buttons[orlov]
    assert isinstance(remove, QAbstractButton)
    remove.click()
    question = dialog(qtbot, Question)
    assert "A share of the key is in that invitation" in question.accessibleDescription()
    question.reject()
    assert assigned(exchange) == [gromov, orlov]
    remove.click()
    with qtbot.waitSignal(asked.written):
        dialog(qtbot, Question).act.click()
    assert assigned(exchange) == [gromov]
