"""The shared widgets do by keys what they do by mouse, and say aloud what they show."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.kit import chips, labels, layout
from desktop.kit.buttons import button, set_kind
from desktop.kit.focus_ring import FocusRing
from desktop.kit.form import form
from desktop.kit.form.choice import Check, Choice
from desktop.kit.form.dialog import Message, Question
from desktop.kit.page import files
from desktop.kit.page.banner import LEAST, Banner
from desktop.kit.page.beside import Beside
from desktop.kit.page.empty import Empty
from desktop.kit.page.header import Header
from desktop.kit.page.rail import Place, Rail
from desktop.kit.page.status_line import StatusLine
from desktop.kit.page.steps import Steps
from desktop.kit.page.toast import Toast
from desktop.kit.search_field import SearchField
from desktop.kit.table.line_list import LineList
from desktop.kit.table.list_model import ListModel
from desktop.kit.tips import tip_of
from desktop.theme import Theme
from tests.desktop.desk import move_mouse
from tests.desktop.kit.shown import Ear, Key, colors, put


def test_a_name_with_markup_stays_a_name(page: QWidget) -> None:
    label = put(page, labels.plain("<b>Robert</b> & co", page))
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>Robert</b> & co"
    cut = put(page, labels.elided("<img src=x> " * 40, page))
    cut.setFixedWidth(80)
    page.grab()
    assert cut.toolTip().startswith("<span>&lt;img")
    cut.setText("short")
    page.grab()
    assert cut.toolTip() == ""


def test_a_button_does_what_it_was_made_for(page: QWidget) -> None:
    clicks: list[bool] = []
    made = put(page, button("Go", page, do=lambda: clicks.append(True)))
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert clicks == [True]


def test_esc_empties_the_search_before_it_goes_on(page: QWidget, theme: Theme) -> None:
    field = put(page, SearchField(theme, "Name or code", page))
    QTest.keyClicks(field, "Orlov")
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == ""
    assert field.accessibleName() == "Name or code"


def test_a_search_field_shows_its_whole_hint(page: QWidget, theme: Theme) -> None:
    hint = "Full name, position, unit or the number of a document"
    field = put(page, SearchField(theme, hint, page))
    assert field.width() > field.fontMetrics().horizontalAdvance(hint) + field.textMargins().left()
    assert field.width() == field.least


def test_a_banner_says_aloud_what_it_shows_and_can_be_closed(page: QWidget, theme: Theme) -> None:
    banner = put(page, Banner(theme, page))
    banner.hide()
    ear, closed = Ear(), Ear()
    banner.acted.connect(ear.hear)
    banner.closed.connect(closed.hear)
    banner.show_fact("The disk is full.", "Free some space.", "danger", act="Try again")
    assert banner.isVisible()
    assert banner.accessibleName() == banner.text == "The disk is full. Free some space."
    QTest.keyClick(banner.act, Key.Key_Space)
    cross = banner.findChildren(QPushButton)[-1]
    assert cross.accessibleName()
    QTest.keyClick(cross, Key.Key_Space)
    assert not banner.isVisible()
    assert (len(ear.heard), len(closed.heard)) == (1, 1)
    banner.show_fact("Only a fact", closable=False)
    assert not banner.act.isVisible()
    assert not cross.isVisible()


def test_the_sign_of_a_banner_stands_beside_the_middle_of_a_single_line(
    page: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    banner = put(page, Banner(theme, page))
    banner.show_fact("The people are invented.", act="Make my own file…")
    sign = next(one for one in banner.findChildren(QLabel) if not one.pixmap().isNull())
    qtbot.waitUntil(lambda: abs(sign.geometry().center().y() - banner.act.geometry().center().y()) <= 1)
    banner.show_fact("The sheet was submitted.", "It is read-only.\nAnyone can look.", act="Correct…")
    qtbot.waitUntil(lambda: sign.y() < banner.act.y())


def test_a_long_line_of_an_empty_place_is_broken_where_the_eye_finds_the_next(
    page: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    page.resize(1600, 400)
    rest = "Assessors who have their own file are invited by packets; others get a form to fill in. " * 3
    empty = put(page, Empty(theme.icon("users", "muted", 22), "Nobody yet", page, rest=rest))
    (words,) = [one for one in empty.findChildren(QLabel) if one.text().startswith("Assessors")]
    qtbot.waitUntil(lambda: 0 < words.width() < 800)
    assert words.height() >= words.heightForWidth(words.width()), "and none of its lines is cut"
    assert abs(words.geometry().center().x() - empty.rect().center().x()) <= 2


def test_a_banner_with_two_acts_puts_them_below_where_they_would_leave_its_words_no_room(
    page: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    banner = put(page, Banner(theme, page))
    more = banner.add_act("The result of the assessment", Ear().hear)
    more.show()
    banner.show_fact("The sheet was submitted on 20 November.", "It is read-only.", act="Correct…")
    room = LEAST * banner.fontMetrics().averageCharWidth()
    banner.setFixedWidth(room + banner.act.sizeHint().width() + 100)
    (fact,) = [one for one in banner.findChildren(QLabel) if one.text().startswith("The sheet")]
    qtbot.waitUntil(lambda: more.y() >= banner.act.y() > fact.geometry().bottom())
    banner.setFixedWidth(3 * room + banner.act.sizeHint().width() + more.sizeHint().width())
    qtbot.waitUntil(lambda: more.x() > banner.act.x() > fact.x())
    assert more.y() == banner.act.y()


def test_a_further_act_of_a_banner_gives_way_to_its_icon_before_the_fact_takes_a_third_line(
    page: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    banner = put(page, Banner(theme, page))
    more = banner.add_act("Remove the example with all of its people…", Ear().hear, "trash-2")
    more.show()
    banner.show_fact("This is the example: its people are fictional, try what you like.", act="Create…")
    (fact,) = [one for one in banner.findChildren(QLabel) if one.text().startswith("This is")]
    whole = fact.fontMetrics().horizontalAdvance(fact.text())
    banner.setFixedWidth(2 * whole + banner.act.sizeHint().width() + more.sizeHint().width())
    qtbot.waitUntil(lambda: more.text() == "Remove the example with all of its people…" and more.x() > 0)
    assert more.icon().isNull()
    for _again in range(2):  # its own width does not bring the words back
        banner.setFixedWidth(whole * 7 // 10 + banner.act.sizeHint().width() + 130)
        qtbot.waitUntil(lambda: more.text() == "" and more.y() < banner.act.geometry().bottom())
        assert not more.icon().isNull()
        assert more.accessibleName() == "Remove the example with all of its people…"
        assert "Remove the example" in QPushButton.toolTip(more)
        assert fact.geometry().right() < banner.act.x()
        banner.setFixedWidth(2 * whole + banner.act.sizeHint().width() + 400)
        qtbot.waitUntil(lambda: more.text() != "")


def test_buttons_of_a_banner_below_its_words_share_a_line(page: QWidget, theme: Theme, qtbot: QtBot) -> None:
    banner = put(page, Banner(theme, page))
    more = banner.add_act("Result", Ear().hear)
    more.show()
    banner.show_fact("The sheet was submitted on 20 November, a long while ago.", act="Correct the sheet…")
    least = LEAST * banner.fontMetrics().averageCharWidth()
    banner.setFixedWidth(least + banner.act.sizeHint().width() + 20)
    (fact,) = [one for one in banner.findChildren(QLabel) if one.text().startswith("The sheet")]
    qtbot.waitUntil(lambda: more.y() == banner.act.y() > fact.geometry().bottom())
    assert more.x() > banner.act.geometry().right()


def test_an_empty_place_offers_one_act(page: QWidget, theme: Theme) -> None:
    empty = put(page, Empty(theme.icon("search-x", "muted", 22), "Nobody found", page))
    assert not empty.act.isVisible()
    empty.set_texts("Nobody found", "Filter: Orlov", "Clear filter")
    ear = Ear()
    empty.acted.connect(ear.hear)
    QTest.keyClick(empty.act, Key.Key_Space)
    assert len(ear.heard) == 1


def test_a_filter_chip_is_taken_off_by_its_cross(page: QWidget, theme: Theme) -> None:
    chip = put(page, chips.FilterChip(theme, "Shift B", page))
    ear = Ear()
    chip.removed.connect(ear.hear)
    cross = chip.findChildren(QPushButton)[0]
    assert "Shift B" in cross.accessibleName()
    QTest.keyClick(cross, Key.Key_Space)
    assert len(ear.heard) == 1


def test_the_focus_ring_is_around_what_has_the_focus_and_is_not_cut(
    page: QWidget, theme: Theme, qapp: QApplication
) -> None:
    ring = FocusRing(qapp, theme)
    field, edit = form.line("Surname", page)
    put(page, field)
    other = put(page, button("Other", page))
    edit.setFocus()
    focus = theme.color("focus").name().upper()
    left = edit.mapTo(page, QPoint(-2, edit.height() // 2))
    above = edit.mapTo(page, QPoint(edit.width() // 2, -2))
    beside = other.mapTo(page, QPoint(-2, other.height() // 2))
    image = page.grab().toImage()
    assert image.pixelColor(left).name().upper() == focus
    assert image.pixelColor(above).name().upper() == focus
    assert image.pixelColor(beside).name().upper() != focus
    other.setFocus()
    image = page.grab().toImage()
    assert image.pixelColor(beside).name().upper() == focus
    assert image.pixelColor(left).name().upper() != focus
    ring.set_theme(theme)
    ring.stop()
    edit.setFocus()
    assert page.grab().toImage().pixelColor(left).name().upper() != focus


def test_the_rail_walks_by_arrows_and_goes_by_enter(page: QWidget, theme: Theme) -> None:
    table = (
        Place("home", "Overview", "house", "Ctrl+1"),
        Place("people", "People", "users-round", "Ctrl+2"),
        Place("preferences", "Settings", "settings-2", "Ctrl+,"),
    )
    rail = put(page, Rail(theme, table, "Places", page))
    ear = Ear()
    rail.chosen.connect(ear.hear)
    rail.set_current("home")
    rail.focus()
    assert rail.item("home").hasFocus()
    QTest.keyClick(rail.item("home"), Key.Key_Down)
    assert rail.item("people").hasFocus()
    QTest.keyClick(rail.item("people"), Key.Key_Return)
    assert ear.heard == ["people"]
    assert rail.current == "home", "the rail shows where one is, not where one wants to go"
    rail.set_current("people")
    assert rail.current == "people"
    QTest.keyClick(rail.item("people"), Key.Key_Up)
    QTest.keyClick(rail.item("home"), Key.Key_Up)
    assert rail.item("preferences").hasFocus()


def test_only_the_place_where_one_is_stands_out_while_an_earlier_one_is_asked_for(
    page: QWidget, theme: Theme
) -> None:
    table = (
        Place("home", "Overview", "house", "Ctrl+1"),
        Place("people", "People", "users-round", "Ctrl+2"),
    )
    rail = put(page, Rail(theme, table, "Places", page))
    rail.set_current("people")
    rail.item("home").click()  # its screen is not shown yet, or a draft holds the present one
    assert [rail.item(place.name).isChecked() for place in table] == [False, True]
    assert rail.current == "people"


def test_a_place_tells_its_key(page: QWidget, theme: Theme) -> None:
    rail = Rail(theme, (Place("team", "Team", "grid-3x3", "Ctrl+4"),), "Places", page)
    item = rail.item("team")
    assert item.isEnabled()
    assert tip_of(item) == "Team (Ctrl+4)"
    assert item.accessibleDescription() == "Ctrl+4"


def test_a_question_focuses_the_safe_answer(page: QWidget, qtbot: QtBot) -> None:
    ear = Ear()
    for key, answer in ((Key.Key_Return, False), (Key.Key_Escape, False), (None, True)):
        question = Question("Submit the sheet?", "It can only be read then.", "Back", "Submit", page)
        question.accepted.connect(ear.hear)
        question.open()
        assert question.width() <= 420
        qtbot.waitUntil(question.safe.hasFocus)
        if key is None:
            QTest.keyClick(question.act, Key.Key_Space)
        else:
            QTest.keyClick(question.safe, key)
        assert bool(ear.heard) is answer


def test_a_message_offers_its_report_to_be_copied(page: QWidget) -> None:
    message = Message("Our mistake.", "Try again.", page, report="ValueError\n  app.py:1 run")
    message.open()
    copy = message.findChildren(QPushButton)[0]
    QTest.keyClick(copy, Key.Key_Space)
    assert QApplication.clipboard().text() == "ValueError\n  app.py:1 run"
    QTest.keyClick(message.close_button, Key.Key_Return)
    assert message.result() == QDialog.DialogCode.Accepted


def test_a_toast_told_anew_under_the_pointer_stays_until_the_pointer_has_left(
    page: QWidget, theme: Theme
) -> None:
    toast = Toast(theme, page)
    timer = toast.findChild(QTimer)
    assert timer is not None
    toast.tell("Saved")
    assert timer.isActive()
    move_mouse(toast, toast.rect().center())
    assert not timer.isActive()
    toast.tell("Saved 8 files")
    assert not timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert timer.isActive()


def test_a_toast_offers_the_folder_and_keeps_to_the_lowest_line(
    page: QWidget, theme: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(files, "show_folder", shown.append)
    toast = Toast(theme, page)
    toast.tell("Saved 8 files", tmp_path)
    QTest.keyClick(toast.link, Key.Key_Space)
    assert shown == [tmp_path]
    page.resize(900, 500)
    QApplication.processEvents()
    assert toast.geometry().bottom() == page.height() - 1
    assert toast.height() == theme.high("status")
    toast.tell("Saved")
    assert not toast.link.isVisible()
    assert toast.text == "Saved"


def test_a_list_measures_no_line_before_it_is_shown(page: QWidget) -> None:
    asked: list[str] = []

    def texts(line: str) -> tuple[str, ...]:
        asked.append(line)
        return (line,)

    model = ListModel(("Line",), texts, str, page)
    model.show(["first", "second"])
    asked.clear()
    lines = LineList(model, "Lines", page)
    assert asked == []
    put(page, lines)
    page.grab()
    assert {"first", "second"} <= set(asked)


def test_the_status_line_says_who_where_and_since_when(page: QWidget, theme: Theme) -> None:
    status = put(page, StatusLine(theme, page))
    status.set_people("Sokolova A. V.", "North", "folder/North.merilo")
    status.set_keys((("0-4", "level"), ("F1", "help")))
    QApplication.processEvents()
    texts = [label.text() for label in status.findChildren(QLabel) if label.isVisible()]
    assert {"Sokolova A. V.", "North", "0-4", "level", "F1", "help"} <= set(texts)
    before = status.findChildren(QLabel)
    status.set_keys((("0-4", "level"), ("F1", "help")))
    assert status.findChildren(QLabel) == before  # the same keys are not laid out a second time
    status.set_keys((("Enter", "open"),))
    QApplication.processEvents()
    assert "level" not in [label.text() for label in status.findChildren(QLabel) if label.isVisible()]


def test_a_key_that_comes_back_on_the_status_line_has_its_new_place(page: QWidget, theme: Theme) -> None:
    status = put(page, StatusLine(theme, page))
    for keys in (("F1", "Enter"), ("Enter",), ("Esc",), ("Enter", "Esc", "F1"), ("F1",), ("Esc", "Enter")):
        status.set_keys(tuple((cap, f"do {cap}") for cap in keys))
        QApplication.processEvents()
        shown = [one for one in status.findChildren(QLabel) if one.isVisible() and one.text()[:3] == "do "]
        placed = sorted(shown, key=lambda one: one.mapTo(status, one.rect().topLeft()).x())
        assert [one.text() for one in placed] == [f"do {cap}" for cap in keys]
        assert all(one.width() >= one.sizeHint().width() for one in placed)


def test_a_longer_word_about_saving_cuts_nothing_of_the_status_line(page: QWidget, theme: Theme) -> None:
    status = put(page, StatusLine(theme, page))
    status.set_people("Sokolova A. V.", "North", "folder/North.merilo")
    status.set_keys(tuple((f"F{number}", f"what {number} does") for number in range(2, 12)))
    for width in range(500, 900, 7):
        status.resize(width, status.height())
        status.set_saved(None)
        QApplication.processEvents()
        status.set_saved(datetime(2026, 11, 24, 22, 39, 48, tzinfo=UTC))
        shown = [label for label in status.findChildren(QLabel) if label.isVisible() and label.text()]
        cut = [one.text() for one in shown if one.width() < one.minimumSizeHint().width()]
        assert cut == [], width


def test_acts_lose_their_words_rather_than_cut_a_line_below_the_title_that_is_kept(
    page: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    header = put(page, Header(theme, "Lists", page))
    rare = header.act("Merge files…", "files", Ear().hear)
    often = header.act("Form…", "file-spreadsheet", Ear().hear)
    told = "3 sheets awaited, 2 of them late, the first since November"
    header.set_title("Lists", told)
    (facts,) = [one for one in header.findChildren(QLabel) if one.text() == told]
    header.setFixedWidth(facts.sizeHint().width() + rare.sizeHint().width() + often.sizeHint().width() + 40)
    qtbot.waitUntil(lambda: rare.isVisible() and 0 < facts.width() < facts.sizeHint().width())
    assert rare.text() == "Merge files…", "most lines give way to the acts"
    header.keep_facts()
    header.set_title("Lists", told)
    header.setFixedWidth(header.width() + 1)
    qtbot.waitUntil(lambda: facts.width() >= facts.sizeHint().width())
    assert (rare.text(), often.text()) == ("", "Form…")
    assert rare.accessibleName() == "Merge files…"


def test_a_switch_beside_the_title_stands_at_one_place_whatever_is_told_and_done_there(
    page: QWidget, theme: Theme
) -> None:
    places: list[int] = []
    for told, acts in (("", ()), ("1 open vacancy", ("New…",)), ("3 sheets awaited", ("Merge…", "Take…"))):
        header = put(page, Header(theme, "Lists", page))
        header.setFixedWidth(1100)
        switch = button("Switch", header)
        header.put_in_place(switch)
        for one in acts:
            header.act(one, "", Ear().hear)
        header.set_title("Lists", told)
        switch.show()
        page.grab()
        places.append(switch.x())
    assert len(set(places)) == 1 and places[0] > 0


def test_what_goes_below_has_room_though_it_comes_later(page: QWidget, qtbot: QtBot) -> None:
    first, second, rest = (button(one, page) for one in ("All competencies", "Select", "Rest"))
    both = Beside(first, second, 180, page)
    second.hide()
    whole = QWidget(page)
    layout.column(both, layout.grow(rest), of=whole)
    put(page, whole)
    whole.setFixedSize(190, both.minimumHeight() + rest.minimumSizeHint().height())
    page.grab()
    second.show()
    qtbot.waitUntil(lambda: not both.on_one_line)
    high = first.minimumSizeHint().height() + second.minimumSizeHint().height()
    qtbot.waitUntil(lambda: both.minimumHeight() >= high)


def test_a_header_shows_title_and_facts_as_they_are(page: QWidget, theme: Theme) -> None:
    header = put(page, Header(theme, "People", page))
    header.set_title("<i>Orlov</i>", "C-0042")
    assert header.title == "<i>Orlov</i>"
    added = button("Documents", header)
    header.add(added)
    QApplication.processEvents()
    assert added.geometry().right() > header.width() - 40


def test_a_field_carries_its_name_and_its_fault(page: QWidget) -> None:
    field, edit = form.line("Surname", page, "Orlov")
    put(page, field)
    assert (edit.accessibleName(), edit.text()) == ("Surname", "Orlov")
    field.say("Enter the surname.", wrong=True)
    assert (field.note, edit.accessibleDescription()) == ("Enter the surname.", "Enter the surname.")
    below = field.findChildren(QLabel)[1]
    place = below.geometry()
    field.say("")
    assert (below.text(), edit.accessibleDescription()) == ("", "")
    assert below.geometry() == place, "nothing jumps when a complaint goes"


def test_the_room_of_a_corrected_fault_is_given_back_when_the_person_goes_on(
    page: QWidget, qtbot: QtBot
) -> None:
    field, edit = form.line("Surname", page, "Orlov")
    other, next_edit = form.line("Name", page)
    put(page, field)
    put(page, other)
    page.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    low, below = field.sizeHint().height(), field.findChildren(QLabel)[1]
    field.say("Enter the surname as it is in the passport.", wrong=True)
    assert field.sizeHint().height() > low
    field.say("")
    assert below.isVisible() and field.sizeHint().height() > low, "nothing jumps while the person is there"
    next_edit.setFocus()
    qtbot.waitUntil(lambda: not below.isVisible(), timeout=5_000)
    assert field.sizeHint().height() == low
    field.say("Enter the surname.", wrong=True)
    assert below.isVisible()
    assert field.note == "Enter the surname."


def test_a_tick_box_is_ticked_by_space_and_looks_ticked(page: QWidget, theme: Theme) -> None:
    check = put(page, Check(theme, "Written down", page))
    primary = theme.color("primary").name().upper()
    assert primary not in colors(check, check.height() // 2)[:16]
    QTest.keyClick(check, Key.Key_Space)
    assert check.isChecked()
    assert primary in colors(check, check.height() // 2)[:16]
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.width() - 5, 5))
    assert not check.isChecked(), "it reacts wherever its focus ring goes"


def test_a_choice_is_named_and_changed_by_keys(page: QWidget, theme: Theme) -> None:
    choice = put(page, Choice(theme, "Who assesses", page))
    choice.addItems(["Gromov", "Sokolova"])
    QTest.keyClick(choice, Key.Key_Down)
    assert choice.currentText() == "Sokolova"
    assert choice.accessibleName() == "Who assesses"


def test_scrolling_over_a_choice_chooses_nothing_and_goes_on_to_the_page(page: QWidget, theme: Theme) -> None:
    choice = put(page, Choice(theme, "Who assesses", page))
    choice.addItems(["Gromov", "Sokolova"])
    at, down = QPointF(choice.rect().center()), QPoint(0, -120)
    over = choice.mapToGlobal(at)
    no = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase)
    turned = QWheelEvent(at, over, QPoint(), down, *no, False)
    choice.wheelEvent(turned)
    assert choice.currentText() == "Gromov"
    assert not turned.isAccepted()
    assert not choice.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus


def test_steps_count_what_is_done(page: QWidget, theme: Theme) -> None:
    steps = put(page, Steps(theme, page))
    steps.setFixedWidth(200)
    steps.show_count(1, 2)
    row = colors(steps, 2)
    assert row[50] == theme.color("accent").name().upper()
    assert row[150] == theme.color("border").name().upper()
    assert steps.accessibleName() == "1 of 2"


def test_a_button_changes_its_kind_and_its_look(page: QWidget, theme: Theme) -> None:
    made = put(page, button("Submit", page, icon=theme.icon("check"), trailing=True))
    primary = theme.color("primary").name().upper()
    assert primary not in colors(made, made.height() // 2)
    set_kind(made, "primary")
    assert primary in colors(made, made.height() // 2)
