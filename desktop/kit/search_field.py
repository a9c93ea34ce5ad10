"""The field that narrows a list."""

from typing import override

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.kit.line_icons import Line, put_cross, put_glass
from desktop.theme import Theme

AROUND = 74  # px beside the hint: icons and borders
UNBOUNDED = 16_777_215  # Qt's own word for no limit


class SearchField(Line):
    """As wide as its hint where there is room. Esc first clears it, then goes to the screen.

    ``textChanged`` reports every letter.
    """

    def __init__(self, theme: Theme, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.ensurePolished()  # the style sheet sets the font size
        narrow = 230 + 16 * theme.font_step
        self._full = max(narrow, self.least)
        self.setMinimumWidth(narrow)
        self.setMaximumWidth(self._full)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.resize(self._full, self.height())
        put_glass(self, theme)
        put_cross(self)

    @property
    def least(self) -> int:
        """The width that shows the whole hint, px."""
        return self.fontMetrics().horizontalAdvance(self.placeholderText()) + AROUND

    def grow(self, least: int = 0, most: int = UNBOUNDED) -> None:
        """Take the room there is, between these widths in px."""
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._full, super().sizeHint().height())

    @override
    def event(self, e: QEvent) -> bool:
        # Otherwise the screen's shortcut comes first, and Esc leaves the screen instead of clearing the
        # field.
        asked = e.type() is QEvent.Type.ShortcutOverride
        if isinstance(e, QKeyEvent) and asked and e.key() == Qt.Key.Key_Escape and self.text():
            e.accept()
            return True
        return super().event(e)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
