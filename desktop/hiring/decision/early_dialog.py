"""Opening a case before all sheets are in: a name and a reason, which the journal and the papers keep."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import labels
from desktop.kit.buttons import button
from desktop.kit.form.dialog import fit
from desktop.kit.form.fields import Field
from desktop.kit.form.kept_dialog import KeptDialog
from desktop.kit.form.text_area import TextArea
from resources.i18n import _


class EarlyDialog(KeptDialog):
    """Asks why; a reason is required.

    Signals:
        reasoned: the reason; whoever hears it accepts the dialog when the act is done.
    """

    reasoned = Signal(str)

    def __init__(self, case_id: int, waiting: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._case_id = case_id
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
        column.addWidget(self.restored)
        self.field = TextArea(_("Reason"), self, 3)
        self.field.entered.connect(self._on_act)
        self._whole = Field(_("Reason"), self.field, self, "reason")
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

    @override
    def filled_for(self) -> str:
        return str(self._case_id)

    @override
    def showEvent(self, arg__1: QShowEvent) -> None:
        super().showEvent(arg__1)  # words that come back have to be there before it is measured
        fit(self)

    def _on_typed(self) -> None:
        self._whole.settle()

    def _on_act(self) -> None:
        reason = self.field.toPlainText().strip()
        if not reason:
            self._whole.complain(_("Write why."))
            self.field.setFocus()
            return
        self.reasoned.emit(reason)
