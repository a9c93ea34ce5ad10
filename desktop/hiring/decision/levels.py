"""The five levels side by side, to choose the one that people settle on."""

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.kit import layout
from desktop.kit.tips import set_tip
from desktop.shared.item_words import anchor
from desktop.theme import Theme
from domain.assessing.entry import Settled
from domain.framework.framework import Kind
from domain.scale import LEVELS, Level, Scale
from resources.i18n import _, current

HEIGHT = 46
RING = 3  # px around the chosen one: its edge and the gap


class Levels(QWidget):
    """One Tab stop: arrow keys move between levels, Space or Enter chooses.

    Signals:
        chosen: the level that the user chose.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Agreed level"))
        row = layout.row(gap=6, of=self)
        self.buttons = tuple(_LevelBox(theme, level, self) for level in LEVELS)
        for one in self.buttons:
            row.addWidget(one)
            one.clicked.connect(self._on_clicked)
            one.stepped.connect(self._on_stepped)
        self.show_chosen(None)

    def describe(self, scale: Scale, kind: Kind) -> None:
        """Set the names of the levels, and what an assessor sees or hears at each."""
        for one, level in zip(self.buttons, scale.levels, strict=True):
            one.describe(level, anchor(level, kind))

    def show_chosen(self, settled: Settled | None) -> None:
        """Show which level is chosen; None for none."""
        chosen = None if settled is None else settled.level
        for one in self.buttons:
            one.show_chosen(chosen=one.level == chosen)
            stop = one.level == chosen or (chosen is None and one.level == LEVELS[0])
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus if stop else Qt.FocusPolicy.NoFocus)

    def set_read_only(self, read_only: bool) -> None:
        """Set whether the level is only shown."""
        for one in self.buttons:
            one.set_read_only(read_only)

    def _on_clicked(self) -> None:
        box = self.sender()
        if isinstance(box, _LevelBox) and not box.read_only:
            self.chosen.emit(box.level)

    def _on_stepped(self, step: int) -> None:
        box = self.sender()
        if isinstance(box, _LevelBox):
            wanted = self.buttons[min(max(box.level + step, 0), len(self.buttons) - 1)]
            wanted.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            wanted.setFocus(Qt.FocusReason.TabFocusReason)


class _LevelBox(QAbstractButton):
    """Digit and short name on the colour of the level; the chosen one is outlined.

    Signals:
        stepped: -1 or 1, to the level beside it.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, level: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.level = level
        self.read_only = False
        self._theme = theme
        self._short = ""
        self._name = ""
        self._chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def describe(self, level: Level, seen: str) -> None:
        self._short, self._name = current().text(level.short), current().text(level.name)
        self.setAccessibleDescription(seen)
        set_tip(self, f"{self._name}. {seen}")
        self._say()

    def show_chosen(self, *, chosen: bool) -> None:
        self._chosen = chosen
        self._say()
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        self.read_only = read_only
        self.setCursor(Qt.CursorShape.ArrowCursor if read_only else Qt.CursorShape.PointingHandCursor)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(52, HEIGHT + 2 * self._theme.font_step)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.stepped.emit(-1)
            case Qt.Key.Key_Right:
                self.stepped.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.click()
            case _:
                super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        inset = RING + 0.5 if self._chosen else 0.5
        box = whole.adjusted(inset, inset, -inset, -inset)
        radius = theme.radius("field")
        if self.read_only and not self._chosen:
            painter.setOpacity(0.45)
        painter.setPen(QPen(theme.colors("level_line")[self.level], 1))
        painter.setBrush(theme.colors("level")[self.level])
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(theme.colors("level_text")[self.level])
        digit = theme.font("section", tabular=True)
        painter.setFont(digit)
        line = theme.line_height("section")
        top = box.top() + (box.height() - line - theme.line_height("caption") + 4) / 2
        painter.drawText(QRectF(box.left(), top, box.width(), line), _CENTRE, str(self.level))
        painter.setFont(theme.font("caption"))
        short = painter.fontMetrics().elidedText(
            self._short, Qt.TextElideMode.ElideRight, int(box.width()) - 2
        )
        below = QRectF(box.left(), top + line - 3, box.width(), theme.line_height("caption"))
        painter.drawText(below, _CENTRE, short)
        if self._chosen:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), radius + 2, radius + 2)

    def _say(self) -> None:
        parts = [_("Level {level}").format(level=self.level), self._name]
        if self._chosen:
            parts.append(_("chosen"))
        self.setAccessibleName(", ".join(part for part in parts if part))


_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
