"""The field that narrows a list."""

from typing import override

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.kit.line_icons import Line, put_cross, put_glass
from desktop.theme import Theme


class SearchField(Line):
    """Esc first clears it, then goes to the screen; textChanged reports every letter."""

    def __init__(self, theme: Theme, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedWidth(230 + 16 * theme.font_step)
        put_glass(self, theme)
        put_cross(self)

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
