"""Opening a case before all sheets are in: a name and a reason, which the journal and the papers keep."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets import labels
from desktop.widgets.buttons import button
from desktop.widgets.form import Field
from resources.i18n import _


class EarlyDialog(QDialog):
    """Asks why; a reason is required.

    Signals:
        reasoned: the reason; whoever hears it accepts the dialog when the act is done.
        typed: what stands in the field, as it is typed.
    """

    reasoned = Signal(str)
    typed = Signal(str)

    def __init__(self, waiting: tuple[str, ...], kept: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Open early"))
        self.setFixedWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(labels.paragraph(_("Open early?"), self, "section"))
        told = _(
            "Marks become visible to everyone except those still pending: {names}. Your name and "
            "the reason are kept in the journal and printed on documents."
        )
        column.addWidget(labels.paragraph(told.format(names=", ".join(waiting)), self))
        self.field = QPlainTextEdit(kept, self)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(78)
        self._whole = Field(_("Reason"), self.field, self)
        column.addWidget(self._whole)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addStretch(1)
        self.safe = button(_("Keep waiting"), self)
        self.act = button(_("Open"), self, "primary")
        row.addWidget(self.safe)
        row.addWidget(self.act)
        column.addLayout(row)
        self.safe.clicked.connect(self.reject)
        self.act.clicked.connect(self._on_act)
        self.field.textChanged.connect(self._on_typed)
        self.field.setFocus()

    def _on_typed(self) -> None:
        self._whole.say("")
        self.typed.emit(self.field.toPlainText())

    def _on_act(self) -> None:
        reason = self.field.toPlainText().strip()
        if not reason:
            self._whole.say(_("Write why."), wrong=True)
            self.field.setFocus()
            return
        self.reasoned.emit(reason)
