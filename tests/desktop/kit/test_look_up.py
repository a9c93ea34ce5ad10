"""A field that looks a line up: with its code, or by the name alone where only one has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.kit.form.fields import AT_ONCE, LookUpField
from desktop.theme import Theme

LINES = (
    (1, "Громов Максим Сергеевич · E-001"),
    (2, "Ким Пётр · E-002"),
    (3, "Ким Пётр · E-003"),
    (4, "Tarasov Petr · E-004"),
)


def stood_in(field: LookUpField, page: QWidget, qtbot: QtBot) -> tuple[QLineEdit, QAbstractItemView]:
    """Stand in the field of an active window; return its line and the list that comes while one types."""
    with qtbot.waitActive(page):
        field.show()
        page.activateWindow()
    line, completer = field.box.lineEdit(), field.box.completer()
    assert line is not None and completer is not None
    popup = completer.popup()
    assert popup is not None
    line.setFocus()
    return line, popup


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Громов Максим Сергеевич · E-001", 1),
        ("громов  максим сергеевич", 1),
        ("Громов", None),
        ("Ким Петр", None),
        ("ким петр · e-003", 3),
        ("", None),
    ],
)
def test_a_full_name_is_found_without_its_code_unless_two_share_it(
    page: QWidget, theme: Theme, typed: str, found: int | None
) -> None:
    field = LookUpField(theme, "Manager", page, "manager_id", LINES, None)
    field.box.setEditText(typed)
    assert field.named == found


def test_lines_without_a_code_are_found_as_they_are(page: QWidget, theme: Theme) -> None:
    field = LookUpField(theme, "Unit", page, "unit_id", ((7, "Приём · смена 2"), (8, "Приём")), None)
    field.box.setEditText("приём")
    assert field.named == 8


@pytest.mark.qt_log_ignore("This plugin does not support")  # the list of names that comes while one types
@pytest.mark.parametrize(
    ("typed", "down", "taken"),
    [
        ("tarasov", 0, "Tarasov Petr · E-004"),  # the only one of that surname, who would be new otherwise
        ("taras", 0, "taras"),
        ("taras", 1, "Tarasov Petr · E-004"),
        ("lee", 0, "lee"),  # there are two
        ("tarasov p", 0, "tarasov p"),
    ],
)
def test_tab_leaves_the_suggestions_for_the_next_field(
    page: QWidget, theme: Theme, qtbot: QtBot, typed: str, down: int, taken: str
) -> None:
    lines = (*LINES, (5, "Lee Ann · E-005"), (6, "Lee Bo · E-006"))
    field = LookUpField(theme, "Manager", page, "manager_id", lines, None, new=True)
    after = QLineEdit(page)
    after.show()
    line, popup = stood_in(field, page, qtbot)
    QTest.keyClicks(line, typed)
    assert popup.isVisible()
    for _ in range(down):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Tab)
    assert not popup.isVisible() and field.text == taken
    assert after.hasFocus(), "what is typed next is no part of the name"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_enter_takes_the_suggestion_and_only_the_next_one_is_told_to_the_form(
    page: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    field = LookUpField(theme, "Manager", page, "manager_id", LINES, None, new=True)
    line, popup = stood_in(field, page, qtbot)
    entered: list[str] = []
    line.returnPressed.connect(lambda: entered.append(field.text))
    QTest.keyClicks(line, "tarasov")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert not popup.isVisible() and field.text == "Tarasov Petr · E-004" and not entered
    QTest.keyClick(field.box, Qt.Key.Key_Return)
    assert entered == ["Tarasov Petr · E-004"]


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("tarasov petr", ""),  # the whole name: the form knows whose it is, and hears of it at once
        ("tarasov", "Tarasov Petr · E-004"),  # the only one of that surname
        ("lee ann", ""),
        ("lee ann bo", ""),
        ("olin kay", "Olin Kay Rex · E-007"),  # a name without the patronymic
        ("tarasov p", ""),  # no whole word: somebody new may be meant
        ("tarasov ivan", ""),
        ("lee", ""),  # there are two
    ],
)
def test_enter_on_the_only_name_that_begins_so_takes_its_line_before_the_form_hears_of_it(
    page: QWidget, theme: Theme, qtbot: QtBot, typed: str, taken: str
) -> None:
    more = (5, "Lee Ann · E-005"), (6, "Lee Ann Bo · E-006"), (7, "Olin Kay Rex · E-007")
    field = LookUpField(theme, "Manager", page, "manager_id", (*LINES, *more), None, new=True)
    line, popup = stood_in(field, page, qtbot)
    entered: list[str] = []
    line.returnPressed.connect(lambda: entered.append(field.text))
    QTest.keyClicks(line, typed)
    QTest.keyClick(popup if popup.isVisible() else field.box, Qt.Key.Key_Return)
    assert field.text == (taken or typed) and not popup.isVisible()
    assert entered == ([] if taken else [typed])
    assert field.named == {"tarasov petr": 4, "lee ann": 5, "lee ann bo": 6}.get(typed, field.named)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_who_is_asked_about_a_name_and_confirms_it_means_somebody_else(
    page: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    lines = (*LINES, (5, "Lee Ann Bo · E-005"))
    field = LookUpField(theme, "Manager", page, "manager_id", lines, None, new=True)
    _line, popup = stood_in(field, page, qtbot)
    field.box.setEditText("Lee Ann")
    field.suggest()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text == "Lee Ann"


def test_very_many_lines_are_put_in_once_somebody_goes_there(page: QWidget, theme: Theme) -> None:
    many = tuple((number, f"Человек{number} · E-{number}") for number in range(1, AT_ONCE + 2))
    field = LookUpField(theme, "Manager", page, "manager_id", many, 700)
    before = QLineEdit(page)
    page.show()
    before.setFocus()
    assert field.box.count() == 1 and field.named == 700, "no form waits for lines that nobody looks at"
    told: list[str] = []
    field.box.currentTextChanged.connect(told.append)
    line = field.box.lineEdit()
    assert line is not None
    line.textChanged.connect(told.append)
    QTest.keyClick(line, Qt.Key.Key_End)
    assert field.box.count() == len(many) + 1 and field.text == "Человек700 · E-700" and not told
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert field.named == 701, "the line next to the one that was chosen"
    assert told, "whatever somebody does is told as before"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_first_letter_finds_among_very_many_lines(page: QWidget, theme: Theme, qtbot: QtBot) -> None:
    many = (*LINES, *((number, f"Человек{number}") for number in range(10, AT_ONCE + 10)))
    field = LookUpField(theme, "Manager", page, "manager_id", many, None, new=True)
    line, popup = stood_in(field, page, qtbot)
    QTest.keyClicks(line, "tar")
    assert popup.isVisible() and popup.model().rowCount() == 1 and field.text == "tar"


def test_lines_that_come_later_leave_what_was_typed(page: QWidget, theme: Theme) -> None:
    many = tuple((number, f"Человек{number}") for number in range(AT_ONCE + 1))
    field = LookUpField(theme, "Manager", page, "manager_id", LINES, None, new=True)
    field.box.setEditText("Ким Пётр · E-003")
    field.offer(many)
    assert field.text == "Ким Пётр · E-003" and field.named is None
    line = field.box.lineEdit()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Home)
    assert field.text == "Ким Пётр · E-003" and field.box.count() == len(many) + 1
    field.offer(LINES)
    assert field.named == 3 and field.box.count() == len(LINES) + 1
