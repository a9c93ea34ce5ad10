"""What people lack, and the groups and mentors made of it: changed by keys, kept, taken back."""

from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from db.file.store import Store
from db.team import training_drafts
from desktop.kit.form.fields import TextField
from desktop.kit.table.list_table import ListTable
from desktop.team.bar import TRAINING
from desktop.team.screen import TeamScreen
from desktop.team.terms_form import TermsForm
from desktop.team.training.rows import DraftRow
from domain.team.training import TrainingDraft
from domain.team.training_terms import Terms
from tests.desktop.team.cells import CTRL, press
from tests.desktop.team.conftest import Show
from tests.desktop.team.staff import FOURTH, Staff

Key = Qt.Key


def lacking(staff: Staff) -> int:
    """Four lack S08, one of them much; Алёшина could teach it."""
    return staff.quarter(
        FOURTH,
        {
            "Алёшина": staff.at(4),
            "Белов": staff.at(4, S08=2),
            "Гусев": staff.at(4, S08=2),
            "Ким": staff.at(4, S08=2),
            "Орлов": staff.at(4, S08=1, K01=1),
        },
        close=False,
    )


def to_training(screen: TeamScreen) -> None:
    press(*[Key.Key_PageDown] * 3, held=CTRL)
    assert screen.bar.views.current == TRAINING
    assert screen.pages.currentWidget() is screen.training


def lines(screen: TeamScreen) -> list[str]:
    """Return the lines of the draft as they read; headings in brackets."""
    model = screen.training.groups.list_model
    texts = [str(model.index(row, 0).data()).strip() for row in range(model.rowCount())]
    heads = set(model.headings())
    return [f"[{text}]" if row in heads else text for row, text in enumerate(texts)]


def kept(store: Store, staff: Staff, cycle: int) -> TrainingDraft | None:
    return store.read(training_drafts.kept, cycle, staff.boss)


FULL = [
    "[Groups 1]",
    "Group 1: 4 people",
    "Орлов Денис Ильич",
    "Белов Артём Олегович",
    "Гусев Пётр Николаевич",
    "Ким Алина Сергеевна",
    "Terms",
    "[Mentors 1]",
    "Алёшина В. П. teaches: Орлов Д. И.",
]


