"""Recording who has signed the job description, by keys and by mouse, and what Overview says of it."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from db.file.store import Store
from db.framework import familiarisations, starter
from db.framework import job_description_editions as documents
from desktop.framework.familiarisation.form import SignatureForm
from desktop.framework.familiarisation.regulation import RegulationForm
from desktop.framework.familiarisation.screen import EVERYBODY, FamiliarisationScreen
from desktop.framework.job_description.changes import Changes
from desktop.home.words import due_words
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page import files
from desktop.kit.table.row_menu import row_acts
from domain.home.due import Due, Kind, Opens
from domain.people.familiarisation import Read, Reply, Signature
from domain.people.person import Person
from domain.text import Text
from tests.db import sample
from tests.desktop.desk import Stage
from tests.desktop.framework.hands import SHIFT, press
from tests.desktop.people.hands import active, type_in

ON = date(2026, 11, 20)


def dialog[D: QDialog](screen: FamiliarisationScreen, kind: type[D]) -> D:
    (found,) = [one for one in screen.findChildren(kind) if one.isVisible()]
    return active(found)


@pytest.fixture
def screen(stage: Stage, store: Store) -> FamiliarisationScreen:
    for name in ("Громов", "Дроздова", "Яшина"):
        sample.add(store, name, post="менеджер")
    store.write(documents.publish, sample.framework(store).id, "15", ON)
    shown = stage.show(FamiliarisationScreen)
    shown.open(sample.framework(store).id)
    return shown


def names(screen: FamiliarisationScreen) -> list[str]:
    return [one.name for one in screen.table.list_model.lines()]


def replies(store: Store) -> list[Reply]:
    document = store.read(familiarisations.documents)[0]
    people = store.read(familiarisations.readers, document).people
    return [one.signature.reply for one in people if one.signature is not None]


def test_signed_sheets_are_recorded_by_keys_alone(screen: FamiliarisationScreen, store: Store) -> None:
    assert names(screen) == ["Громов", "Дроздова", "Яшина"]
    assert screen.table.hasFocus()
    press(screen.table, Qt.Key.Key_Home)
    press(screen.table, Qt.Key.Key_Down, SHIFT)
    press(screen.table, Qt.Key.Key_Return)
    form = dialog(screen, SignatureForm)
    form.day.line.selectAll()
    type_in("20.11.2026")
    press(form.day.line, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert names(screen) == ["Яшина"] and replies(store) == [Reply.SIGNED, Reply.SIGNED]
    screen.show_part(EVERYBODY)
    assert names(screen) == ["Громов", "Дроздова", "Яшина"]
    press(screen.table, Qt.Key.Key_Home)
    press(screen.table, Qt.Key.Key_Delete)
    dialog(screen, Question).accept()
    assert replies(store) == [Reply.SIGNED]


def test_a_day_that_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    screen: FamiliarisationScreen, store: Store
) -> None:
    press(screen.table, Qt.Key.Key_Home)
    screen.sign_button.click()
    form = dialog(screen, SignatureForm)
    for wrong in ("20.11.2031", "01.11.2026", ""):
        form.day.line.setText(wrong)
        form.take()
        assert form.isVisible() and form.day.note, wrong
    form.day.line.setText("20.11.2026")
    form.sum.line.setText("нет")
    form.take()
    assert form.isVisible() and form.sum.note
    assert not replies(store)
    form.reject()


def test_a_scan_is_kept_by_its_name_and_sum_and_stays_outside(
    screen: FamiliarisationScreen,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    scan = tmp_path / "лист 14.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")

    def chosen(*_asked: object) -> Path:
        return scan

    monkeypatch.setattr(files, "open_file", chosen)
    press(screen.table, Qt.Key.Key_Home)
    screen.sign_button.click()
    form = dialog(screen, SignatureForm)
    form.day.line.setText("20.11.2026")
    form.choose_button.click()
    qtbot.waitUntil(lambda: len(form.sum.text) == 64)
    assert form.scan.text == "лист 14.pdf"
    form.take()
    document = store.read(familiarisations.documents)[0]
    kept = store.read(familiarisations.readers, document).people[0].signature
    digest = hashlib.sha256(b"%PDF-1.7 scan").hexdigest()
    assert kept is not None and (kept.scan, kept.sha256) == ("лист 14.pdf", digest)
    assert scan.exists()
    check = next(one for one in screen.actions() if one.objectName() == "check_scan")
    assert not check.isEnabled(), "of somebody who has not signed there is no scan"
    screen.show_part(EVERYBODY)
    press(screen.table, Qt.Key.Key_Home)
    assert check in row_acts(screen.table, screen.table.around)
    with qtbot.waitSignal(screen.told, timeout=20_000) as told:
        check.trigger()
    assert told.args[0].startswith("The scan matches")
    scan.write_bytes(b"%PDF-1.7 another")
    check.trigger()
    qtbot.waitUntil(lambda: bool(screen.findChildren(Message)), timeout=20_000)
    (message,) = screen.findChildren(Message)
    assert message.accessibleDescription().startswith("The scan does not match"), "it stays until it is read"
    message.close_button.click()


def test_who_refused_is_recorded_with_the_reason_and_gets_an_act(
    screen: FamiliarisationScreen, store: Store
) -> None:
    press(screen.table, Qt.Key.Key_End)
    screen.refuse_button.click()
    form = dialog(screen, SignatureForm)
    form.day.line.setText("20.11.2026")
    assert form.reason is not None
    form.reason.area.setPlainText("Не согласна с пунктом 3.1.4")
    form.take()
    assert names(screen) == ["Громов", "Дроздова"] and replies(store) == [Reply.REFUSED]
    assert screen.papers is not None
    assert {"refusal-to-sign", "familiarisation-journal"} < screen.papers.of.keys()


def test_a_local_act_is_named_and_signed_by_every_employee(
    screen: FamiliarisationScreen, store: Store
) -> None:
    screen.regulation_button.click()
    form = dialog(screen, RegulationForm)
    form.take()
    assert form.isVisible() and form.name.note
    form.name.line.setText("Положение об оценке от 01.09.2026 № 7")
    form.take()
    assert screen.box.currentText() == "Положение об оценке от 01.09.2026 № 7"
    assert len(names(screen)) > 3
    screen.table.selectAll()
    screen.sign_button.click()
    entered = dialog(screen, SignatureForm)
    entered.day.line.setText("20.11.2026")
    entered.take()
    assert not names(screen) and screen.nothing.isVisible()
    kinds = [one.read for one in store.read(familiarisations.documents)]
    assert kinds.count(Read.REGULATION) == 1


def test_results_of_one_person_are_listed_beside_what_all_sign(
    screen: FamiliarisationScreen, store: Store, me: Person
) -> None:
    person = sample.add(store, "Орлов", post="менеджер")
    case = sample.case(store, person)
    sample.sheet(store, case, me.id)
    screen.show_person(person)
    assert names(screen) == ["Орлов"]
    assert "Орлов" in screen.box.currentText()


def test_overview_says_who_has_not_signed_and_what_changes() -> None:
    due = Due(
        Kind.FAMILIARISATION,
        None,
        "Белов А. О.",
        Opens.FAMILIARISATION,
        1,
        total=5,
        number=2,
        changes=3,
        title=Text("Менеджер"),
    )
    words = due_words(due, ON)
    assert words.title == "5 people have not signed edition 2 of the job description"
    assert words.detail == "Менеджер\xa0(ru); 3 clauses change; the first one: Белов А. О."


def test_what_an_edition_changes_is_read_clause_by_clause_where_it_is_signed(
    screen: FamiliarisationScreen, store: Store
) -> None:
    assert not screen.changes_button.isVisible(), "the first edition changes nothing"
    first = sample.framework(store).id
    store.write(documents.fill, first, "1.7", "начальнику смены")
    store.write(documents.publish, first, "16", ON)
    screen.open(first)
    assert screen.changes.text().startswith("1 clause changes")
    QTest.mouseClick(screen.changes_button, Qt.MouseButton.LeftButton)
    shown = dialog(screen, Changes)
    assert [one.difference.new_number for one in shown.table.list_model.lines()] == ["1.7"]
    assert "начальнику смены" in shown.words.toPlainText()
    press(shown.close_button, Qt.Key.Key_Return)
    assert not shown.isVisible()


def test_a_local_act_that_nobody_has_signed_yet_stays_listed(screen: FamiliarisationScreen) -> None:
    title = "Положение об оценке от 01.09.2026 № 7"
    screen.regulation_button.click()
    form = dialog(screen, RegulationForm)
    form.name.line.setText(title)
    form.take()
    screen.refresh()
    assert screen.box.currentText() == title
    screen.open()
    assert screen.box.currentText() == title
    assert not screen.papers_button.isEnabled()  # sheets are about the job description
    assert screen.papers is None


def test_what_is_withdrawn_is_what_was_asked_about(screen: FamiliarisationScreen, store: Store) -> None:
    document = store.read(familiarisations.documents)[0]
    ids = {one.name: one.person_id for one in store.read(familiarisations.readers, document).people}
    data = screen._context.data  # pyright: ignore[reportPrivateUsage]
    data.write(familiarisations.enter, document, tuple(ids.values()), Signature(Reply.SIGNED, ON))
    screen.show_part(EVERYBODY)
    press(screen.table, Qt.Key.Key_Home)
    press(screen.table, Qt.Key.Key_Down, SHIFT)
    press(screen.table, Qt.Key.Key_Delete)
    asked = dialog(screen, Question)
    screen.table.stand_on(ids["Яшина"])  # as when another window has written
    asked.accept()
    people = store.read(familiarisations.readers, document).people
    assert [one.name for one in people if one.owed] == ["Громов", "Дроздова"]


def test_who_refused_is_not_said_to_have_signed(screen: FamiliarisationScreen, store: Store) -> None:
    document = store.read(familiarisations.documents)[0]
    people = [one.person_id for one in store.read(familiarisations.readers, document).people]
    data = screen._context.data  # pyright: ignore[reportPrivateUsage]
    data.write(familiarisations.enter, document, people[1:], Signature(Reply.SIGNED, ON))
    data.write(familiarisations.enter, document, people[:1], Signature(Reply.REFUSED, ON))
    said = [label.text() for label in screen.nothing.findChildren(QLabel)]
    assert "All have signed" not in said and "1 refused to sign" in said


def test_a_job_description_without_a_published_edition_shows_no_other(
    screen: FamiliarisationScreen, store: Store
) -> None:
    screen.open(store.write(starter.begin))
    screen.refresh()
    assert screen.record is None and screen.box.currentIndex() == -1
    assert not screen.sign_button.isEnabled() and screen.nothing.isVisible()
    screen.open()
    assert screen.record is not None


def test_a_scan_that_is_still_read_is_waited_for(
    screen: FamiliarisationScreen, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = tmp_path / "лист 14.pdf"
    scan.write_bytes(b"%PDF-1.7 scan")
    press(screen.table, Qt.Key.Key_Home)
    screen.sign_button.click()
    form = dialog(screen, SignatureForm)
    form.day.line.setText("20.11.2026")
    form.take_scan(scan)
    form.take()
    assert form.isVisible() and form.scan.note and not replies(store)
    qtbot.waitUntil(lambda: len(form.sum.text) == 64)
    form.take()
    assert replies(store) == [Reply.SIGNED]


def test_what_was_half_typed_about_a_document_is_not_offered_for_another(
    screen: FamiliarisationScreen, store: Store
) -> None:
    first, second = store.read(familiarisations.documents)[:2]
    people = store.read(familiarisations.readers, first).people[:1]
    context = screen._context  # pyright: ignore[reportPrivateUsage]
    forms = [SignatureForm(context, one, people, Reply.SIGNED, screen) for one in (first, second, first)]
    filled = [one.filled_for() for one in forms]
    assert filled[0] == filled[2] != filled[1]
    for one in forms:
        one.reject()
