"""What the screen of a model asks before it writes: fields and the act. A refusal loses nothing."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.context import Context
from desktop.sentences import sentence
from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.dialog import fit
from desktop.widgets.fields import Field
from domain.errors import Refused
from resources.i18n import _, current

WIDTH = 520
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Area(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter is left to the dialog, Tab goes on."""

    def __init__(self, name: str, text: str, parent: QWidget, lines: int) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)

    @override
    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() in ENTER and e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            e.ignore()
        else:
            super().keyPressEvent(e)


class AreaField(Field):
    """Several lines of text under a title."""

    def __init__(self, title: str, parent: QWidget, name: str, text: str = "", lines: int = 3) -> None:
        self.area = Area(title, text, parent, lines)
        super().__init__(title, self.area, parent, name)
        self.area.textChanged.connect(self.settle)

    @property
    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.area.toPlainText().strip()


class Form(QDialog):
    """Title, what it is about, fields, «Cancel» and the act; it stays open when what it sends is refused."""

    def __init__(self, context: Context, title: str, about: str, act: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setFixedWidth(WIDTH + 30 * context.theme.font_step)
        self.fields: list[Field] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(labels.paragraph(title, self, "section"))
        if about:
            column.addWidget(labels.paragraph(about, self, "small", "muted"))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        self.fault = labels.paragraph("", self, "small", "danger")
        self.fault.hide()
        column.addWidget(self.fault)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        self.cancel_button = button(_("Cancel"), self)
        self.act_button = button(act, self, "primary")
        self.act_button.setDefault(True)
        self._foot.addWidget(self.cancel_button)
        self._foot.addWidget(self.act_button)
        column.addLayout(self._foot)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.take)

    def put[F: Field](self, field: F) -> F:
        """Add a field below the others, so that Tab reaches it before the buttons."""
        self.fields.append(field)
        self.body.addWidget(field)
        QWidget.setTabOrder(field.edit, self.cancel_button)
        if len(self.fields) > 1:
            QWidget.setTabOrder(self.fields[-2].edit, field.edit)
        return field

    def beside(self, *fields: Field) -> None:
        """Add several fields in one row."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in fields:
            self.put(field)
            self.body.removeWidget(field)
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

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
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() in ENTER and arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take()
        else:
            super().keyPressEvent(arg__1)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        fit(self)
        super().showEvent(arg__1)

    def _complain(self, refused: Refused) -> None:
        told = sentence(refused, current())
        said = f"{told.what} {told.todo}".strip()
        name = "reason" if type(refused).__name__ == "NeedsReason" else getattr(refused, "field", "")
        wrong = next((field for field in self.fields if field.name == name), None)
        if wrong is None:
            self.fault.setText(said)
            self.fault.show()
        else:
            wrong.complain(said)
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
