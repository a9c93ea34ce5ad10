"""Small forms before a screen: a safe answer, the act, and a refusal that loses nothing typed."""

from collections.abc import Callable
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.sentences import sentence
from desktop.theme import Theme
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.dialog import fit
from desktop.widgets.fields import Field
from domain.errors import Refused
from resources.i18n import _, current

WIDTH = 440


class FormDialog(QDialog):
    """A small form: title, what it is about, fields, a safe answer and the act.

    Signals:
        written: what was asked for is in the file.
    """

    written = Signal()

    def __init__(self, theme: Theme, title: str, about: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH + 24 * theme.font_step)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(labels.paragraph(title, self, "section"))
        self.about = labels.paragraph(about, self, "small", "muted")
        self.about.setVisible(bool(about))
        head.addWidget(self.about)
        self.column.addLayout(head)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.column.addLayout(self.fields)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel_button = button(_("Cancel"), self)
        self.act_button = button(act, self, "primary")
        self.act_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.take)
        row.addWidget(self.cancel_button)
        row.addWidget(self.act_button)
        self.column.addLayout(row)

    def take(self) -> None:
        """Do what was asked for; the form stays if it is refused."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    def grow(self) -> None:
        """Take the height that a complaint needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


class TextArea(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter is left to the form."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget, lines: int = 4) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(e)


class ReasonDialog(FormDialog):
    """Asks for words, then writes them; what is refused is said under the field."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        about: str,
        field: str,
        act: str,
        write: Callable[[str], object],
        parent: QWidget,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(theme, title, about, act, parent)
        self._write = write
        self.text = TextArea(field, self)
        self.field = Field(field, self.text, self, "reason")
        self.fields.addWidget(self.field)
        if danger:
            self.act_button.setProperty("kind", "danger")
        self.text.textChanged.connect(self.field.settle)
        self.text.entered.connect(self.take)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def take(self) -> None:
        try:
            self._write(self.text.toPlainText())
        except Refused as refused:  # the words stay where they are, with what is wrong below them
            told = sentence(refused, current())
            self.field.complain(f"{told.what} {told.todo}".strip())
            self.grow()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self.written.emit()
