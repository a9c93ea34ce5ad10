"""A colleague's matrix goes from the file to the map in one act; what is not clear is asked first."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.assessing import cycles, people
from db.file.store import Store
from db.framework import frameworks
from db.team import level_imports, matrix
from desktop.app import App
from desktop.kit.page import files
from desktop.shared.encoding_dialog import EncodingDialog
from desktop.team.cycle.list_screen import CyclesScreen
from desktop.team.cycle.screen import CycleScreen
from desktop.team.levels.questions import Questions
from desktop.team.levels.screen import LevelsScreen
from domain.assessing.case import CaseState
from domain.people.person import Person, PersonKind
from domain.team.matrix import Cell
from tests.desktop.conftest import PASSWORD, Start, at_rest, unlock, workspace_of
from tests.desktop.desk import Held

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def texts(file: Path) -> tuple[str, str]:
    store = Store.open(file, PASSWORD)
    store.act_as(store.read(people.actors)[0].id)
    store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Смолкина", given="Ада"))
    framework = store.read(frameworks.newest)
    store.close()
    return framework.item("K01").text.ru, framework.item("S02").text.ru


@pytest.fixture
def app(start: Start, file: Path, texts: tuple[str, str], qtbot: QtBot) -> App:
    return unlock(start(file), qtbot)


def settle(app: App, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: at_rest(app))


def opened(app: App, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> LevelsScreen:
    """Go to the screen from the list of cycles, and choose the file there."""

    def answer(_parent: QWidget, _title: str, _folder: Path, _kinds: str) -> Path:
        return path

    monkeypatch.setattr(files, "open_file", answer)
    space = workspace_of(app)
    space.go("cycles")
    listed = space.shown
    assert isinstance(listed, CyclesScreen)
    listed.levels_button.click()
    screen = space.shown
    assert isinstance(screen, LevelsScreen)
    QTest.keyClick(screen, Key.Key_I, CTRL)
    settle(app, qtbot)
    return screen


def matrix_file(folder: Path, texts: tuple[str, str], *rows: str, more: str = "") -> Path:
    path = folder / "матрица.csv"
    path.write_text(f"Сотрудник;{texts[0]};{texts[1]}{more}\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def say(part: Questions, key: object, text: str, app: App, qtbot: QtBot) -> None:
    """Choose the answer with this text in the line."""
    box = part.boxes[key]
    number = next(n for n in range(box.count()) if text in box.itemText(n))
    box.setCurrentIndex(number)
    box.activated.emit(number)
    settle(app, qtbot)


def day(screen: LevelsScreen, text: str, app: App, qtbot: QtBot) -> None:
    screen.on.line.setFocus()
    QTest.keyClicks(screen.on.line, text)
    screen.on.line.editingFinished.emit()
    settle(app, qtbot)


def test_a_matrix_is_asked_about_previewed_and_imported_in_one_act(
    app: App, qtbot: QtBot, tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "Смолкина А.;бронза;5;1", "Верескин Лев;3;н/п;1"
    path = matrix_file(tmp_path, texts, *rows, more=";Резьба по льду")
    screen = opened(app, qtbot, path, monkeypatch)
    assert app.data is not None
    assert screen.why.text() == "Enter the day the levels are of."
    day(screen, "31.12.2025", app, qtbot)
    assert screen.why.text() == "3 questions are not decided."
    assert "A2: not decided who this is (“Смолкина А.”)" in screen.left.text()
    say(screen.scale, "бронза", "1 ·", app, qtbot)
    say(screen.people, 2, "Смолкина Ада", app, qtbot)
    assert screen.why.text() == "1 question is not decided."
    say(screen.items, 2, "leave out", app, qtbot)
    assert not screen.why.isVisible()
    assert screen.load_button.text() == "Import 3 levels"
    assert app.data.read(level_imports.sources) == {}, "nothing is written before the act"
    QTest.keyClick(screen, Key.Key_Return, CTRL)
    settle(app, qtbot)
    ((cycle_id, source),) = app.data.read(level_imports.sources).items()
    assert (source.file, source.by) == ("матрица.csv", "")
    page = workspace_of(app).shown
    assert isinstance(page, CycleScreen)
    told = "Imported from “матрица.csv”: levels of 31\xa0Dec\xa02025, assessor not given."
    assert told in page.banner.text
    listed = page.table.list_model
    states = [listed.index(number, 2).data() for number in range(listed.rowCount())]
    assert [one for one in states if one] == ["imported"] * 2, "nobody owes a sheet"
    names = [listed.index(number, 1).data() for number in range(listed.rowCount())]
    assert names == ["The file does not say who"] * 2
    cycle = app.data.read(cycles.cycle, cycle_id)
    assert (cycle.state, cycle.title) == (CaseState.CLOSED, "Imported from “матрица.csv”")
    found = app.data.read(matrix.team_matrix, cycle_id, None)
    assert found.cells.count(Cell.IMPORTED) == 3
    assert [one.name for one in found.people] == ["Верескин Лев", "Смолкина Ада"]


def test_a_new_name_beside_known_ones_can_be_left_out(
    app: App, qtbot: QtBot, tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = matrix_file(tmp_path, texts, "Смолкина Ада;3;2", "Чужих Пётр;1;1")
    screen = opened(app, qtbot, path, monkeypatch)
    day(screen, "31.12.2025", app, qtbot)
    assert screen.load_button.text() == "Import 4 levels"
    assert not screen.people.open_lines, "the new person is no open question"
    say(screen.people, 3, "leave out", app, qtbot)
    assert screen.load_button.text() == "Import 2 levels"
    assert screen.load_button.isEnabled()


TWO = ("Иван", "Ильич"), ("Игорь", "Ильич")  # of both «Образцов И. И.» may be said


def test_people_with_initials_are_answered_at_once(
    app: App, texts: tuple[str, str], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = app.data
    assert data is not None
    names = {
        "Верескин": ("Лев", "Олегович"),
        "Ожегова": ("Яна", "Игоревна"),
        "Кротова": ("Анна", "Ильинична"),
    }
    for surname, (given, patronymic) in (*names.items(), *(("Образцов", one) for one in TWO)):
        person = Person(kind=PersonKind.EMPLOYEE, surname=surname, given=given, patronymic=patronymic)
        data.write(people.add, person)
    rows = [f"{one} {given[0]}.{patronymic[0]}.;1;2" for one, (given, patronymic) in names.items()]
    path = matrix_file(tmp_path, texts, *rows, "Образцов И.И.;1;2")
    screen = opened(app, qtbot, path, monkeypatch)
    offer = screen.people.all
    assert len(screen.people.open_lines) == 4
    assert (offer.itemText(0), offer.itemText(1)) == (
        "4 not decided: choose for all…",
        "the one who was found (3)",
    )
    offer.setCurrentIndex(1)
    offer.activated.emit(1)
    settle(app, qtbot)
    assert [one.text for one in screen.people.open_lines] == ["Образцов И. И."]
    assert screen.looked is not None
    assert {one.known.surname for one in screen.looked.incoming.roster.entries if one.known} == {*names}


def test_what_is_clear_comes_in_alone_when_a_person_says_so(
    app: App, qtbot: QtBot, tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(app, qtbot, matrix_file(tmp_path, texts, "Смолкина Ада;бронза;2"), monkeypatch)
    day(screen, "31.12.2025", app, qtbot)
    assert not screen.load_button.isEnabled()
    screen.partly.setChecked(True)
    assert screen.load_button.text() == "Import 1 level"
    screen.load_button.click()
    settle(app, qtbot)
    assert app.data is not None
    assert len(app.data.read(level_imports.sources)) == 1


def test_a_file_without_levels_says_so_and_what_was_shown_stays(
    app: App, qtbot: QtBot, tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(app, qtbot, matrix_file(tmp_path, texts, "Смолкина Ада;1;2"), monkeypatch)
    looked = screen.looked
    other = tmp_path / "список.csv"
    other.write_text("Город;Улица\nМосква;Первая длинная улица посёлка имени строителей\n", "utf-8")
    screen.load_file(other)
    settle(app, qtbot)
    assert screen.looked is looked


def test_who_assessed_stays_with_the_next_file_and_nothing_is_left_over_after_the_import(
    app: App, qtbot: QtBot, tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(app, qtbot, matrix_file(tmp_path, texts, "Смолкина Ада;1;2"), monkeypatch)
    assert app.data is not None
    day(screen, "31.12.2025", app, qtbot)
    box = screen.assessor.box
    box.setEditText(box.itemText(1))
    screen.load_file(matrix_file(tmp_path, texts, "Смолкина Ада;3;4"))
    settle(app, qtbot)
    assert screen.assessor.text == box.itemText(1)
    screen.load_button.click()
    settle(app, qtbot)
    (source,) = app.data.read(level_imports.sources).values()
    assert source.by and source.by in box.itemText(1)
    assert (screen.assessor.text, screen.on.line.text()) == ("", "")


def test_an_answer_about_the_file_before_never_brings_it_back(
    app: App, qtbot: QtBot, tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(app, qtbot, matrix_file(tmp_path, texts, "Смолкина Ада;бронза;2"), monkeypatch)
    screen.load_file(matrix_file(tmp_path, texts, "Смолкина Ада;3;4"))
    say(screen.scale, "бронза", "1 ·", app, qtbot)  # while the other file is being read
    day(screen, "31.12.2025", app, qtbot)
    assert screen.looked is not None
    assert [one.text for one in screen.looked.incoming.table.ratings] == ["3", "4"]
    assert screen.load_button.text() == "Import 2 levels" and screen.load_button.isEnabled()


def test_days_that_can_be_read_in_two_ways_are_asked_once(
    app: App, qtbot: QtBot, tmp_path: Path, texts: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "оценки.csv"
    path.write_text(f"Сотрудник;Компетенция;Уровень;Дата\nСмолкина Ада;{texts[0]};3;03/04/2025\n", "utf-8")
    screen = opened(app, qtbot, path, monkeypatch)
    assert screen.order.isVisibleTo(screen)
    assert screen.why.text().startswith("“03/04/2025” can be read in two ways")
    number = next(n for n in range(screen.order.box.count()) if "month" in screen.order.box.itemText(n))
    screen.order.box.setCurrentIndex(number)
    screen.order.box.activated.emit(number)
    settle(app, qtbot)
    assert screen.load_button.isEnabled() and screen.looked is not None
    assert [one.on for one in screen.looked.incoming.batches] == [date(2025, 3, 4)]


def test_a_matrix_of_an_old_western_program_is_read_again_as_a_person_says(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "matrix.csv"
    rows = "Núñez José;2", "Müller Jürgen;3", "Façade Zoë;1"
    path.write_text("Employee;K01\n" + "\n".join(rows) + "\n", "cp1252")
    screen = opened(app, qtbot, path, monkeypatch)
    asked = app.window.findChild(EncodingDialog)
    assert asked is not None and asked.isVisible()
    assert asked.box.currentData() == "cp1252" and "Núñez" in asked.sample.text()
    asked.take_button.click()
    settle(app, qtbot)
    looked = screen.looked
    assert looked is not None
    assert [one.name for one in looked.incoming.table.people] == [
        "Núñez José",
        "Müller Jürgen",
        "Façade Zoë",
    ]
    screen.form.box.setCurrentIndex(screen.form.box.findData("people_across"))
    screen.form.box.activated.emit(screen.form.box.currentIndex())
    settle(app, qtbot)
    assert screen.looked is not looked and not any(
        one.isVisible() for one in app.window.findChildren(EncodingDialog)
    ), "it is asked once"


def test_nothing_is_imported_while_another_matrix_is_read(
    app: App, texts: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    screen = opened(app, qtbot, matrix_file(tmp_path, texts, "Смолкина Ада;3;2"), monkeypatch)
    day(screen, "30.06.2026", app, qtbot)
    assert screen.load_button.isEnabled()
    screen.load_file(matrix_file(tmp_path, texts, "Смолкина Ада;1;"))
    assert not screen.load_button.isEnabled()
    screen.load()
    settle(app, qtbot)
    assert screen.looked is not None and screen.looked.incoming.count == 1


def test_what_is_answered_during_an_import_counts_after_it_was_cancelled(
    app: App, texts: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    screen = opened(app, qtbot, matrix_file(tmp_path, texts, "Смолкина Ада;бронза;2"), monkeypatch)
    day(screen, "31.12.2025", app, qtbot)
    say(screen.scale, "бронза", "1 ·", app, qtbot)
    held = Held(app.jobs, monkeypatch)
    screen.load()
    box = screen.scale.boxes["бронза"]
    number = next(n for n in range(box.count()) if "3 ·" in box.itemText(n))
    box.setCurrentIndex(number)
    box.activated.emit(number)
    held.jobs[0].cancel()
    held.let_go()
    settle(app, qtbot)
    assert app.data is not None and app.data.read(level_imports.sources) == {}
    assert screen.scale.boxes["бронза"].currentText().startswith("3 ·")
    assert screen.looked is not None and screen.looked.incoming.places["бронза"] == 3
    assert screen.load_button.isEnabled()
