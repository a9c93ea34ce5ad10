"""A matrix of a post that the file does not know: its framework is made, kept, published in the same walk."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.framework import editions, frameworks
from db.team import level_imports, matrix
from desktop.app import App
from desktop.framework.screen import FrameworkScreen
from desktop.team.cycle.screen import CycleScreen
from desktop.team.levels.questions import MOST
from desktop.team.levels.screen import LevelsScreen
from domain.framework.framework import EditionState
from domain.team.matrix import Cell
from tests.desktop.conftest import Start, unlock, workspace_of
from tests.desktop.frame.test_lock import give
from tests.desktop.team.levels.test_levels_walk import day, opened, say, settle

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def app(start: Start, file: Path, qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def drawn(folder: Path, *rows: str) -> Path:
    path = folder / "Монтажник_плат.csv"
    heads = "Сотрудник;Паять платы;Знание схем;Оформлять акты"
    path.write_text("\n".join((heads, *rows)) + "\n", "utf-8")
    return path


ROWS = "Целевой уровень;3;2;", "Смолкина Ада;4;1;2", "Верескин Лев;2;;1"


def test_the_framework_is_made_published_and_its_levels_imported_by_one_act(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(app, qtbot, drawn(tmp_path, *ROWS), monkeypatch)
    assert app.data is not None
    assert screen.model.box.currentText() == "New framework from this matrix"
    assert screen.founding.title.text == "Монтажник плат"
    day(screen, "31.12.2025", app, qtbot)
    assert screen.why.text() == "1 competency has no target."
    say(screen.items, 1, "skill", app, qtbot)
    say(screen.founding.targets, 2, "1 ·", app, qtbot)
    assert not screen.why.isVisible()
    screen.founding.title.line.selectAll()
    screen.founding.title.line.insert("Монтажник")
    settle(app, qtbot)
    before = len(app.data.read(editions.editions))
    QTest.keyClick(screen, Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert isinstance(workspace_of(app).shown, CycleScreen)
    ((cycle_id, _source),) = app.data.read(level_imports.sources).items()
    found = app.data.read(matrix.team_matrix, cycle_id, None)
    assert (found.framework.title.ru, found.framework.state) == ("Монтажник", EditionState.PUBLISHED)
    assert [one.code for one in found.framework.items] == ["S01", "S02", "S03"]
    (profile,) = found.profiles.values()
    assert [one.level for one in profile.targets.values()] == [3, 2, 1]
    assert found.cells.count(Cell.IMPORTED) == 5
    assert len(app.data.read(editions.editions)) == before + 1


def test_a_locked_file_keeps_what_was_answered_and_closing_it_says_what_would_be_lost(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(app, qtbot, drawn(tmp_path, *ROWS), monkeypatch)
    day(screen, "31.12.2025", app, qtbot)
    say(screen.items, 1, "skill", app, qtbot)
    say(screen.founding.targets, 2, "1 ·", app, qtbot)
    screen.partly.setChecked(True)
    assert workspace_of(app).unsaved == (
        "The skill matrix “Монтажник_плат.csv” was previewed but not imported."
    )
    app.lock.lock()
    qtbot.waitUntil(lambda: app.data is None, timeout=120_000)
    give(app, qtbot)
    again = workspace_of(app).shown
    assert isinstance(again, LevelsScreen) and again is not screen
    assert again.on.line.text() == "31.12.2025"
    assert again.partly.isChecked() and not again.why.isVisible()
    QTest.keyClick(again, Key.Key_Return, CTRL)
    settle(app, qtbot)
    assert app.data is not None and isinstance(workspace_of(app).shown, CycleScreen)
    ((cycle_id, _source),) = app.data.read(level_imports.sources).items()
    (profile,) = app.data.read(matrix.team_matrix, cycle_id, None).profiles.values()
    assert [one.level for one in profile.targets.values()] == [3, 2, 1]
    assert workspace_of(app).unsaved == ""


def test_the_draft_can_be_kept_left_and_found_again(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drawn(tmp_path, *ROWS)
    screen = opened(app, qtbot, path, monkeypatch)
    assert app.data is not None
    screen.founding.keep_button.click()
    settle(app, qtbot)
    (draft,) = [one for one in app.data.read(editions.editions) if one.state is EditionState.DRAFT]
    assert draft.title.ru == "Монтажник плат"
    assert screen.model.value == draft.id and not screen.founding.isVisible()
    day(screen, "31.12.2025", app, qtbot)
    assert screen.why.text().startswith("The framework cannot be published.")
    screen.open_button.click()
    shown = workspace_of(app).shown
    assert isinstance(shown, FrameworkScreen) and shown.model.shown == draft.id
    workspace_of(app).to_levels()
    settle(app, qtbot)
    assert isinstance(workspace_of(app).shown, LevelsScreen)
    assert screen.looked is not None and screen.looked.path == path, "the file is still there"
    again = opened(app, qtbot, path, monkeypatch)
    assert again.model.value == draft.id, "and the draft is found by its competencies"


def test_a_finished_draft_is_published_with_the_levels(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "Целевой уровень;3;2;1", *ROWS[1:]
    screen = opened(app, qtbot, drawn(tmp_path, *rows), monkeypatch)
    assert app.data is not None
    screen.founding.keep_button.click()
    settle(app, qtbot)
    day(screen, "31.12.2025", app, qtbot)
    assert screen.load_button.isEnabled()
    screen.load_button.click()
    settle(app, qtbot)
    ((cycle_id, _source),) = app.data.read(level_imports.sources).items()
    found = app.data.read(matrix.team_matrix, cycle_id, None)
    assert app.data.read(frameworks.framework, found.framework.id).state is EditionState.PUBLISHED


def test_one_answer_settles_all_that_is_open_however_many_questions_there_are(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "много.csv"
    count = 3 * MOST + 20
    rows = "\n".join(f"Операция номер {number};{number % 4 + 1}" for number in range(count))
    path.write_text(f"Компетенция;Верескин Лев\n{rows}\n", "utf-8")
    screen = opened(app, qtbot, path, monkeypatch)
    assert screen.why.text() == "Enter the day the levels are of."
    day(screen, "31.12.2025", app, qtbot)
    targets = screen.founding.targets
    assert len(targets.open_lines) == count and len(targets.boxes) == MOST
    targets.after.click()
    assert targets.where.text() == f"{MOST + 1}–{2 * MOST} of {count}"
    say(targets, MOST, "3 ·", app, qtbot)
    number = next(n for n in range(targets.all.count()) if targets.all.itemText(n).startswith("2 ·"))
    targets.all.setCurrentIndex(number)
    targets.all.activated.emit(number)
    settle(app, qtbot)
    assert not targets.open_lines and screen.load_button.isEnabled()
    assert screen.looked is not None and screen.looked.incoming.founded is not None
    (profile,) = screen.looked.incoming.founded.content.profiles
    assert sorted(one.level for one in profile.targets.values()) == [2] * (count - 1) + [3]
