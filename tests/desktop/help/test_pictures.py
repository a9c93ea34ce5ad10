"""The pictures in the help: in both languages, of committed screens, small, with their words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from desktop.help.panel import HelpPanel
from desktop.office.help.filled import every
from installer import house
from resources import path
from resources.i18n import LANGUAGES
from tests.desktop.conftest import Start, unlock
from tests.screens import help_pictures

MOST = 300_000  # bytes of all pictures in the package


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_used_on_the_same_page_in_both_languages(language: str) -> None:
    used = {one.name: one.pictures for one in every(language) if one.pictures}
    assert used == {one.name: one.pictures for one in every("ru") if one.pictures}
    assert sorted(name for names in used.values() for name in names) == sorted(help_pictures.PARTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", help_pictures.PARTS)
def test_a_picture_is_the_part_of_its_screen_as_it_is_committed(name: str, language: str) -> None:
    kept = QImage(str(help_pictures.kept(name, language)))
    assert not kept.isNull()
    assert kept == help_pictures.of_screen(house.ROOT / "docs" / "screens", name, language), (
        "make screens ARGS=--docs writes it anew"
    )


def test_no_picture_lies_there_for_nothing_and_all_are_small() -> None:
    there = sorted((path("help") / "pictures").iterdir())
    assert len(there) == len(help_pictures.PARTS) * len(LANGUAGES)
    assert sum(one.stat().st_size for one in there) <= MOST


def test_a_picture_is_shown_within_the_panel_and_nothing_else_is_read(
    start: Start, file: Path, qtbot: QtBot
) -> None:
    app = unlock(start(file), qtbot)
    app.window.helping.show_page("sheet")
    panel = app.window.findChild(HelpPanel)
    assert panel is not None
    browser = panel.view.browser
    assert "The five levels" in browser.toPlainText()
    assert browser.horizontalScrollBar().maximum() == 0
    image = QTextDocument.ResourceType.ImageResource
    shown = browser.document().resource(image, QUrl("picture:sheet"))
    assert isinstance(shown, QImage)
    assert 0 < shown.deviceIndependentSize().width() <= browser.viewport().width()
    for other in ("picture:../../secret", "picture:nothing", file.as_uri(), "https://example.org/one.png"):
        assert browser.loadResource(image.value, QUrl(other)) is None, other
