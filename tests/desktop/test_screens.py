"""The main screens have no cut text, and the checks that say so can tell a faulty widget."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from desktop.theme import Theme
from resources import i18n
from tests.screens import checks, scene
from tests.screens.scenes import played, scenes
from tests.screens.stage import Files, Look, on_stage


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files.make(tmp_path_factory.mktemp("screens"))


@pytest.fixture(autouse=True)
def _own_cursor(qapp: QApplication) -> Iterator[None]:
    before = qapp.cursorFlashTime()
    yield
    qapp.setCursorFlashTime(before)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_main_screens_show_every_word(qapp: QApplication, files: Files, language: str) -> None:
    look = Look(language, "light")
    seen: list[str] = []
    faults: list[checks.Finding] = []
    for place, path in ((scene.START, None), (scene.AS_MANAGER, files.demo), (scene.AS_HR, files.demo)):
        with on_stage(qapp, files, look, path) as stage:
            if path is not None:
                stage.act_as(scene.HR if place == scene.AS_HR else scene.MANAGER)
            for one in scenes():
                if one.main and one.place == place:
                    with played(one, stage):
                        found = checks.examine(stage.subject())
                        faults += [fault for fault in found if fault.kind in checks.FAULTS]
                        seen.append(one.name)
    assert {"welcome", "people", "sheet", "result", "home"} <= set(seen)
    assert faults == []


def kinds(widget: QWidget) -> set[str]:
    widget.show()
    QApplication.processEvents()
    return {one.kind for one in checks.examine(widget)}


@pytest.fixture
def page(qapp: QApplication, theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(400, 300)
    yield made
    made.close()
    made.deleteLater()


def put(widget: QWidget, left: int, top: int, width: int, height: int) -> None:
    widget.setGeometry(left, top, width, height)


def test_a_sound_page_has_no_faults(page: QWidget) -> None:
    put(QLabel("Фамилия", page), 10, 10, 200, 24)
    put(QPushButton("Сохранить", page), 10, 50, 140, 32)
    assert kinds(page) == set()


@pytest.mark.parametrize("width, height", [(30, 24), (200, 8)])
def test_a_label_too_small_for_its_words_is_found(page: QWidget, width: int, height: int) -> None:
    put(QLabel("Обязательные требования", page), 10, 10, width, height)
    assert kinds(page) == {checks.CLIPPED}


def test_a_paragraph_without_room_for_its_lines_is_found(page: QWidget) -> None:
    paragraph = QLabel("Без пароля и кода восстановления данные не открыть никому", page)
    paragraph.setWordWrap(True)
    put(paragraph, 10, 10, 160, 20)
    assert kinds(page) == {checks.CLIPPED}


def test_a_button_narrower_than_its_words_is_found(page: QWidget) -> None:
    put(QPushButton("Посмотреть на примере", page), 10, 10, 100, 32)
    assert kinds(page) == {checks.CLIPPED}


def test_words_outside_of_what_holds_them_are_found(page: QWidget) -> None:
    put(QLabel("Кандидат", page), 380, 10, 100, 24)
    assert kinds(page) == {checks.CLIPPED}


def test_widgets_over_one_another_are_found(page: QWidget) -> None:
    put(QLabel("Код", page), 10, 10, 100, 24)
    put(QLabel("Имя", page), 60, 20, 100, 24)
    assert kinds(page) == {checks.OVERLAP}


def test_a_field_without_a_name_is_found(page: QWidget) -> None:
    edit = QLineEdit(page)
    put(edit, 10, 10, 200, 32)
    assert kinds(page) == {checks.NAMELESS}
    edit.setAccessibleName("Фамилия")
    assert kinds(page) == set()
    edit.setAccessibleName("")
    edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert kinds(page) == set()


class Pale(Theme):
    """A theme whose second ink is hardly there."""

    def color(self, token: str) -> QColor:
        return QColor("#BBBBBB") if token == "muted" else super().color(token)


def test_pale_ink_is_found() -> None:
    told = checks.pale(Pale("light"))
    assert told
    assert all("muted" in one.told for one in told)
    assert checks.pale(Theme("light")) == ()


def test_pictures_of_the_readme_are_there() -> None:
    root = Path(__file__).parents[2]
    for name in ("sheet-ru-light.png", "profile-ru.png"):
        assert f"docs/screens/{name}" in (root / "README.md").read_text(encoding="utf-8")
        assert (root / "docs/screens" / name).stat().st_size > 10_000
