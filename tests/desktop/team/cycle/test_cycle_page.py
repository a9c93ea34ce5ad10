"""The page of a cycle: who owes which sheet, the next step with each, and how the cycle ends, by keys."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.assessing import cycles
from db.assessing.sheet import sheets
from desktop.assessing.result.screen import ResultScreen
from desktop.assessing.sheet.screen import SheetScreen
from desktop.data import Data
from desktop.export.screen import DocumentsScreen
from desktop.home.screen import HomeScreen
from desktop.kit.form.dialog import Question
from desktop.kit.labels import Elided
from desktop.office.papers.registry import LEVELS
from desktop.people.screen import PeopleScreen
from desktop.settings import Settings
from desktop.shared.seat_chips import CHIP, CHIP_GAP
from desktop.team.cycle.dialogs import EndDialog
from domain.assessing.case import CaseState, Cycle, CycleKind
from domain.assessing.sheet import SheetOrigin
from domain.mark import Role
from tests.desktop.conftest import TODAY, Start, workspace_of
from tests.desktop.hiring.campaign.hands import (
    CTRL,
    Key,
    campaigns_screen,
    dialog,
    focused,
    in_front,
    press,
    texts,
    write,
)
from tests.desktop.team.cycle.hands import Team, cycle_screen, cycles_screen, lines, page_of, plain

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_from_the_rail_to_an_own_sheet_and_back_by_keys_alone(team: Team, start: Start, qtbot: QtBot) -> None:
    cycle_id, cases = team.cycle()
    team.rate(cases["Adams"], team.gromov)
    app = team.begin(start, qtbot)
    press("3", CTRL)
    campaigns_screen(app)
    press(Key.Key_PageDown, CTRL)
    assert lines(cycles_screen(app).model) == [
        "[Open cycles 1]",
        "IV 2026, Quarterly assessment · 2026-IV | 1 Oct 2026 – 31 Dec 2026, 37 days left | 3 |"
        " 1 of 6 sheets submitted | 3",
    ]
    press(Key.Key_Return)
    screen = cycle_screen(app)
    none = "Gromov Maxim: not started; Sokolova Anna: not started | 0 of 2 submitted | Start sheet"
    assert lines(screen.model) == [
        "Adams Ivan, manager · Chat | Gromov Maxim: submitted; Sokolova Anna: not started |"
        " 1 of 2 submitted | Start sheet",
        f"Brown Ivan, manager · Chat | {none}",
        f"Clark Ivan, manager · Chat | {none}",
    ]
    row = screen.row
    assert row is not None
    assert row.key == (cases["Adams"], team.sokolova)
    assert focused() is screen.table
    press(Key.Key_Return)
    sheet = workspace_of(app).shown
    assert isinstance(sheet, SheetScreen)
    press("3")
    press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert cycle_screen(app) is screen
    assert "Sokolova Anna: 1 of 71 | 1 of 2 submitted | Continue sheet" in lines(screen.model)[0]
    (seat,) = (
        one for one in page_of(app, cycle_id).people[0].case.sheets if one.assessor_id == team.sokolova
    )
    assert seat.role is Role.HR
    press(Key.Key_Escape)
    assert cycles_screen(app)
    press("1", CTRL)
    press("3", CTRL)
    assert cycle_screen(app) is screen, "the key of the place leads back to what was open"
    press("3", CTRL)
    assert cycles_screen(app)


def test_the_same_sheets_stand_under_their_assessors_and_are_narrowed(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    team.rate(cases["Adams"], team.sokolova)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert screen.keys[:2] == (("↑ ↓", "person"), ("← →", "sheet"))
    press("g", CTRL)
    assert screen.keys[0] == ("↑ ↓", "sheet") and "← →" not in dict(screen.keys), "a line is a sheet here"
    hints = [one.text() for one in workspace_of(app).status.findChildren(QLabel) if one.isVisible()]
    assert "← →" not in hints
    told = lines(screen.model)
    assert told[0] == "[Gromov Maxim 0 of 3 sheets submitted]"
    assert told[4] == "[Sokolova Anna 1 of 3 sheets submitted]"
    screen.which.setFocus()
    press(Key.Key_End)
    assert [one.partition(" |")[0] for one in lines(screen.model)] == [
        "[Sokolova Anna 1 of 3 sheets submitted]",
        "Brown Ivan",
        "Clark Ivan",
    ]
    press("f", CTRL)
    write("clark")
    assert len(lines(screen.model)) == 2
    press("c", CTRL)
    write("z")
    assert screen.nothing.isVisible()
    press(Key.Key_Escape)
    assert len(lines(screen.model)) == 3
    screen.table.setFocus()
    press("a", CTRL)
    press("c", CTRL)
    assert QApplication.clipboard().text().splitlines() == [
        "Who is assessed\tRole\tSheet\tSubmitted",
        "Brown Ivan\tHR specialist\tnot started\t",
        "Clark Ivan\tHR specialist\tnot started\t",
    ]


def test_a_sheet_from_paper_is_typed_in_the_name_of_its_assessor(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    screen.table.stand_on((cases["Brown"], team.gromov))
    assert screen.card.step_button.text() == "Enter from paper…"
    press("b", CTRL)
    asked = dialog(screen, Question)
    assert "Gromov" in texts(asked)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: app.me is not None and app.me.id == team.gromov)
    in_front(app, qtbot)
    shown = workspace_of(app).shown
    assert isinstance(shown, SheetScreen)
    (line,) = (one.case for one in page_of(app, cycle_id).people if one.case.case_id == cases["Brown"])
    (sheet,) = line.sheets
    assert (sheet.assessor_id, sheet.role) == (team.gromov, Role.MANAGER)
    assert app.data is not None
    assert app.data.read(sheets.sheet, sheet.sheet_id, team.gromov).origin is SheetOrigin.PAPER


def test_closing_lists_what_is_out_and_takes_a_reason(team: Team, start: Start, qtbot: QtBot) -> None:
    cycle_id, cases = team.cycle()
    for assessor in (team.gromov, team.sokolova):
        team.rate(cases["Adams"], assessor)
    team.leave("Clark", TODAY - timedelta(days=4))
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    clark = "Clark Ivan, manager · Chat · left 20 Nov 2026 | No sheets expected | no sheets expected"
    assert clark in lines(screen.model)
    press("w", CTRL | SHIFT)
    asked = dialog(screen, EndDialog)
    assert "A closed cycle cannot be reopened." in texts(asked)
    assert tuple(plain(one) for one in asked.out) == (
        "Brown Ivan: Gromov Maxim, not started",
        "Brown Ivan: Sokolova Anna, not started",
    )
    metrics, room = asked.list.fontMetrics(), asked.list.viewport().width() - 8
    for row in range(asked.list.count()):
        line = asked.list.item(row)
        lines_needed = metrics.boundingRect(0, 0, room, 999, Qt.TextFlag.TextWordWrap.value, line.text())
        assert line.sizeHint().height() >= lines_needed.height(), "whole, in two lines if need be"
    press(Key.Key_Return, CTRL)
    assert asked.isVisible()
    assert "Give a reason" in asked.reason.note
    assert page_of(app, cycle_id).cycle.state is CaseState.OPEN
    write("the quarter is over")
    press(Key.Key_Return, CTRL)
    assert page_of(app, cycle_id).cycle.state is CaseState.CLOSED
    in_front(app, qtbot)
    assert "the quarter is over" in screen.banner.text
    assert "the quarter is over. Ended without sheets: 2." in screen.banner.text
    assert not screen.close_button.isVisible()
    assert not screen.seal_button.isVisible()
    press("w", CTRL | SHIFT)
    assert not [one for one in screen.findChildren(EndDialog) if one.isVisible()], "there is no way back"
    screen.table.stand_on((cases["Adams"], team.gromov))
    screen.table.setFocus()
    press(Key.Key_Return)
    result = workspace_of(app).shown
    assert isinstance(result, ResultScreen)
    assert result.result is not None


def test_a_cycle_with_all_sheets_in_is_sealed_and_closed_without_a_word(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle(dict.fromkeys(team.people, ((team.gromov, Role.MANAGER),)))
    for case in cases.values():
        team.rate(case, team.gromov)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    for keys, state in (("s", CaseState.SEALED), ("w", CaseState.CLOSED)):
        press(keys, CTRL | SHIFT)
        asked = dialog(screen, EndDialog)
        assert focused() is asked.cancel_button, "what cannot be taken back stands on the safe answer"
        QTest.keyClick(asked.act_button, Key.Key_Return)
        assert page_of(app, cycle_id).cycle.state is state
        in_front(app, qtbot)
        screen.choose_assessors()
        assert screen.banner.text.startswith("No more sheets are accepted"), "a sealed cycle is not over"
    assert app.data is not None
    assert [one.state for one in app.data.read(cycles.ends, cycle_id)] == [CaseState.SEALED, CaseState.CLOSED]


def test_home_tells_what_is_owed_and_begins_it_and_the_jump_box_knows_the_cycle(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    app = team.begin(start, qtbot)
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    assert "IV 2026: 3 sheets of yours" in texts(home.step)
    press(Key.Key_Return)
    assert isinstance(workspace_of(app).shown, SheetScreen)
    press("3")
    (line,) = (one.case for one in page_of(app, cycle_id).people if one.case.case_id == cases["Adams"])
    assert line.sheets[0].role is Role.HR
    press("1", CTRL)
    shown = [one.words for row in home.due_model.rows() if (one := home.due_model.line(row)) is not None]
    told = [one.title for one in shown]
    assert "IV 2026: 3 sheets of yours" in told, "as the cycle counts them: those that are begun as well"
    assert any(one.detail.startswith("Started: 1, not started: 2, the first one: ") for one in shown)
    assert "IV 2026: 6 sheets are pending" in told
    press("k", CTRL)
    write("IV 2026")
    press(Key.Key_Return)
    assert cycle_screen(app).page is not None
    press("i", CTRL)
    shown = workspace_of(app).shown
    assert isinstance(shown, PeopleScreen)


def test_of_many_cycles_home_shows_any_and_leads_to_it(team: Team, start: Start, qtbot: QtBot) -> None:
    first, _cases = team.cycle()
    second, _cases = team.cycle(kind=CycleKind.AD_HOC, title="Reserve")
    app = team.begin(start, qtbot)
    home = workspace_of(app).shown
    assert isinstance(home, HomeScreen)
    panel = home.cycle
    assert "IV 2026" in texts(panel), "that of the quarter stands before a newer one"
    assert panel.other_button.text() == "1 more"
    menu = panel.menu()
    menu.actions()[0].trigger()
    assert "Reserve" in texts(panel)
    panel.open_button.setFocus()
    press(Key.Key_Return)
    page = cycle_screen(app).page
    assert page is not None
    assert page.cycle.id == second != first


def test_an_empty_file_offers_a_new_cycle(team: Team, start: Start, qtbot: QtBot) -> None:
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycles()
    screen = cycles_screen(app)
    assert screen.nothing.isVisible()
    assert focused() is screen.nothing.act


def test_each_way_to_end_a_cycle_says_what_it_does_where_it_is_asked(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, _cases = team.cycle()
    app = team.begin(start, qtbot)
    workspace_of(app).go("cycle", cycle_id)
    screen = cycle_screen(app)
    press("s", CTRL | SHIFT)
    asked = dialog(screen, EndDialog)
    assert "viewed and levels agreed" in texts(asked)
    asked.reject()
    in_front(app, qtbot)
    press("w", CTRL | SHIFT)
    assert "cannot be reopened" in texts(dialog(screen, EndDialog))


def test_on_a_laptop_the_facts_of_a_cycle_are_whole_and_its_third_end_stands_apart(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, _cases = team.cycle()
    app = team.begin(start, qtbot)
    app.window.resize(1366, 768)
    workspace_of(app).go("cycle", cycle_id)
    screen = cycle_screen(app)
    QApplication.processEvents()
    (facts,) = (one for one in screen.header.findChildren(Elided) if "days left" in one.text())
    assert facts.width() >= facts.fontMetrics().horizontalAdvance(facts.text())
    withdraw = screen.withdraw_button.geometry()
    assert withdraw.left() > screen.remind_button.geometry().right()
    assert screen.width() - withdraw.right() <= 17, "at the edge, apart from the other two"


def test_the_arrows_to_the_side_and_a_click_take_another_sheet_of_the_same_person(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    team.rate(cases["Adams"], team.gromov)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert screen.table.current_key == (cases["Adams"], team.sokolova), "one's own sheet first"
    press(Key.Key_Left)
    assert screen.table.current_key == (cases["Adams"], team.gromov)
    assert screen.row is not None
    assert screen.row.seat is not None
    assert screen.row.seat.handed_in
    press(Key.Key_Left)
    press(Key.Key_Down)
    press(Key.Key_Up)
    assert screen.table.current_key == (cases["Adams"], team.gromov), "it is remembered"
    grid = screen.sheets.people
    cell = grid.visualRect(grid.list_model.index(1, grid.number("seats")))
    second = QPoint(cell.left() + 8 + CHIP + CHIP_GAP + 20, cell.center().y())
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, second)
    assert screen.table.current_key == (cases["Brown"], team.sokolova)
    memory = screen.memory()
    screen.table.stand_on(None)
    screen.recall(memory)
    assert screen.table.current_key == (cases["Brown"], team.sokolova)


def test_another_sheet_of_one_person_leaves_the_others_at_the_assessor_searched_for(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle()
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    press("f", CTRL)
    write("gromov")
    press(Key.Key_Return)
    press(Key.Key_Down)
    assert screen.table.current_key == (cases["Brown"], team.gromov)
    act = screen.card.step_button.text()
    press(Key.Key_Right)
    assert screen.table.current_key == (cases["Brown"], team.sokolova)
    assert screen.card.step_button.text() != act, "the card follows"
    press(Key.Key_Down)
    assert screen.table.current_key == (cases["Clark"], team.gromov)


def test_whom_a_cycle_waits_for_comes_first(team: Team, start: Start, qtbot: QtBot) -> None:
    cycle_id, cases = team.cycle(dict.fromkeys(team.people, ((team.gromov, Role.MANAGER),)))
    team.rate(cases["Adams"], team.gromov)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    told = lines(cycle_screen(app).model)
    assert [one.split()[0] for one in told] == ["Brown", "Clark", "Adams"]
    assert told[0].endswith("Waiting for: Gromov")
    assert told[2].endswith("1 of 1 submitted | Result")


def test_the_third_end_of_a_cycle_stays_at_the_edge_when_the_cycle_is_closed(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle(dict.fromkeys(team.people, ((team.gromov, Role.MANAGER),)))
    for case in cases.values():
        team.rate(case, team.gromov)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    open_at = screen.withdraw_button.geometry()
    press("w", CTRL | SHIFT)
    QTest.keyClick(dialog(screen, EndDialog).act_button, Key.Key_Return)
    in_front(app, qtbot)
    QApplication.processEvents()
    assert screen.withdraw_button.isVisible()
    closed_at = screen.withdraw_button.geometry()
    assert (closed_at.left(), closed_at.width()) == (open_at.left(), open_at.width())


def test_the_list_and_the_page_count_alike_whoever_left_or_is_assessed_by_nobody_yet(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    both = ((team.gromov, Role.MANAGER),)
    cycle_id, cases = team.cycle({"Adams": both, "Clark": both})  # nobody is named for Brown
    team.rate(cases["Adams"], team.gromov)
    team.leave("Clark", TODAY - timedelta(days=4))
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycles()
    assert any("1 of 2 sheets submitted" in one for one in lines(cycles_screen(app).model))
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert "1 of 2 sheets submitted" in texts(screen)
    screen.table.stand_on((cases["Brown"], 0))
    assert "Whoever starts will assess" in texts(screen.card)
    screen.close_cycle()
    asked = dialog(screen, EndDialog)
    assert "2 people end the cycle without an assessment: Brown I., Clark I." in plain(texts(asked))
    press(Key.Key_Return, CTRL)
    in_front(app, qtbot)
    assert page_of(app, cycle_id).cycle.state is CaseState.CLOSED
    assert "1 of 1 sheet submitted" in texts(screen), "nobody can begin any more"
    screen.table.stand_on((cases["Brown"], 0))
    assert "Whoever starts will assess" not in texts(screen)
    assert "No one was assigned, and no sheet was started." in texts(screen.card)
    assert "Brown Ivan, manager · Chat | Nobody was assigned | no assessors assigned" in lines(screen.model)
    workspace_of(app).to_cycles()
    assert any("| 3 | 1 of 1 sheet submitted" in one for one in lines(cycles_screen(app).model))


def test_nothing_lies_over_the_words_of_the_question_that_ends_a_cycle(
    team: Team, start: Start, qtbot: QtBot
) -> None:
    cycle_id, cases = team.cycle(dict.fromkeys(team.people, ((team.gromov, Role.MANAGER),)))
    for case in cases.values():
        team.rate(case, team.gromov)
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    screen.close_cycle()
    asked = dialog(screen, EndDialog)
    title = next(one for one in asked.findChildren(QLabel) if one.text() == "Close the cycle?")
    above = asked.childAt(title.geometry().center())
    assert above is title, above
    assert asked.childAt(title.geometry().topLeft() + QPoint(4, 4)) is title


def test_the_long_table_of_a_cycle_is_led_to_among_the_documents(
    team: Team, start: Start, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    cycle_id, cases = team.cycle()
    team.rate(cases["Adams"], team.sokolova)
    settings.last_folder = tmp_path
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    cycle_screen(app)
    press("e", CTRL)
    papers = workspace_of(app).shown
    assert isinstance(papers, DocumentsScreen)
    assert (papers.kind, papers.subjects.current_id) == (LEVELS, cycle_id)
    with qtbot.waitSignal(papers.exported, timeout=120_000):
        papers.save_button.click()
    assert [one.suffix for one in tmp_path.glob("Long table*")] == [".xlsx"]


def test_a_cycle_of_nobody_says_so_and_has_no_documents(team: Team, start: Start, qtbot: QtBot) -> None:
    with team.store() as store:
        cycle_id = store.write(
            cycles.open_cycle, Cycle(kind=CycleKind.QUARTERLY, starts_on=TODAY, ends_on=TODAY)
        )
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    assert "Nobody is in this cycle" in texts(screen)
    assert not screen.export_button.isEnabled()
    assert screen.export_button.accessibleDescription() == "Nobody is in this cycle"


def test_in_a_file_that_is_only_read_the_key_of_the_next_step_says_why_it_is_not_taken(
    team: Team, start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle_id, _cases = team.cycle()
    app = team.begin(start, qtbot)
    workspace_of(app).to_cycle(cycle_id)
    screen = cycle_screen(app)
    monkeypatch.setattr(Data, "read_only", True)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Key.Key_Return)
    assert screen.banner.isVisible()
    assert "read-only" in texts(screen.banner)
