"""Bars, bounds and marks as they are painted."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.kit import chips
from desktop.shared.bounds_bar import BoundsBar
from desktop.shared.level_bar import LevelBar
from desktop.theme import Theme
from tests.desktop.kit.shown import colors, put


def test_the_bounds_bar_is_solid_to_the_lower_bound_and_hatched_to_the_upper(
    page: QWidget, theme: Theme
) -> None:
    bar = put(page, BoundsBar(theme, page))
    bar.setFixedWidth(202)
    bar.show_share(0.6, 0.5, 0.75)
    row = colors(bar, 6)
    accent, track = theme.color("accent").name().upper(), theme.color("sunken").name().upper()
    assert set(row[10:98]) == {accent}
    assert len(set(row[104:116])) > 1
    assert set(row[156:196]) == {track}
    assert theme.color("target").name().upper() in row[116:126]
    assert bar.accessibleName() == "60%, 50–75%"


def test_a_bar_of_nothing_known_is_hatched_all_along_and_has_no_tick(page: QWidget, theme: Theme) -> None:
    bar = put(page, BoundsBar(theme, page, small=True))
    bar.setFixedWidth(202)
    bar.show_share(None, None, None)
    row = colors(bar, 6)
    assert len(set(row[2:60])) > 1
    assert len(set(row[140:198])) > 1
    assert theme.color("target").name().upper() not in row
    assert bar.accessibleName() == "—, —"


def test_the_level_bar_shows_level_target_and_what_is_unknown(page: QWidget, theme: Theme) -> None:
    bar = put(page, LevelBar(theme, page))
    bar.show_level(1.3, 2, (1, 2))
    assert bar.accessibleName() == "Level 1.3, target 2"
    middle = bar.height() // 2
    level = theme.colors("level")[1].name().upper()
    assert level in colors(bar, middle)[4:24]
    bar.show_level(None)
    assert bar.accessibleName() == "Level —"
    assert level not in colors(bar, middle)


@pytest.mark.parametrize("level", range(5))
def test_a_mark_is_painted_in_the_colours_of_its_level(qapp: QApplication, theme: Theme, level: int) -> None:
    seen = _painted(theme, level)
    assert theme.colors("level")[level].name().upper() in seen
    assert theme.colors("level_line")[level].name().upper() in seen


def test_no_level_is_hatched_and_no_mark_is_dashed(qapp: QApplication, theme: Theme) -> None:
    hatched, dashed = _painted(theme, None, "n/a"), _painted(theme, None)
    assert len(hatched) > len(dashed)
    assert not {color.name().upper() for color in theme.colors("level")} & (hatched | dashed)


def _painted(theme: Theme, level: int | None, reason: str = "") -> set[str]:
    image = QImage(26, 20, QImage.Format.Format_RGB32)
    image.fill(theme.color("raised"))
    painter = QPainter(image)
    chips.paint_mark(painter, QRectF(0, 0, 26, 20), theme, level, reason)
    painter.end()
    return {image.pixelColor(x, y).name().upper() for x in range(26) for y in range(20)}
