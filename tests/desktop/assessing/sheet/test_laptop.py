"""The card in the window of a laptop, 1366 by 768: what one presses is in sight, and nothing is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.settings import Settings
from desktop.theme import Theme
from resources import i18n
from tests.desktop.assessing.sheet.walk import KEYPAD, Walk, focused, open_screen, press

BESIDE, BELOW = 84, 28  # px of the window that are not the sheet's: the rail, the status line
LAPTOP = (1366 - BESIDE, 768 - BELOW)
LONGEST = "K18"  # its question has three lines


@pytest.fixture(params=["ru", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


@pytest.fixture
def laptop(
    language: str, store: Store, frame: QWidget, theme: Theme, settings: Settings, qtbot: QtBot
) -> Walk:
    """The sheet as cards, with a text that was restored and is told of above them."""
    settings.sheet_mode = "card"
    screen = open_screen(store, theme, settings, frame)
    walk = Walk(store, screen)
    walk.cut_off("S08", "cut off")
    screen.open(1)
    frame.resize(*LAPTOP)
    screen.resize(*LAPTOP)
    screen.show()
    screen.modes.focus()
    qtbot.waitUntil(screen.banner.isVisible)
    return walk


def in_sight(widget: QWidget, screen: QWidget) -> bool:
    """Tell whether all of the widget is to be seen."""
    whole = QRect(widget.mapTo(screen, QPoint(0, 0)), widget.size())
    seen = widget.visibleRegion().boundingRect()
    return screen.rect().contains(whole) and seen.size() == widget.size()


def test_the_reasons_are_in_sight_for_every_item(laptop: Walk) -> None:
    card = laptop.screen.card
    for code in laptop.screen.model.codes:
        laptop.screen.modes.go(code)
        QTest.qWait(1)
        hidden = [one.text() for one in card.marks.reasons.buttons.values() if not in_sight(one, card)]
        assert hidden == [], code


def test_all_levels_are_in_sight_for_an_item_without_scrolling(laptop: Walk) -> None:
    card = laptop.screen.card
    hidden: dict[str, int] = {}
    for code in laptop.screen.model.codes:
        laptop.screen.modes.go(code)
        QTest.qWait(1)
        beyond = sum(not in_sight(one, card) for one in card.marks.levels.buttons)
        hidden |= {code: beyond} if beyond else {}
    assert hidden == {}


@pytest.mark.parametrize("width", [LAPTOP[0], 1024 - BESIDE])
def test_the_texts_are_never_wider_than_their_half(laptop: Walk, width: int) -> None:
    screen, card = laptop.screen, laptop.screen.card
    screen.resize(width, LAPTOP[1])
    critical = next(row.item.code for row in laptop.filed.rows if row.critical)
    screen.modes.go(critical)
    press(Qt.Key.Key_Plus, KEYPAD)
    QTest.keyClicks(focused(), "half")
    screen.texts.editor.pause()
    QTest.qWait(1)
    assert card.side.unsaved.isVisible()
    area = next(one for one in card.findChildren(QScrollArea) if one.isAncestorOf(card.side))
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    for label in (card.side.unsaved, card.side.needed):
        assert not label.isVisible() or label.width() >= label.sizeHint().width(), label.text()
    edge = area.viewport().width()
    wide = [
        type(one).__name__
        for one in inside.findChildren(QWidget)
        if one.isVisible() and one.mapTo(inside, QPoint(one.width(), 0)).x() > edge
    ]
    assert wide == []


@pytest.mark.parametrize("width", [1920 - BESIDE, 2560 - BESIDE])
def test_on_a_wide_window_levels_and_texts_are_one_block(laptop: Walk, width: int) -> None:
    screen, card = laptop.screen, laptop.screen.card
    screen.resize(width, LAPTOP[1])
    QTest.qWait(1)
    levels = card.marks.levels.buttons[0]
    left = card.side.mapTo(card, QPoint(0, 0)).x()
    right = card.width() - levels.mapTo(card, QPoint(levels.width(), 0)).x()
    between = levels.mapTo(card, QPoint(0, 0)).x() - card.side.mapTo(card, QPoint(card.side.width(), 0)).x()
    assert card.side.width() >= 900, "what was said is typed there"
    assert between <= 60
    assert abs(right - left) <= 12, "the room that is left is on both sides"


def test_the_name_of_the_candidate_is_not_cut(laptop: Walk) -> None:
    (title,) = [one for one in laptop.screen.header.findChildren(QLabel) if "Орлова" in one.accessibleName()]
    assert title.width() >= title.fontMetrics().horizontalAdvance("Орлова Дарья Игоревна")


def test_what_was_restored_is_told_until_it_is_saved(laptop: Walk) -> None:
    laptop.screen.banner.act.click()
    press(Qt.Key.Key_Escape)
    assert laptop.fact("S08") == "cut off"
    assert not laptop.screen.banner.isVisible()


def _bar_lengths(image: QImage, lines: int, height: int) -> set[int]:
    ground = image.pixelColor(image.width() // 2, height - 1)
    lengths: set[int] = set()
    for line in range(lines):
        rows = range(line * height + height // 2, (line + 1) * height)
        colored = [
            sum(image.pixelColor(x, y) != ground for x in range(image.width())) for y in rows
        ]  # fmt: skip
        lengths.add(max(colored))
    return lengths


def test_all_bars_of_the_functions_are_as_long_as_one_another(walk: Walk, qtbot: QtBot) -> None:
    walk.screen.resize(1024 - BESIDE, 700)
    QTest.qWait(1)
    functions = walk.screen.left.functions
    functions.setCurrentRow(-1)
    image = functions.grab().toImage()
    lengths = _bar_lengths(image, functions.count(), functions.visualItemRect(functions.item(0)).height())
    assert max(lengths) - min(lengths) <= 12, lengths
