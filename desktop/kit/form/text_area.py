"""Multi-line fields: Tab moves on, Ctrl+Enter carries out the form's act."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.kit.form.fields import Field

UNBOUND = (1 << 24) - 1  # px; Qt's "no maximum height"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
AROUND = 20  # px around the lines: margin, padding, border; with less, a scroll bar appears


class TextArea(QPlainTextEdit):
    """Several lines of text; Tab moves on, Ctrl+Enter is left to the form; so is Enter in a single line."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget, lines: int = 4, text: str = "") -> None:
        super().__init__(text, parent)
        self._single = lines == 1
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + AROUND)

    def fill_room(self) -> None:
        """Take as much height as the layout allows."""
        self.setMinimumHeight(self.fontMetrics().lineSpacing() + AROUND)
        self.setMaximumHeight(UNBOUND)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if acts(e) or (self._single and e.key() in ENTER):
            self.entered.emit()
        else:
            super().keyPressEvent(e)


class TextAreaField(Field):
    """Several lines of text under a title."""

    def __init__(self, title: str, parent: QWidget, name: str, text: str = "", lines: int = 3) -> None:
        self.area = TextArea(title, parent, lines, text)
        super().__init__(title, self.area, parent, name)
        self.area.textChanged.connect(self.settle)

    @property
    def text(self) -> str:
        """The text typed, without spaces around it."""
        return self.area.toPlainText().strip()


def acts(event: QKeyEvent) -> bool:
    """Return whether the key carries out the form's act: Ctrl+Enter."""
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
