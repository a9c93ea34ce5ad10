"""What people lack, and the groups and mentors made of it: changed by keys, kept, taken back."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from db import training_drafts
from db.store import Store
from desktop.team.bar import TRAINING
from desktop.team.screen import TeamScreen
from domain.training import TrainingDraft
from tests.desktop.team.conftest import Show
from tests.desktop.team.staff import FOURTH, Staff
from tests.desktop.team.test_map import CTRL, press

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
    assert screen.training.state.text() == "as proposed"
    assert not screen.training.reset_button.isEnabled()


def test_somebody_is_taken_out_by_del_and_it_stays_so(store: Store, staff: Staff, show: Show) -> None:
    cycle = lacking(staff)
    screen = show()
    to_training(screen)
    press(Key.Key_Down, Key.Key_Delete)
    assert "Орлов Денис Ильич" not in lines(screen)
    assert lines(screen)[1] == "Group 1: 3 people"
    made = kept(store, staff, cycle)
    assert made is not None
    assert staff.ids["Орлов"] not in made.groups[0].people
    other = show()
    to_training(other)
    assert lines(other) == lines(screen)
    assert other.training.state.text() == "changed, kept for the training plan"


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
    assert "in the group already" in screen.training.add_button.toolTip()
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
