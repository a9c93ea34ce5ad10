"""What a plan asks before it writes: named fields, a safe answer and the act. A refusal loses nothing."""

from collections.abc import Callable
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.sentences import sentence
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.dialog import fit
from desktop.widgets.fields import Field
from domain.errors import Impossible, Refused
from resources.i18n import _, current

WIDTH = 520
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextArea(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter is left to the form, Tab goes on."""

    entered = Signal()

    def __init__(self, name: str, text: str, parent: QWidget, lines: int = 3) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in ENTER and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(e)


class TextAreaField(Field):
    """Several lines of text under a title."""

    def __init__(self, title: str, parent: QWidget, name: str, text: str = "", lines: int = 3) -> None:
        self.area = TextArea(title, text, parent, lines)
        super().__init__(title, self.area, parent, name)
        self.area.textChanged.connect(self.settle)

    @property
    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.area.toPlainText().strip()


class Form(QDialog):
    """Title, what it is about, fields, «Cancel» and the act; *send* is called with what was filled in."""

    def __init__(self, context: Context, title: str, about: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH + 30 * context.theme.font_step)
        self.fields: list[Field] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(12)
        self.column.addWidget(labels.paragraph(title, self, "section"))
        if about:
            self.column.addWidget(labels.paragraph(about, self, "small", "muted"))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(12)
        self.column.addLayout(self.grid)
        self.fault = labels.paragraph("", self, "small", "danger")
        self.fault.hide()
        self.column.addWidget(self.fault)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel_button = button(_("Cancel"), self)
        self.act_button = button(act, self, "primary")
        self.act_button.setDefault(True)
        row.addWidget(self.cancel_button)
        row.addWidget(self.act_button)
        self.column.addLayout(row)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.take)

    def put(self, field: Field, row: int, column: int = 0, span: int = 1) -> None:
        """Put a field into the grid; Tab follows the order of putting."""
        self.fields.append(field)
        self.grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self.grid.setColumnStretch(column, 1)
        if isinstance(field, TextAreaField):
            field.area.entered.connect(self.take)

    def send(self) -> None:
        """Read the fields and do what was asked for.

        Raises:
            Refused: the form then says so and stays.
        """
        raise NotImplementedError

    def take(self) -> None:
        """Do what was asked for, or say what is wrong where it is wrong."""
        self.fault.hide()
        for field in self.fields:
            field.settle()
        try:
            self.send()
        except Refused as refused:
            self._complain(refused)
            return
        self.done(QDialog.DialogCode.Accepted)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)

    def _complain(self, refused: Refused) -> None:
        wrong = next((field for field in self.fields if field.note), None)
        if wrong is None:
            told = sentence(refused, current())
            said = f"{told.what} {told.todo}".strip()
            name = NAMES.get(type(refused).__name__, getattr(refused, "field", ""))
            wrong = next((field for field in self.fields if field.name == name), None)
            if wrong is None:
                self.fault.setText(said)
                self.fault.show()
            else:
                wrong.complain(said)
        if wrong is not None:
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))


# At which field a refusal without one is told.
NAMES = {"OutsidePlan": "starts_on", "ZeroHours": "hours", "OwnerLeft": "owner_id", "NeedsReason": "reason"}


def hours_of(field: Field, text: str) -> int | None:
    """Return typed hours, None for an empty field.

    Raises:
        Impossible: if it is no number; the field already says so.
    """
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        field.complain(_("Enter whole hours, or leave the field empty: unknown."))
        raise Impossible("hours") from None


type Send[D] = Callable[[D], None]
