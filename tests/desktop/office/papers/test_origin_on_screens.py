"""A screen with a level of somebody's file says that it was imported, as papers do (origin_of_levels)."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.assessing import cases, cycles, people
from db.development import plan_board
from db.file.store import Store
from db.team import level_imports
from desktop.context import Context
from desktop.development.screen import PlanScreen
from desktop.development.words import gap_levels, levels
from desktop.hiring.decision.words import level_source
from desktop.team.screen import TeamScreen
from desktop.theme import Theme
from domain.assessing.case import CycleKind
from domain.development.plan import PlanKind
from domain.people.person import Person
from resources.i18n import NBSP
from tests.desktop.desk import Desk, Stage
from tests.desktop.office.papers.test_origin_of_levels import ON, filled

SIGNED = f"1{NBSP}f{NBSP}→{NBSP}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A file where last quarter's levels, all 1, came from a matrix, and 20 of 71 were rated since."""
    with closing(filled(tmp_path / "North.merilo", 1)) as opened:
        yield opened


@pytest.fixture
def me(store: Store) -> Person:
    return next(one for one in store.read(people.actors) if one.surname == "Громов")


def test_a_plan_marks_such_levels_among_gaps_and_goals(stage: Stage, store: Store, theme: Theme) -> None:
    (row,) = [one for one in store.read(plan_board.rows, ON) if one.kind is PlanKind.IDP]
    screen = stage.show(PlanScreen, Desk(store, theme, ON), height=744)
    screen.open(row.plan_id)
    QCoreApplication.processEvents()
    board = screen.model.board
    assert board is not None
    said = {one.code: gap_levels(one.row) for one in board.choices if one.row.level is not None}
    assert {code: text.startswith(SIGNED) for code, text in said.items()} == {
        one.code: one.row.imported for one in board.choices if one.code in said
    }
    assert 0 < sum(text.startswith(SIGNED) for text in said.values()) < len(said)
    goals = [one for one in board.sheet.plan.goals if one.level_from is not None]
    assert goals and all(levels(one, board.sheet).startswith(SIGNED) for one in goals)


def test_a_decision_names_such_a_level(context: Context, store: Store) -> None:
    (case_id,) = [one.case_id for one in store.read(cases.cases_in, "2026-IV") if one.all_in]
    score = store.read(cases.result, case_id, context.me.id, ON).score
    said = {row.code: level_source(row) for row in score.rows}
    assert said == {row.code: "imported one" if row.imported else "mark" for row in score.rows}
    assert set(said.values()) == {"imported one", "mark"}


@pytest.mark.parametrize("imported", [True, False])
def test_each_view_of_a_team_counts_such_levels_above_it(
    imported: bool, stage: Stage, store: Store, qtbot: QtBot
) -> None:
    known = store.read(cycles.cycles)
    (of_file,) = store.read(level_imports.sources)
    quarter = next(one.id for one in known if one.kind is CycleKind.QUARTERLY)
    screen = stage.show(TeamScreen)
    screen.open()
    number = screen.cycles.findData(of_file if imported else quarter)
    screen.cycles.setCurrentIndex(number)
    screen.cycles.activated.emit(number)
    qtbot.waitUntil(lambda: not stage.context.jobs.busy, timeout=120_000)
    count = 213 if imported else 51
    told = [one.text() for one in screen.header.findChildren(QLabel)]
    assert any(f"levels imported: {count}" in one for one in told), told