def test_needs_stand_by_function_and_groups_and_mentors_are_proposed(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    needs = [row.texts[0] for row in screen.training.needs.list_model.lines()]
    assert needs == ["S08", "K01"]
    assert screen.training.needs.list_model.lines()[0].texts[2:4] == ("4", "4")
    assert lines(screen) == FULL
    assert screen.training.groups.hasFocus()
    assert [key for key, _act in screen.keys][1:5] == ["Del", "Ins", "F2", "Ctrl+Z"], "what works here"
    assert screen.training.state.text() == "as proposed"
    assert not screen.training.reset_button.isEnabled()


def test_the_names_of_a_group_stand_whole_beside_what_is_taught(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    groups = screen.training.groups
    model = groups.list_model
    longest = "Захарова Мария Алексеевна"
    shown = [str(model.index(row, 0).data()) for row in range(2, 6)]
    indent = len(shown[0]) - len(shown[0].lstrip())
    wanted = groups.fontMetrics().horizontalAdvance(" " * indent + longest) + 16 + 8
    assert groups.columnWidth(0) >= wanted
    assert not groups.isColumnHidden(2), "the unit stands there too"


def test_the_subject_of_a_group_has_the_room_of_the_unit_it_has_not(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    groups = screen.training.groups
    spans = {row.texts[0].strip(): groups.columnSpan(n, 1) for n, row in numbered(groups)}
    assert spans["Group 1: 4 people"] == spans["Terms"] == 2
    assert spans["Орлов Денис Ильич"] == 1, "the unit stands there"


def numbered(table: ListTable[DraftRow]) -> list[tuple[int, DraftRow]]:
    shown = ((n, table.list_model.line(n)) for n in range(table.list_model.rowCount()))
    return [(n, row) for n, row in shown if row is not None]


def test_somebody_is_taken_out_by_del_and_it_stays_so(store: Store, staff: Staff, show: Show) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    said: list[str] = []
    screen.removed.connect(said.append)
    press(Key.Key_Down, Key.Key_Delete)
    assert said == ["Removed: Орлов Денис Ильич."]
    assert "Орлов Денис Ильич" not in lines(screen)
    assert lines(screen)[1] == "Group 1: 3 people"
    made = kept(store, staff, cycle)
    assert made is not None
    assert staff.ids["Орлов"] not in made.groups[0].people
    other = show()
    to_training(other)
    assert lines(other) == lines(screen)
    assert other.training.state.text() == "changed, kept for the training plan"


def test_terms_that_nobody_has_set_are_not_said_to_be_removed(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    groups = screen.training.groups
    groups.go_to(lines(screen).index("Terms"))
    said: list[str] = []
    screen.removed.connect(said.append)
    press(Key.Key_Delete)
    assert (said, screen.training.undo.count()) == ([], 0)


def test_a_whole_group_and_a_pair_are_dropped(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    press(Key.Key_Delete)
    assert lines(screen) == ["[Mentors 1]", "Алёшина В. П. teaches: Орлов Д. И."]
    press(Key.Key_Delete)
    assert lines(screen) == []
    assert screen.training.no_groups.isVisible()


def test_somebody_is_put_back_in_from_those_who_lack_it(store: Store, staff: Staff, show: Show) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    assert screen.training.offer() is None  # all four are in it
    assert "already in the group" in screen.training.add_button.toolTip()
    press(Key.Key_Down, Key.Key_Delete, Key.Key_Up)
    menu = screen.training.offer()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Орлов Денис Ильич"]
    menu.actions()[0].trigger()
    assert lines(screen)[5] == "Орлов Денис Ильич"
    made = kept(store, staff, cycle)
    assert made is not None
    assert made.groups[0].people[-1] == staff.ids["Орлов"]


def test_a_change_is_taken_back_and_done_again(store: Store, staff: Staff, show: Show) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    press(Key.Key_Delete)
    QTest.keyClick(screen.training.groups, Key.Key_Z, CTRL)
    assert lines(screen) == FULL
    assert kept(store, staff, cycle) is None
    QTest.keyClick(screen.training.groups, Key.Key_Y, CTRL)
    assert len(lines(screen)) == 2


def test_the_proposal_is_had_back_and_that_can_be_undone(store: Store, staff: Staff, show: Show) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    press(Key.Key_Delete)
    screen.training.reset_button.click()
    assert lines(screen) == FULL
    assert kept(store, staff, cycle) is None
    screen.training.undo.undo()
    assert len(lines(screen)) == 2


def test_groups_and_needs_are_copied(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    press(Key.Key_C, held=CTRL)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[1].split("\t")[0] == "Group 1: 4 people"
    screen.training.needs.setFocus()
    press(Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text().split("\n")[1].startswith("S08\t")


def test_a_blind_case_lacks_nothing_and_is_in_no_group(staff: Staff, show: Show) -> None:
    lacking(staff)
    staff.hide("Орлов")
    screen = show()
    to_training(screen)
    assert not any("Орлов" in line for line in lines(screen))
    assert lines(screen)[1] == "Group 1: 3 people"


def test_a_team_without_gaps_says_so(staff: Staff, show: Show) -> None:
    staff.quarter(FOURTH, {"Белов": staff.at(4)}, close=False)
    screen = show()
    to_training(screen)
    assert screen.training.nothing.text() == "No gaps: everything assessed meets its target"
    assert screen.training.no_groups.isVisible()


def test_both_tables_hold_to_the_rules_of_models(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, screen)
        for model in (screen.training.needs.list_model, screen.training.groups.list_model)
    ]
    press(Key.Key_Delete)
    QCoreApplication.processEvents()
    assert all(tester.model() is not None for tester in testers)
    assert not screen.grab().isNull()


def test_the_link_of_the_map_leads_here(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    screen.map.teach.link.click()
    assert screen.pages.currentWidget() is screen.training


def form(screen: TeamScreen) -> TermsForm:
    """Return the form that stands before the window."""
    QCoreApplication.processEvents()
    return next(one for one in screen.findChildren(TermsForm) if one.isVisible())


def fill(made: TermsForm, **texts: str) -> None:
    for name, text in texts.items():
        field = next(one for one in made.fields if one.name == name)
        assert isinstance(field, TextField)
        field.line.setText(text)


def enter(made: TermsForm) -> None:
    QTest.keyClick(made, Key.Key_Return, CTRL)
    QCoreApplication.processEvents()


def back(screen: TeamScreen) -> None:
    """Turn to the screen again: there is no window manager here that does so when a form goes."""
    screen.window().activateWindow()
    QCoreApplication.processEvents()


def test_the_terms_of_a_group_are_set_by_keys_kept_and_taken_back(
    store: Store, staff: Staff, show: Show
) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    assert screen.training.sums.isHidden()
    press(Key.Key_F2)
    made = form(screen)
    QTest.keyClicks(made.starts.line, "12.01.2027")
    for text in ("16.01.2027", "8", "6", "2,5", "12 000", "Учебный центр", "Ошибок не больше 2 %"):
        QTest.keyClick(QApplication.focusWidget() or made.starts.line, Key.Key_Tab)
        at = QApplication.focusWidget()
        assert isinstance(at, QLineEdit)
        at.insert(text)  # the clicks of tests know no Cyrillic
    enter(made)
    draft = kept(store, staff, cycle)
    assert draft is not None
    assert draft.groups[0].terms == Terms(
        starts_on=date(2027, 1, 12),
        ends_on=date(2027, 1, 16),
        trainer="Учебный центр",
        cost=12_000,
        hours=8,
        off_line=6,
        share=Fraction(1, 40),
        indicator="Ошибок не больше 2 %",
    )
    row = next(one for one in screen.training.groups.list_model.lines() if one.terms)
    assert row.texts[1] == (
        "12\u00a0Jan\u00a02027 – 16\u00a0Jan\u00a02027 · 12,000\u00a0₽ · 8 h · off-queue 6 h"
        " · 2.5% of the working time · provider: Учебный центр · Ошибок не больше 2 %"
    )
    assert screen.training.sums.text() == (
        "Off-queue hours: 24 h. Working time of the team: 2%. Cost: 12,000\u00a0₽."
    )
    back(screen)
    press(Key.Key_F2)
    again = form(screen)
    assert [one.line.text() for one in (again.share, again.cost, again.ends)] == [
        "2.5",
        "12000",
        "16.01.2027",
    ]
    QTest.keyClick(again, Key.Key_Escape)
    back(screen)
    press(Key.Key_Z, held=CTRL)
    assert kept(store, staff, cycle) is None
    assert screen.training.sums.isHidden()


def test_del_on_the_terms_makes_them_unknown_again(store: Store, staff: Staff, show: Show) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    press(*[Key.Key_Down] * 5)
    assert screen.training.groups.current_line is not None
    assert screen.training.groups.current_line.terms
    press(Key.Key_Return)
    fill(form(screen), cost="0")
    enter(form(screen))
    assert screen.training.sums.text() == "Cost: 0\u00a0₽."
    back(screen)
    press(Key.Key_Delete)
    draft = kept(store, staff, cycle)
    assert draft is not None
    assert draft.groups[0].terms == Terms()
    assert len(draft.groups[0].people) == 4


@pytest.mark.parametrize(
    ("texts", "field", "said"),
    [
        (
            {"starts_on": "16.01.2027", "ends_on": "12.01.2027"},
            "ends_on",
            "The last day is before the first one.",
        ),
        ({"starts_on": "31.02.2027"}, "starts_on", "This date is not understood. Enter it as 24.11.2026."),
        ({"cost": "-5"}, "cost", "Enter a whole number from 0 to 1,000,000,000, or leave it empty."),
        ({"cost": "дорого"}, "cost", "Enter a whole number from 0 to 1,000,000,000, or leave it empty."),
        ({"cost": "9" * 5000}, "cost", "Enter a whole number from 0 to 1,000,000,000, or leave it empty."),
        ({"cost": "₽"}, "cost", "Enter a number, or leave it empty."),
        ({"hours": "0"}, "hours", "Training takes an hour or more. Leave it empty if you do not know."),
        ({"hours": "1.5"}, "hours", "Enter a whole number from 0 to 2000, or leave it empty."),
        ({"hours": "8", "off_line": "9"}, "off_line", "There are more off-queue hours than hours in total."),
        ({"share": "10 000 %"}, "share", "Enter a percentage from 0 to 100, such as 2.5, or leave it empty."),
        ({"share": "100,01"}, "share", "Enter a percentage from 0 to 100, such as 2.5, or leave it empty."),
        ({"share": "два"}, "share", "Enter a percentage from 0 to 100, such as 2.5, or leave it empty."),
        ({"share": "1.2.3"}, "share", "Enter a percentage from 0 to 100, such as 2.5, or leave it empty."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    store: Store, staff: Staff, show: Show, texts: dict[str, str], field: str, said: str
) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    press(Key.Key_F2)
    made = form(screen)
    fill(made, trainer="Учебный центр", **texts)
    enter(made)
    assert made.isVisible()
    assert {one.name: one.note for one in made.fields if one.note} == {field: said}
    typed = {one.name: one.line.text() for one in made.fields if isinstance(one, TextField)}
    assert typed | texts == typed
    assert made.trainer.text == "Учебный центр"
    assert kept(store, staff, cycle) is None


def test_a_pair_has_no_terms(staff: Staff, show: Show) -> None:
    lacking(staff)
    screen = show()
    to_training(screen)
    press(*[Key.Key_Down] * 6)
    assert not screen.training.terms_button.isEnabled()
    assert "Select a group or a person first." in screen.training.terms_button.toolTip()
    press(Key.Key_F2)
    assert not any(one.isVisible() for one in screen.findChildren(TermsForm))
