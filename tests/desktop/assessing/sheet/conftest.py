"""A sheet on the screen for each test, over a file of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.file import keys
from db.file.store import Store
from desktop.settings import Settings
from desktop.theme import Theme
from tests.desktop.assessing.sheet.walk import Walk, make_file, noon, open_screen
from tests.desktop.desk import Frame


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one candidate and an empty sheet, closed."""
    path = tmp_path_factory.mktemp("sheet") / "кадры.merilo"
    make_file(path)
    return path


@pytest.fixture
def file(template: Path, tmp_path: Path) -> Path:
    """A closed file of the test's own."""
    target = tmp_path / template.name
    shutil.copyfile(template, target)
    shutil.copyfile(keys.beside(template), keys.beside(target))
    return target


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """The file, open; closed after every window of the test is gone."""
    opened = Store.open(file, clock=noon)
    yield opened
    opened.close()


@pytest.fixture
def frame(store: Store, qtbot: QtBot) -> QWidget:
    """An active window for screens; it goes before the file is closed."""
    made = Frame()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def walk(store: Store, frame: QWidget, theme: Theme, settings: Settings) -> Walk:
    """The empty sheet, open, with the focus on its first row."""
    screen = open_screen(store, theme, settings, frame)
    screen.show()
    screen.table.setFocus()
    return Walk(store, screen)
