"""Colours, sizes, fonts and icons of the screens, from ``theme.toml``; no other module names a colour."""

import tomllib
from functools import cache
from string import Template
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

import resources

_ROLE = QPalette.ColorRole


@cache
def _tokens() -> dict[str, Any]:
    return tomllib.loads(resources.text("theme.toml"))


@cache
def load_fonts() -> None:
    """Load Inter into Qt, once; without it the system's font is used."""
    try:
        # From memory: given a variable font as a file, Qt may know only its regular weight.
        QFontDatabase.addApplicationFontFromData(QByteArray(resources.data("fonts/Inter.ttf")))
    except FileNotFoundError:
        return


def space(token: str) -> int:
    """Return a distance in px, the same in every look: xs s m l xl xxl."""
    return _tokens()["space"][token]


class Theme:
    """One look: light, dark or contrast; *font_step* pixels are added to every text size."""

    def __init__(self, name: str = "light", font_step: int = 0) -> None:
        self.name = name
        self.font_step = font_step
        self._all = _tokens()
        self._colors: dict[str, str | list[str]] = self._all[name]
        self._rows: dict[str, tuple[QColor, ...]] = {}
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}

    def color(self, token: str) -> QColor:
        """Return the colour of the token."""
        value = self._colors[token]
        assert isinstance(value, str), token
        return QColor(value)

    def colors(self, token: str) -> tuple[QColor, ...]:
        """Return the colours of a row token: level, level_text, level_line (0..4), series; not a copy."""
        if token not in self._rows:  # every mark painted asks for three of them
            self._rows[token] = tuple(QColor(value) for value in self._colors[token])
        return self._rows[token]

    def font(self, role: str, *, tabular: bool = False) -> QFont:
        """Return the font of a role: caption small body strong section title speak figure.

        *tabular* gives all digits one width; for columns of numbers only, because it spreads hyphens.
        """
        if (role, tabular) not in self._fonts:
            size, _height, weight = self._all["type"][role]
            font = self._fonts[role, tabular] = QFont(self._all["type"]["ui"])
            font.setPixelSize(size + self.font_step)
            font.setWeight(QFont.Weight(weight))
            if tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
        return QFont(self._fonts[role, tabular])

    def line_height(self, role: str) -> int:
        """Return the line height of this role, px."""
        return self._all["type"][role][1] + self.font_step

    def size(self, token: str) -> int:
        """Return a size in px; for width and height use ``pair``."""
        return self._all["size"][token]

    @property
    def more(self) -> int:
        """How much a box around one line of text grows, px: its line has room for up to four steps."""
        return max(self.font_step - 4, 0) * 5 // 4

    def usual(self, width: int) -> int:
        """Convert *width* px to the equivalent at the usual text size."""
        body = self._all["type"]["body"][0]
        return width * body // (body + self.font_step)

    def scaled(self, width: int) -> int:
        """Convert *width* px at the usual text size to px at this one."""
        body = self._all["type"]["body"][0]
        return width * (body + self.font_step) // body

    def high(self, token: str) -> int:
        """Return a size in px that grows with the text size."""
        return self.size(token) + self.more

    def pair(self, token: str) -> QSize:
        """Return a width and height in px: cell, cell_dense, or mark_chip, which grows with the text size."""
        width, height = self._all["size"][token]
        more = self.more if token == "mark_chip" else 0
        return QSize(width + more, height + more)

    def radius(self, token: str) -> int:
        """Return a corner radius, px: mark chip field panel."""
        return self._all["radius"][token]

    def icon(self, name: str, token: str = "text", size: int = 16) -> QIcon:
        """Return the icon in the token's colour; a missing icon is drawn as a square."""
        key = (name, token, size)
        if key not in self._icons:
            self._icons[key] = self._tinted(name, token, size)
        return self._icons[key]

    def hatch(self, lines: str = "hatch", ground: str = "hatch_ground") -> QBrush:
        """Return the brush for "unknown"; Qt's own pattern does not scale, this tile does."""
        tile = QPixmap(20, 20)
        tile.setDevicePixelRatio(4)
        tile.fill(self.color(ground))
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.color(lines))
        for shift in (-5, 0, 5):
            painter.drawLine(shift - 1, 6, shift + 6, -1)
        painter.end()
        return QBrush(tile)

    def palette(self) -> QPalette:
        """Return the palette for Fusion."""
        palette = QPalette()
        for role, token in (
            (_ROLE.Window, "window"),
            (_ROLE.WindowText, "text"),
            (_ROLE.Base, "raised"),
            (_ROLE.AlternateBase, "sunken"),
            (_ROLE.Text, "text"),
            (_ROLE.PlaceholderText, "muted"),
            (_ROLE.Button, "raised"),
            (_ROLE.ButtonText, "text"),
            (_ROLE.BrightText, "danger"),
            (_ROLE.Highlight, "selection"),
            (_ROLE.HighlightedText, "text"),
            (_ROLE.Accent, "accent"),
            (_ROLE.Link, "accent"),
            (_ROLE.LinkVisited, "accent"),
            (_ROLE.ToolTipBase, "raised"),
            (_ROLE.ToolTipText, "text"),
            (_ROLE.Light, "raised"),
            (_ROLE.Midlight, "sunken"),
            (_ROLE.Mid, "border"),
            (_ROLE.Dark, "border_strong"),
            (_ROLE.Shadow, "border_strong"),
        ):
            palette.setColor(role, self.color(token))
        for role in (_ROLE.Text, _ROLE.WindowText, _ROLE.ButtonText, _ROLE.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("faint"))
        return palette

    def sheet(self, *, still: bool = False) -> str:
        """Return the style sheet: what Fusion cannot draw from a palette alone; *still*: nothing moves."""
        values = {name: value for name, value in self._colors.items() if isinstance(value, str)}
        for role, setting in self._all["type"].items():
            if role not in ("ui", "paper"):
                size, weight = setting[0] + self.font_step, setting[2]
                values[f"font_{role}"] = f"font-size: {size}px; font-weight: {weight}"
        for name, height in (("segment", 22), ("low", 24), ("heading", 27), ("tall", 30)):
            values[f"{name}_height"] = f"min-height: {height + self.more}px"
        colors = "".join(
            f'QLabel[token="{token}"] {{ color: {self._colors[token]}; }}\n'
            for token in ("text", "muted", "faint", "accent", "danger", "warn", "ok", "on_primary")
        )
        fonts = "".join(
            f'QLabel[role="{role}"] {{ {values[f"font_{role}"]}; }}\n'
            for role in ("caption", "small", "body", "strong", "section", "title", "speak", "figure")
        )
        unsure = 'QLabel[unsure="true"] { font-weight: 400; }\n'  # uncertain, so not bold
        return Template(_SHEET).substitute(values) + colors + fonts + unsure + (_STILL if still else "")

    def _tinted(self, name: str, token: str, size: int) -> QIcon:
        icon = QIcon()
        for mode, color in ((QIcon.Mode.Normal, token), (QIcon.Mode.Disabled, "faint")):
            for drawn in _drawings(name, size):
                icon.addPixmap(_dyed(drawn, self.color(color)), mode)
        return icon


