"""Every look is complete, can be read, and survives a missing picture."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QIcon, QRegion
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import resources
from desktop.kit.buttons import GAP, apart
from desktop.settings import THEMES
from desktop.theme import Theme, load_fonts, space

GROUNDS = ("window", "rail", "raised", "sunken", "accent_soft", "selection")
ROLES = ("caption", "small", "body", "strong", "section", "title", "speak", "figure")


def luminance(color: QColor) -> float:
    """Relative luminance by WCAG 2."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ink", ["text", "muted", "accent"])
def test_text_can_be_read_on_every_ground(name: str, ink: str) -> None:
    theme = Theme(name)
    assert min(contrast(theme.color(ink), theme.color(ground)) for ground in GROUNDS) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_words_of_warning_can_be_read_on_their_own_ground(name: str) -> None:
    theme = Theme(name)
    for ink in ("danger", "warn", "ok"):
        assert contrast(theme.color(ink), theme.color(f"{ink}_soft")) >= 4.5
    assert contrast(theme.color("on_primary"), theme.color("primary")) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_the_digit_of_a_level_can_be_read_on_its_colour(name: str) -> None:
    theme = Theme(name)
    pairs = zip(theme.colors("level"), theme.colors("level_text"), strict=True)
    assert min(contrast(ground, ink) for ground, ink in pairs) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_what_an_empty_field_asks_for_can_be_read(name: str, qtbot: QtBot) -> None:
    theme = Theme(name)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(theme.sheet())
    field.setPlaceholderText("dd.mm.yyyy")
    field.ensurePolished()
    ink = field.palette().placeholderText().color()
    assert ink.alpha() == 255, "half of an ink is read by half"
    assert contrast(ink, theme.color("raised")) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_edges_of_fields_and_the_focus_stand_out(name: str) -> None:
    theme = Theme(name)
    for token in ("field_border", "focus"):
        assert min(contrast(theme.color(token), theme.color(ground)) for ground in GROUNDS[:4]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_names_only_colours_of_its_theme(name: str) -> None:
    theme = Theme(name)
    colors = {color.upper() for color in re.findall(r"#[0-9A-Fa-f]{6}", theme.sheet())}
    known = re.search(rf"(?ms)^\[{name}\].*?(?=^\[)", resources.text("theme.toml"))
    assert known is not None
    assert colors
    assert colors <= {color.upper() for color in re.findall(r"#[0-9A-Fa-f]{6}", known.group())}


def test_inter_is_there_in_three_weights(qapp: QApplication) -> None:
    load_fonts()
    theme = Theme()
    assert QFontInfo(theme.font("body")).family().startswith("Inter")
    assert [theme.font(role).weight() for role in ("body", "caption", "strong")] == [400, 500, 600]


@pytest.mark.parametrize("role", ROLES)
def test_a_larger_font_step_makes_every_text_larger(role: str) -> None:
    assert Theme("light", 4).font(role).pixelSize() == Theme("light", 0).font(role).pixelSize() + 4


def test_titles_are_heavier_than_text(qapp: QApplication) -> None:
    load_fonts()
    theme = Theme()
    heavy = theme.font("strong")
    assert QFontMetrics(heavy).horizontalAdvance("Мерило") > QFontMetrics(
        theme.font("body")
    ).horizontalAdvance("Мерило")


def test_only_asked_for_digits_have_one_width(qapp: QApplication) -> None:
    theme = Theme()
    assert theme.font("body").featureTags() == []
    assert [bytes(tag.toString()).decode() for tag in theme.font("body", tabular=True).featureTags()] == [
        "tnum"
    ]


def test_an_icon_takes_the_colour_of_its_token_in_each_look(qapp: QApplication) -> None:
    for name in THEMES:
        theme = Theme(name)
        for token in ("text", "danger"):
            image = theme.icon("check", token).pixmap(16, 16).toImage()
            solid = {
                image.pixelColor(x, y).name().upper()
                for x in range(image.width())
                for y in range(image.height())
                if image.pixelColor(x, y).alpha() == 255
            }
            assert solid == {theme.color(token).name().upper()}


@pytest.mark.parametrize("token", ["text", "danger"])
def test_an_icon_that_is_missing_is_a_quiet_square_and_a_line_in_the_log(
    qapp: QApplication, caplog: pytest.LogCaptureFixture, token: str
) -> None:
    theme = Theme()
    name = f"no-such-icon-{token}"  # each of its own: it is drawn once for all looks
    icon = theme.icon(name, token)
    assert not icon.isNull()
    image = icon.pixmap(16, 16).toImage()
    edge, tint = image.pixelColor(8, 3), theme.color(token)
    assert edge.alpha() > 150
    assert image.pixelColor(8, 8).alpha() == 0, "with nothing in it"
    assert max(abs(edge.red() - tint.red()), abs(edge.green() - tint.green())) < 4
    theme.icon(name, token)
    theme.icon(name, "accent")
    Theme("dark").icon(name, token)
    assert [record.getMessage() for record in caplog.records] == [f"no icon {name}"], (
        "read once, not at each paint nor for each colour"
    )


def test_the_hatching_differs_from_its_ground(qapp: QApplication) -> None:
    for name in THEMES:
        tile = Theme(name).hatch().texture().toImage()
        assert len({tile.pixelColor(x, 10).name() for x in range(tile.width())}) > 1


def test_sizes_come_from_the_tokens() -> None:
    theme = Theme()
    assert theme.size("rail") == 84
    assert space("m") == 12
    assert theme.radius("field") == 6
    assert theme.pair("mark_chip") == QSize(26, 20)
    assert theme.line_height("body") == 20


@pytest.mark.parametrize("ratio", [1.25, 2])
def test_the_icon_of_a_button_is_as_large_on_a_fine_screen(qapp: QApplication, ratio: float) -> None:
    icon = apart(Theme("light").icon("plus"))
    usual = _ink(icon, 1)
    assert usual > 10, "of 16 px"
    assert _ink(icon, ratio) == pytest.approx(usual, abs=1.5)


def _ink(icon: QIcon, ratio: float) -> float:
    """Return how wide the drawing of an icon with a gap is, px whatever the ratio."""
    drawn = icon.pixmap(QSize(16 + GAP, 16), ratio)
    return QRegion(drawn.mask()).boundingRect().width() / drawn.devicePixelRatio()
