"""What the page of a new vacancy shows when an edition of the model is published beside it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.framework import drafts, editions
from desktop.hiring.campaign.vacancy import Part
from tests.db.framework.drafted import with_own_item
from tests.desktop.conftest import Start
from tests.desktop.hiring.campaign.hands import CTRL, Crew, press, vacancy_screen


def test_an_edition_published_meanwhile_leaves_the_page_at_the_part_that_is_shown(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app = crew.begin(start, qtbot)
    assert app.data is not None
    press(Qt.Key.Key_3, CTRL)
    press(Qt.Key.Key_Insert)
    screen = vacancy_screen(app)
    assert not screen.vacancy.touched
    press(Qt.Key.Key_PageDown, CTRL)
    assert screen.vacancy.part is Part.REQUIREMENTS
    new = app.data.write(drafts.begin, screen.catalogue.framework(screen.vacancy).id)
    app.data.write(drafts.put, new, with_own_item(app.data.read(editions.content, new)))
    app.data.write(drafts.publish, new, "edition 2", app.data.read(editions.impact, new))
    screen.refresh()
    assert screen.catalogue.framework(screen.vacancy).id == new
    assert screen.vacancy.part is Part.REQUIREMENTS