@cache
def _drawings(name: str, size: int) -> tuple[QImage, ...]:
    """Return the icon at single and double pixel density, in any colour: it is recoloured later.

    Reading and drawing it is most of an icon's cost, and each look has it in two colours.
    """
    try:
        drawing = resources.text(f"icons/{name}.svg")
    except FileNotFoundError:
        import logging  # otherwise not needed before the first window

        logging.getLogger(__name__).warning("no icon %s", name)
        drawing = ""
    drawn = QSvgRenderer(QByteArray(drawing.encode()))
    found: list[QImage] = []
    for ratio in (1, 2):
        image = QImage(size * ratio, size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        if drawing:
            drawn.render(painter, QRectF(image.rect()))
        else:
            _paint_square(painter, QRectF(image.rect()))
        painter.end()
        image.setDevicePixelRatio(ratio)
        found.append(image)
    return tuple(found)


def _dyed(drawing: QImage, color: QColor) -> QPixmap:
    """Return the drawing in this colour, with its opacity unchanged."""
    dyed = drawing.copy()  # a pixmap made of it would be dyed together with it
    painter = QPainter(dyed)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(QPointF(), dyed.deviceIndependentSize()), color)
    painter.end()
    return QPixmap.fromImage(dyed)


def _paint_square(painter: QPainter, room: QRectF) -> None:
    """Draw the stand-in for a missing icon: it keeps the place and means nothing."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = room.width() / 16
    painter.setPen(QPen(Qt.GlobalColor.black, 1.5 * unit))
    painter.drawRoundedRect(room.adjusted(3 * unit, 3 * unit, -3 * unit, -3 * unit), 2 * unit, 2 * unit)


_STILL = "QProgressBar { widget-animation-duration: 0; }\n"

_SHEET = """
QToolTip { color: $text; background: $raised; border: 1px solid $border_strong; padding: 4px; }
QMenu { background: $raised; border: 1px solid $border_strong; padding: 4px; }
QFrame#picker { background: $raised; border: 1px solid $border_strong; border-radius: 6px; }
QMenu::item { padding: 6px 20px 6px 10px; color: $text; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QFrame#panel { background: $raised; border: 1px solid $border; border-radius: 8px; }
QFrame#drop { background: transparent; border: 3px solid $accent; }
QFrame#sunken { background: $sunken; border: 1px solid $border; border-radius: 8px; }
QFrame#header { background: $window; border: none; border-bottom: 1px solid $border; }
QFrame#rail { background: $rail; border: none; border-right: 1px solid $border; }
QFrame#status { background: $rail; border: none; border-top: 1px solid $border; }
QFrame#rule { background: $border; border: none; }
QLabel#key {
    background: $raised; border: 1px solid $border_strong; border-radius: 3px; padding: 0 4px; $font_caption;
}

