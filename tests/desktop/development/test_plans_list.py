"""The list of plans in high contrast: how much is done reads as a bar that is not filled yet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from db.development import plan_board, plan_edit
from desktop.kit.table.list_model import LINE_ROLE, Heading
from desktop.theme import Theme
from tests.db.planned import PERIOD, Planned
from tests.desktop.conftest import TODAY
from tests.desktop.desk import Stage
from tests.desktop.development.conftest import Plans


@pytest.fixture
def theme() -> Theme:
    return Theme("contrast")


def test_a_plan_of_which_nothing_is_done_has_no_full_bar_in_high_contrast(
    plans_list: Plans, plan: Planned, theme: Theme
) -> None:
    screen = plans_list()
    table = screen.table
    done = table.list_model.index(table.currentIndex().row(), table.number("done"))
    cell = table.visualRect(done)
    assert done.data().startswith("0")
    image = table.viewport().grab(cell).toImage()
    bright = theme.color("border")
    rows = [
        sum(image.pixelColor(x, y) == bright for x in range(image.width())) > image.width() // 2
        for y in range(image.height())
    ]
    assert any(rows), "the outline of the bar"
    assert "##" not in "".join("#" if one else "." for one in rows), "a line, not a filled piece"


def test_a_long_list_shows_a_page_with_true_counts_and_reads_the_others_as_a_job(
    plans_list: Plans, plan: Planned, stage: Stage, qtbot: QtBot
) -> None:
    """Its end, and a plan that one comes back to, ask for all; a filter begins with a page of its own."""
    for _number in range(plan_board.PAGE):
        plan.store.write(plan_edit.begin, plan.person, PERIOD)
    everything = [one.plan_id for one in plan.store.read(plan_board.rows, TODAY)]
    screen = plans_list()
    jobs = screen._context.jobs

    def shown() -> list[int]:
        return [one.plan_id for one in screen.model.lines()]

    def all_are_read() -> None:
        assert not jobs.busy and shown() == everything

    total = str(len(everything))
    assert not jobs.busy and shown() == everything[: plan_board.PAGE]
    head = screen.model.index(0, 0).data(LINE_ROLE)
    assert isinstance(head, Heading) and head.note == total
    assert f"Drafts {total}" in [one.text() for one in screen.stages.findChildren(QAbstractButton)]
    assert screen.papers is not None and sum(map(len, screen.papers.of.values())) == len(everything)
    qtbot.keyClick(screen.table, Qt.Key.Key_End)
    qtbot.waitUntil(all_are_read)
    screen.table.stand_on(everything[-1])
    memory = screen.memory()
    screen.search.setText("орлов")
    assert shown() == everything[: plan_board.PAGE], "a filter begins with its own page"
    screen.search.setText("")
    screen.recall(memory)
    qtbot.waitUntil(all_are_read)
    assert screen.table.current_key == everything[-1]


def test_a_move_while_the_others_are_read_is_kept(
    plans_list: Plans, plan: Planned, stage: Stage, qtbot: QtBot
) -> None:
    for _number in range(plan_board.PAGE):
        plan.store.write(plan_edit.begin, plan.person, PERIOD)
    screen = plans_list()
    data, jobs, bar = screen._context.data, screen._context.jobs, screen.table.verticalScrollBar()

    def all_are_read() -> None:
        assert not jobs.busy and len(tuple(screen.model.lines())) == len(everything())

    def everything() -> list[int]:
        return [one.plan_id for one in data.read(plan_board.rows, TODAY)]

    def change() -> None:
        data.write(plan_edit.begin, plan.person, PERIOD)
        screen.refresh()

    bar.setValue(bar.maximum())
    scrolled = bar.value()
    qtbot.waitUntil(all_are_read)
    assert bar.value() == scrolled, "the list goes on where it was scrolled to"
    screen.table.stand_on(everything()[-1])
    change()
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    moved = screen.table.current_key
    assert jobs.busy and moved == everything()[1]
    qtbot.waitUntil(all_are_read)
    assert screen.table.current_key == moved
    screen.table.stand_on(everything()[-1])
    change()
    change()
    qtbot.waitUntil(all_are_read)
    assert screen.table.current_key == everything()[-1], "who does not move comes back"
