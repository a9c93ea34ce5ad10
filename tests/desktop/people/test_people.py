"""People are found, added and changed by keys alone, and nothing typed is lost."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.assessing import assessments, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.framework import drafts, frameworks, starter
from db.hiring import campaigns
from desktop.context import Context
from desktop.data import Data
from desktop.people.assessment_dialog import AssessmentDialog
from desktop.people.model import Asked
from desktop.people.screen import PeopleScreen
from desktop.people.table import PeopleTable
from domain.assessing.case import CycleKind
from domain.mark import Mark, Role
from domain.people.person import Education, Person, PersonKind
from resources import i18n
from resources.i18n import current
from tests.db import sample
from tests.desktop.conftest import TODAY
from tests.desktop.people.hands import CANDIDATES, Show, active, add, focused, form, names, type_in

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_key_that_adds_people_on_the_overview_adds_them_here_too(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    QTest.keyClick(screen.table, Key.Key_T, CTRL)
    asked = form(screen)
    assert asked.isVisible()
    asked.reject()


def test_headings_count_the_people_under_them(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    lines = [
        screen.table.list_model.index(row, 0).data() for row in range(screen.table.list_model.rowCount())
    ]
    assert lines == [
        "Candidates 3",
        "<img src=x> Пётр",
        "Алёшина Вера Петровна",
        "Белов Артём",
        "Employees 1",
        "Sokolova Anna",
    ]
    assert screen.header.title == "People"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("алешина", ["Алёшина Вера Петровна"]),
        ("АЛЁШ", ["Алёшина Вера Петровна"]),
        ("петр вера", ["Алёшина Вера Петровна"]),
        ("0777", ["Белов Артём"]),
        ("<img", ["<img src=x> Пётр"]),
        ("никто", []),
    ],
)
def test_any_part_of_a_name_or_code_finds(store: Store, show: Show, typed: str, found: list[str]) -> None:
    add(store, *CANDIDATES)
    screen = show()
    QTest.keyClick(screen.table, Key.Key_F, CTRL)
    type_in(typed)
    assert names(screen) == found


def test_a_filter_to_nothing_says_so_and_lets_go(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    screen.search.setText("никто")
    assert screen.not_found.isVisible()
    assert not screen.card.isVisible()
    QTest.mouseClick(screen.not_found.act, Qt.MouseButton.LeftButton)
    assert len(names(screen)) == 4
    assert screen.table.hasFocus()


def test_segments_narrow_to_a_kind(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    QTest.keyClick(screen.segments.focusProxy(), Key.Key_End)
    assert names(screen) == ["Sokolova Anna"]


def test_arrows_step_over_headings_and_letters_move_nothing(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    seen: list[str] = []
    for _step in range(4):
        assert screen.person is not None
        seen.append(screen.person.surname)
        QTest.keyClick(screen.table, Key.Key_Down)
    assert seen == ["<img src=x>", "Алёшина", "Белов", "Sokolova"]
    type_in("Б")
    assert screen.person is not None
    assert screen.person.surname == "Sokolova"
    QTest.keyClick(screen.table, Key.Key_Home, CTRL)
    assert screen.person.surname == "<img src=x>"


def test_the_table_is_copied_as_a_rectangle_of_text(store: Store, show: Show) -> None:
    add(store, *CANDIDATES, Person(surname="=1+1"))
    screen = show()
    screen.table.selectAll()
    QTest.keyClick(screen.table, Key.Key_C, CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert {len(line) for line in lines} == {screen.table.list_model.columnCount()}
    assert [line[0] for line in lines][1:4] == ["<img src=x> Пётр", "'=1+1", "Алёшина Вера Петровна"]
    assert lines[0][0] == "Full name"


def test_the_model_keeps_qts_contract(context: Context, store: Store, qtbot: QtBot) -> None:
    add(store, *CANDIDATES)
    holder = QLabel()
    qtbot.addWidget(holder)
    table = PeopleTable(context, holder)
    QAbstractItemModelTester(table.list_model, QAbstractItemModelTester.FailureReportingMode.Warning, holder)
    table.show_people(store.read(people.people, context.me.id), TODAY)
    table.narrow(Asked("е", PersonKind.CANDIDATE))
    table.narrow(Asked())
    assert table.list_model.rowCount() == 6


def test_the_card_tells_the_gates_and_what_is_missing(store: Store, show: Show) -> None:
    level = store.read(frameworks.profiles)[0].requirements.min_education
    add(store, Person(surname="Аб", post="менеджер", education=(Education(level, "диплом"),)))
    screen = show()
    told = " ".join(label.text() for label in screen.card.findChildren(QLabel) if label.isVisible())
    assert "The document has not been seen." in told
    assert "There is no certificate yet." in told
    assert "not confirmed" in told


def test_of_a_candidate_without_a_post_nothing_is_asked_that_a_manager_must_have(
    store: Store, show: Show
) -> None:
    add(store, Person(surname="Аб"))
    screen = show()
    told = [label.text() for label in screen.card.findChildren(QLabel) if label.isVisible()]
    assert "Known once a position profile is chosen." in told
    assert not {"not confirmed", "Education", "Medical check"} & set(told)


def test_the_card_follows_a_click_at_once(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    wanted: list[int] = []
    screen.page_wanted.connect(wanted.append)
    model, table = screen.table.list_model, screen.table
    for name in ("Белов Артём", "Алёшина Вера Петровна"):  # quicker than any hand
        (line,) = [model.index(n, 0) for n in range(model.rowCount()) if model.index(n, 0).data() == name]
        spot = table.visualRect(line).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.mouseClick(screen.card.page_button, Qt.MouseButton.LeftButton)
    assert [store.read(people.person, one).surname for one in wanted] == ["Белов", "Алёшина"]


def test_an_assessment_begins_with_two_keys_and_goes_on_with_one(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    add(store, CANDIDATES[0])
    screen = show()
    assert screen.card.step_button.text() == "Assess…"
    with qtbot.waitSignal(screen.sheet_opened) as opened:
        QTest.keyClick(screen.table, Key.Key_N, CTRL)
        dialog = screen.findChild(AssessmentDialog)
        assert dialog is not None
        active(dialog)
        assert dialog.role.value is Role.HR
        QTest.keyClick(focused(), Key.Key_Return)
    assert opened.args is not None
    sheet = store.read(sheets.sheet, opened.args[0], context.me.id)
    assert (sheet.assessor.id, sheet.role, len(sheet.scope)) == (context.me.id, Role.HR, 15)
    store.write(sheets.rate, sheet.id, sheet.scope[0].item.id, Mark.rated(3))
    QCoreApplication.processEvents()
    assert screen.card.step_button.text() == "Continue"
    row = screen.table.list_model.row_of(sheet.person.id)
    assert screen.table.list_model.index(row, screen.table.number("state")).data() == "Continue: 1 of 15"
    screen.window().activateWindow()  # the system does that when a dialog closes; offscreen nobody does
    qtbot.waitUntil(screen.table.hasFocus)
    with qtbot.waitSignal(screen.sheet_opened) as again:
        QTest.keyClick(screen.table, Key.Key_Return, CTRL)
    assert again.args == [sheet.id]


def asked(screen: PeopleScreen, person_id: int) -> tuple[object, str]:
    """Open the question of a new assessment; return the role that is chosen already and all its words."""
    screen.open(person_id)
    screen.assess()
    (dialog,) = [one for one in screen.findChildren(AssessmentDialog) if one.isVisible()]
    found = dialog.role.value, "\n".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    return found


def test_the_usual_role_of_whoever_works_is_chosen_already(
    context: Context, store: Store, show: Show
) -> None:
    me = context.me.id
    candidate, foreign, own, other = add(
        store,
        CANDIDATES[0],
        Person(kind=PersonKind.EMPLOYEE, surname="Захарова"),
        Person(kind=PersonKind.EMPLOYEE, surname="Орлов", manager_id=me),
        Person(kind=PersonKind.EMPLOYEE, surname="Ким"),
    )
    screen = show()
    assert asked(screen, foreign)[0] is Role.MANAGER, "nothing is known yet"
    store.write(assessments.start, candidate, me, Role.EXPERT)
    assert asked(screen, foreign)[0] is Role.MANAGER, "a candidate says nothing about staff"
    store.write(assessments.start, foreign, me, Role.HR)
    assert asked(screen, other)[0] is Role.HR, "as last time with staff"
    assert asked(screen, own)[0] is Role.MANAGER, "whoever is the manager rates as such"
    store.write(assessments.start, me, me, Role.SELF)
    assert asked(screen, other)[0] is Role.HR, "oneself is no last time"


def test_before_a_new_assessment_it_is_said_that_there_is_one_without_a_blind_number(
    context: Context, store: Store, show: Show
) -> None:
    me = context.me.id
    (person,) = add(store, Person(kind=PersonKind.EMPLOYEE, surname="Захарова", post="supervisor"))
    colleague = store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Gromov", is_actor=True))
    screen = show()
    assert "already" not in asked(screen, person)[1]
    sheet_id = store.write(assessments.start, person, colleague, Role.MANAGER)
    sheet = store.read(sheets.sheet, sheet_id, colleague)
    store.act_as(colleague)
    store.write(sheets.enter, sheet_id, {row.item.id: (Mark.rated(4), "") for row in sheet.scope})
    store.act_as(me)
    told = asked(screen, person)[1]
    assert "An assessment is already open: supervisor, draft 71 of 71." in told
    assert "%" not in told
    store.act_as(colleague)
    store.write(sheets.submit, sheet_id)
    store.act_as(me)
    told = asked(screen, person)[1].replace("\u00a0", " ")
    assert "There is already a result: supervisor, " in told
    assert "100 %" in told or "100%" in told


def test_a_set_of_questions_makes_a_smaller_scope(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    add(store, CANDIDATES[0])
    screen = show()
    screen.assess()
    dialog = screen.findChild(AssessmentDialog)
    assert dialog is not None
    assert dialog.length.isVisible() and not dialog.scope.isVisible()
    assert dialog.length.current == 0, "the short one"
    said = [one.text().replace("\u00a0", " ") for one in dialog.length.findChildren(QPushButton)]
    assert said == ["15 main · 69 min", "23 · 1 h 55 min", "all 71 · 5 h 27 min"]
    dialog.length.choose(1)
    with qtbot.waitSignal(screen.sheet_opened) as opened:
        dialog.start()
    assert opened.args is not None
    sheet = store.read(sheets.sheet, opened.args[0], context.me.id)
    assert len(sheet.scope) == 23
    assert any(row.critical for row in sheet.scope)


def test_a_submitted_sheet_leads_to_the_result(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    [person] = add(store, CANDIDATES[0])
    sheet_id = store.write(assessments.start, person, context.me.id, Role.HR)
    case_id = store.read(sheets.sheet, sheet_id, context.me.id).case_id
    store.write(sheets.submit, sheet_id)
    screen = show()
    row = screen.table.list_model.row_of(person)
    assert screen.table.list_model.index(row, screen.table.number("state")).data() == "To the conclusion"
    with qtbot.waitSignal(screen.result_opened) as opened:
        QTest.mouseClick(screen.card.step_button, Qt.MouseButton.LeftButton)
    assert opened.args == [case_id]


def test_names_are_shown_as_they_are(store: Store, show: Show) -> None:
    add(store, CANDIDATES[2])
    screen = show()
    shown_names = [label for label in screen.card.findChildren(QLabel) if "<img" in label.text()]
    assert shown_names
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in screen.findChildren(QLabel) if label.text()
    )


def test_everything_that_takes_the_focus_has_a_name(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    screen.add_person()
    dialog = form(screen)
    for rows in (dialog.education, dialog.experience, dialog.medical):
        rows.add_button.click()
    for widget in (*screen.findChildren(QWidget), *dialog.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget


def test_a_file_that_can_only_be_read_offers_no_change(
    store: Store, file: Path, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, CANDIDATES[0])
    monkeypatch.setattr(Data, "read_only", property(lambda self: True))
    screen = show()
    assert not screen.add_button.isEnabled()
    assert not screen.card.edit_button.isVisible()
    QTest.keyClick(screen.table, Key.Key_Insert)
    QTest.keyClick(screen.table, Key.Key_F2)
    assert not [one for one in screen.findChildren(QDialog) if one.isVisible()]


def test_once_a_file_can_only_be_read_the_card_offers_no_change_either(
    store: Store, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, CANDIDATES[0])
    screen = show()
    assert screen.card.edit_button.isVisible()
    monkeypatch.setattr(Data, "read_only", property(lambda self: True))
    screen.open()
    assert not screen.card.edit_button.isVisible()
    assert not screen.card.step_button.isVisible()


def test_the_title_of_the_form_tells_a_code_and_no_name(store: Store, show: Show) -> None:
    add(store, CANDIDATES[1])
    screen = show()
    QTest.keyClick(screen.table, Key.Key_F2)
    assert form(screen).windowTitle() == "Edit: C-0777"


def test_in_russian_the_state_is_told_in_russian(context: Context, store: Store, show: Show) -> None:
    i18n.use("ru")
    [person] = add(store, CANDIDATES[0])
    store.write(assessments.start, person, context.me.id, Role.HR)
    screen = show()
    row = screen.table.list_model.row_of(person)
    assert screen.table.list_model.index(row, screen.table.number("state")).data() == "Продолжить: 0 из 71"
    assert screen.table.list_model.index(0, 0).data() == "Кандидаты 1"


def test_the_list_says_where_everybody_stands(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    seen = add(store, CANDIDATES[0], CANDIDATES[1])
    for person, level in zip(seen, (1, 4), strict=True):
        sheet_id = store.write(assessments.start, person, context.me.id, Role.HR)
        for item in store.read(sheets.sheet, sheet_id, context.me.id).scope[:60]:
            store.write(sheets.rate, sheet_id, item.item.id, Mark.rated(level))
        store.write(sheets.submit, sheet_id)
    waiting = add(store, Person(surname="Ждущая", given="Ия"))[0]
    store.write(assessments.start, waiting, context.me.id, Role.HR)
    screen = show()
    qtbot.waitUntil(lambda: not context.jobs.busy)

    def told(person: int, key: str) -> str:
        model = screen.table.list_model
        return model.index(model.row_of(person), screen.table.number(key)).data()

    result = screen.table.standing
    for person in seen:
        line = screen.table.list_model.line(screen.table.list_model.row_of(person))
        assert line is not None
        totals = result(line.row)
        assert totals is not None
        assert totals.attainment is not None
        assert told(person, "attainment").endswith(current().percent(totals.attainment))
        assert told(person, "bounds")
    assert int(told(seen[0], "stops")) > 0
    assert told(seen[1], "stops") == ""
    # Whose sheet is out has no number, and comes last whichever way the list goes.
    assert told(waiting, "attainment") == ""
    for falling, first in ((True, seen[1]), (False, seen[0])):
        screen.table.list_model.order(screen.table.number("attainment"), falling)
        assert screen.table.list_model.row_of(first) == screen.table.list_model.first()
        assert screen.table.list_model.row_of(waiting) > screen.table.list_model.row_of(seen[0])


def test_the_post_chooses_the_profile_of_a_new_assessment(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    store.write(drafts.publish, store.write(starter.begin), "checked")
    operator, manager, other = add(
        store,
        Person(kind=PersonKind.EMPLOYEE, surname="Ким", post="оператор"),
        Person(kind=PersonKind.EMPLOYEE, surname="Лебедев", post="менеджер"),
        Person(kind=PersonKind.EMPLOYEE, surname="Орлов", post="супервайзер"),
    )
    screen = show()
    offered: list[str] = []
    for person in (operator, manager, other):
        screen.open(person)
        screen.assess()
        (dialog,) = [one for one in screen.findChildren(AssessmentDialog) if one.isVisible()]
        offered.append(dialog.profile.box.currentText())
        dialog.reject()
    of_the_last = "Contact-centre operator: in post"  # of the model published last, if none is called like it
    assert offered == [of_the_last, "Manager: in post", of_the_last]
    sheet = store.read(sheets.sheet, store.write(assessments.start, operator, context.me.id, Role.HR), 1)
    assert sheet.framework.key == "operator-starter"


def test_a_quarter_that_waits_for_oneself_is_opened_at_once(
    context: Context, store: Store, show: Show, qtbot: QtBot
) -> None:
    me = context.me.id
    (person,) = add(store, Person(kind=PersonKind.EMPLOYEE, surname="Орлов", manager_id=me))
    quarter = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 10, 1), title="IV квартал 2026")
    case = sample.case(store, person, quarter)
    screen = show()
    screen.open(person)
    assert screen.card.step_button.text() == "Assess for quarter IV"
    with qtbot.waitSignal(screen.sheet_opened) as opened:
        screen.card.step_button.click()
    assert screen.findChild(AssessmentDialog) is None
    assert opened.args is not None
    sheet = store.read(sheets.sheet, opened.args[0], me)
    assert (sheet.case_id, sheet.role, sheet.cycle.kind) == (case, Role.MANAGER, CycleKind.QUARTERLY)


def test_a_quarter_that_waits_for_others_is_not_begun_unasked(
    context: Context, store: Store, show: Show
) -> None:
    me = context.me.id
    person, boss = add(
        store,
        Person(kind=PersonKind.EMPLOYEE, surname="Орлов"),
        Person(kind=PersonKind.EMPLOYEE, surname="Ким", is_actor=True),
    )
    case = sample.case(store, person, sample.cycle(store, CycleKind.QUARTERLY))
    store.write(campaigns.assign, case, boss, Role.MANAGER)
    screen = show()
    screen.open(person)
    assert screen.card.step_button.text() == "Assess…"
    screen.card.step_button.click()
    assert screen.findChild(AssessmentDialog) is not None
    assert store.read(sheets.handed_in, case, me) == 0


def test_a_person_gone_to_while_ctrl_is_held_is_the_only_one_selected(store: Store, show: Show) -> None:
    add(store, *CANDIDATES)
    screen = show()
    table = screen.table
    first = table.currentIndex().row()
    QTest.keyPress(table, Key.Key_Control, CTRL)
    try:
        table.go_to(first + 1)
    finally:
        QTest.keyRelease(table, Key.Key_Control)
    assert [one.row() for one in table.selectionModel().selectedRows()] == [first + 1]
