"""What the page of a new vacancy shows beside an edition of the model published meanwhile, and in Russian."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from db.framework import drafts, editions
from desktop.hiring.campaign.vacancy import Part
from desktop.team.board import Chosen
from desktop.team.words import chosen_words
from tests.db.framework.drafted import with_own_item
from tests.desktop.conftest import Start, workspace_of
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


def test_a_russian_filter_speaks_of_several_competencies_and_the_box_beside_it_of_one(
    start: Start, crew: Crew, qtbot: QtBot
) -> None:
    app = crew.begin(start, qtbot)
    press(Qt.Key.Key_3, CTRL)
    press(Qt.Key.Key_Insert)
    workspace_of(app).language_chosen.emit("ru")
    page = vacancy_screen(app).targets_page
    filters = [one.text().partition(" ")[0] for one in page.show_only.findChildren(QAbstractButton)]
    assert filters == ["Все", "Критичные", "Изменённые"]
    assert page.critical.text() == "Критичная"
    assert chosen_words(Chosen.CRITICAL, 11) == "Критичные"
