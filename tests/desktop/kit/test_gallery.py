"""The gallery shows every component in every look, and nothing in it is cut."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

import desktop.kit
import desktop.shared
import tests.gallery
from desktop.kit.segments import Segments
from desktop.settings import THEMES
from desktop.theme import Theme, load_fonts
from resources.i18n import LANGUAGES, PSEUDO
from tests.gallery.window import Gallery, picture, settle
from tests.screens import checks

type Show = Callable[..., Gallery]


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Show]:
    made: list[Gallery] = []

    def begin(theme: str = "light", language: str = "en", font_step: int = 0) -> Gallery:
        load_fonts()
        qapp.setStyle("Fusion")
        made.append(Gallery(qapp, theme, language, font_step))
        made[-1].show()
        settle()
        return made[-1]

    yield begin
    for gallery in made:
        gallery.stop()
        gallery.close()
        gallery.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_cut_in_any_look(show: Show, theme: str, language: str) -> None:
    gallery = show(theme, language)
    picture(gallery)
    assert gallery.hidden.isNull()
    assert [one for one in checks.examine(gallery) if one.kind in checks.FAULTS] == []


def test_nothing_is_cut_in_large_letters(show: Show) -> None:
    gallery = show("light", "ru", 4)
    picture(gallery)
    assert [one for one in checks.examine(gallery) if one.kind in checks.FAULTS] == []


def test_the_looks_differ_and_are_painted(show: Show) -> None:
    grounds: set[str] = set()
    for theme in THEMES:
        image = picture(show(theme)).toImage()
        ground = Theme(theme).color("window").name()
        assert image.pixelColor(image.width() // 2, 70).name() == ground
        assert len({image.pixel(x, y) for x in range(90, 700, 3) for y in range(60, 700, 7)}) > 20
        grounds.add(ground)
    assert len(grounds) == len(THEMES)


def test_look_and_language_are_switched_in_the_window(show: Show) -> None:
    gallery = show("light", "ru")
    first = gallery.content
    assert gallery.windowTitle() == "Галерея компонентов"
    press(gallery.languages, 1)
    assert gallery.windowTitle() == "Gallery of components"
    press(gallery.themes, 1)
    assert gallery.content is not first
    assert gallery.themes.current == 1
    press(gallery.steps, 4)
    assert gallery.steps.current == 4
    assert gallery.font().pixelSize() == Theme("dark", 4).font("body").pixelSize()
    assert gallery.languages.current == 1
    assert picture(gallery).toImage().pixelColor(700, 70).name() == Theme("dark").color("window").name()


def press(segments: Segments, number: int) -> None:
    QTest.mouseClick(segments.findChildren(QPushButton)[number], Qt.MouseButton.LeftButton)
    settle()


def test_every_shared_component_is_shown() -> None:
    """A new file in widgets/ is either shown or named here."""
    functions = {
        "series",
        "layout",
        "undo",
        "attempt",
        "when_seen",
        "aloud",
        "reading_order",
        "tips",
        "labels",
        "files",
        "reopening",
        "line_icons",
        "off",
        "tables",
        "columns",
        "printing",
        "dates",
        "item_words",
        "cycle_words",
        "person_field",
        "polarity",
        "seats",
        "sent",
        "opening",
        "seat_chips",
        "floor",
        "row_menu",
    }
    bases = {
        "keeper",
        "kept_dialog",
        "beside",
        "corner",
        "fitted",
        "chip_bar",
        "flow",
        "focus_ring",
        "line_list",
        "list_model",
        "list_table",
        "column_table",
        "list_screen",
        "import_page",
        "screen",
        "option",
        "pages",
        "parts_page",
        "progress_bar",
        "row_table",
        "turn",
    }
    dialogs = {
        "assessors_dialog",
        "form_dialog",
        "another_dialog",
        "encoding_dialog",
        "taking_back",
        "reminder",
    }
    elsewhere = {
        "seat_card",
        "fields",
        "marks",
        "new_password",
        "secret",
        "day_picker",
        "restored",
        "text_area",
    }  # where records and items are
    rooms = [Path(desktop.kit.__file__).parent, Path(desktop.shared.__file__).parent]
    named = {file.stem for room in rooms for file in room.rglob("*.py")} - {"__init__"}
    shown: set[str] = set()
    places = ("desktop.kit", "desktop.shared")
    for file in Path(tests.gallery.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(places):
                shown |= {node.module.rpartition(".")[2], *(alias.name for alias in node.names)}
    assert named - shown == elsewhere & named | (functions | bases | dialogs) - shown


def test_the_command_draws_a_picture_and_ends(tmp_path: Path) -> None:
    target = tmp_path / "gallery.png"
    done = subprocess.run(
        [sys.executable, "-m", "tests.gallery", "--picture", str(target), "--theme", "dark"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    image = QImage(str(target))
    assert image.width() >= 1280
    assert image.pixelColor(image.width() // 2, 70).name() == Theme("dark").color("window").name()