QPushButton {
    $tall_height; padding: 0 12px; border: 1px solid $border_strong; border-radius: 6px;
    background: $raised; color: $text; font-weight: 500;
}
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $selection; }
QPushButton:disabled { color: $faint; background: $window; border-color: $border; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border-color: $primary; }
QPushButton[kind="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[kind="primary"]:pressed { background: $primary_press; border-color: $primary_press; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $faint; border-color: $border; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="danger"]:disabled { color: $faint; }
QPushButton[small="true"] { $low_height; padding: 0 8px; }
QPushButton[reason="true"] { padding: 0 4px; $font_small; }
QPushButton[reason="true"]:checked { background: $accent_soft; border-color: $accent; }
QPushButton[kind="quiet"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 0;
}
QPushButton[kind="quiet"]:hover { color: $primary_press; text-decoration: underline; }
QPushButton[kind="quiet"]:disabled { color: $faint; }
QPushButton[part="true"] {
    text-align: left; background: transparent; border-color: transparent; font-weight: 400;
}
QPushButton[part="true"]:hover { background: $sunken; }
QPushButton[part="true"]:checked { background: $raised; border-color: $border; }
QPushButton[menu="true"] { padding-right: 32px; }
QPushButton[kind="field"] { border-color: $field_border; padding: 0; }
QPushButton[kind="field"]:hover, QPushButton[kind="field"]:pressed {
    background: $raised; border-color: $muted;
}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit {
    background: $raised; color: $text; border: 1px solid $field_border; border-radius: 6px; padding: 0 8px;
    selection-background-color: $selection; selection-color: $text;
}
QLineEdit, QSpinBox, QDateEdit { $tall_height; placeholder-text-color: $muted; }
QPlainTextEdit, QTextEdit { padding: 4px; placeholder-text-color: $muted; }
QLineEdit:disabled, QLineEdit:read-only, QPlainTextEdit:disabled,
QPlainTextEdit:read-only, QTextEdit:read-only {
    background: $sunken; border-color: $border;
}
QFrame#frame { background: $raised; border: 1px solid $field_border; border-radius: 6px; }
QFrame#frame > QPlainTextEdit, QFrame#frame > QPlainTextEdit:read-only {
    background: transparent; border: none; padding: 0;
}
QTextEdit[side="true"]:read-only { background: $raised; color: $text; border-color: $border; }
QLineEdit[wrong="true"] { border-color: $danger; }
Choice {
    $tall_height; padding: 0 28px 0 8px; border: 1px solid $field_border; border-radius: 6px;
    background: $raised; color: $text;
}
Choice::drop-down { border: none; width: 0; }
Choice:disabled { color: $faint; background: $sunken; border-color: $border; }
QComboBox QAbstractItemView { border: 1px solid $border_strong; background: $raised; outline: none; }

QFrame#segments { background: $sunken; border: 1px solid $border_strong; border-radius: 6px; }
QFrame#segments QPushButton {
    $segment_height; padding: 0 8px; border: 1px solid transparent; border-radius: 4px;
    background: transparent; color: $muted; font-weight: 400;
}
QFrame#segments QPushButton:hover { color: $text; }
QFrame#segments QPushButton:checked {
    background: $raised; border-color: $border; color: $text; font-weight: 600;
}

QTableView, QListView, QTreeView {
    background: $raised; border: none; gridline-color: $border; outline: none;
    selection-background-color: $selection; selection-color: $text;
}
QListView#completions { border: 1px solid $border_strong; }
QHeaderView { background: $raised; }
QHeaderView::section {
    background: $raised; color: $muted; border: none; border-bottom: 1px solid $border; padding: 0 8px;
    $heading_height; $font_caption;
}
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { width: 10px; margin: 0; background: transparent; border: none; }
QScrollBar:horizontal { height: 10px; margin: 0; background: transparent; border: none; }
QScrollBar::handle {
    background: $border_strong; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px;
}
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $sunken; border: 1px solid $border; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QFrame#banner { border: 1px solid transparent; border-radius: 8px; }
QFrame#banner[kind="info"] { background: $accent_soft; }
QFrame#banner[kind="warn"] { background: $warn_soft; }
QFrame#banner[kind="danger"] { background: $danger_soft; }
QFrame#banner[apart="true"] { margin: 8px 12px 0 12px; }
QFrame#toast { background: $raised; border: 1px solid $border_strong; border-radius: 8px; }
QFrame#help { background: $raised; border: none; border-left: 1px solid $border_strong; }
QFrame#help QTextEdit, QFrame#help QTextEdit:read-only { border: none; padding: 0; }
QFrame#jump { background: $raised; border: 1px solid $border_strong; border-radius: 8px; }
QFrame#chip { background: $raised; border: 1px solid $border_strong; border-radius: 4px; }
QLabel#tag { border-radius: 4px; padding: 1px 8px; $font_caption; background: $accent_soft; color: $accent; }
QLabel#tag[kind="warn"] { background: $warn_soft; color: $warn; }
QLabel#tag[kind="danger"] { background: $danger_soft; color: $danger; }
QLabel#tag[kind="ok"] { background: $ok_soft; color: $ok; }
QLabel#tag[kind="quiet"] { background: $sunken; color: $muted; }
QFrame#tile { background: $sunken; border: none; border-radius: 6px; }
QFrame#tile[kind="primary"] { background: $accent_soft; }
"""
