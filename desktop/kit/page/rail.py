"""The rail on the left: the places of the program, with settings at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

import resources
from desktop.kit import layout
from desktop.kit.buttons import Painted
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to: its name in code, text, icon, key."""

    name: str
    text: str
    icon: str
    key: str


class Rail(QFrame):
    """84 px wide; the last place is at the bottom.

    Not reached by Tab: F6 focuses it, the arrows move along it, Enter opens the place.

    Signals:
        chosen: name of the place.
        menu_wanted: the logo at the top was pressed.
    """

    chosen = Signal(str)
    menu_wanted = Signal()

    def __init__(self, theme: Theme, places: Sequence[Place], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(name)
        metrics = QFontMetrics(_current_font(theme))
        longest = max(metrics.horizontalAdvance(place.text) for place in places)
        self.setFixedWidth(max(theme.size("rail"), longest + 16))  # wider only for larger text
        self.mark = _Mark(self)
        self.mark.clicked.connect(self.menu_wanted)
        column = layout.column(self.mark, gap=2, around=(6, 12, 6, 8), of=self)
        self._items: dict[str, _Item] = {}
        self._current = ""
        for place in places:
            if place is places[-1]:
                column.addStretch(1)
            item = _Item(theme, place, self)
            item.clicked.connect(self._on_clicked)
            self._items[place.name] = item
            column.addWidget(item)

    @property
    def current(self) -> str:
        """The name of the current place; empty at first."""
        return self._current

    def set_current(self, name: str) -> None:
        """Mark the current place."""
        self._current = name
        for other, item in self._items.items():
            item.setChecked(other == name)

    def item(self, name: str) -> QAbstractButton:
        """Return the button of the place."""
        return self._items[name]

    def focus(self) -> None:
        """Focus the current place."""
        item = self._items.get(self.current) or next(iter(self._items.values()))
        item.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        items = list(self._items.values())
        here = next((number for number, item in enumerate(items) if item.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        items[(here + step) % len(items)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, _Item)
        sender.setChecked(sender.place.name == self._current)  # until the place is really shown
        self.chosen.emit(sender.place.name)


class _Mark(QAbstractButton):
    """The program's logo, which opens the file menu; by keyboard the jump box does the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = _mark(30)
        self.setFixedHeight(44)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("File menu"))
        set_tip(self, _("File menu"))

    def sizeHint(self) -> QSize:
        return QSize(72, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap((self.width() - 30) // 2, 0, self._picture)


class _Item(Painted):
    """A 20 px icon above text of 11 px; the current place is raised, its icon in the text colour."""

    PASSED = (Qt.Key.Key_Up, Qt.Key.Key_Down)  # they move along the rail

    def __init__(self, theme: Theme, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self._theme = theme
        self._rest = theme.icon(place.icon, "muted", theme.size("icon_rail"))
        self._ink = theme.icon(place.icon, "accent", theme.size("icon_rail"))
        self.setText(place.text)
        self.setFixedHeight(theme.high("rail_item"))
        self.setFont(_current_font(theme))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if place.key:  # else it would only repeat what stands there
            set_tip(self, f"{place.text} ({place.key})")
        self.setAccessibleName(place.text)
        self.setAccessibleDescription(place.key)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(72, self._theme.high("rail_item"))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here:
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        size = theme.size("icon_rail")
        picture = self._ink if here else self._rest
        picture.paint(painter, (self.width() - size) // 2, 9, size, size)
        painter.setFont(_current_font(theme) if here else theme.font("caption"))
        painter.setPen(theme.color("text" if here or self.underMouse() else "muted"))
        words = self.rect().adjusted(0, 32, 0, -6)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), shown)


def _current_font(theme: Theme) -> QFont:
    font = theme.font("caption")
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _mark(size: int) -> QPixmap:
    try:
        return QIcon(str(resources.path("icons/merilo.svg"))).pixmap(size, size)
    except FileNotFoundError:
        return QPixmap(size, size)
