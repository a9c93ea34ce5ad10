"""The question before something that cannot be taken back, and the message that something went wrong."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.kit import labels, reading_order
from desktop.kit.buttons import button
from resources.i18n import _


class Dialog(QDialog):
    """A window before the window; every dialog of the program is one."""

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return reading_order.step(self, forward=next)


def fit(dialog: QDialog) -> None:
    """Before it is shown: as wide as its buttons and words need at least, and as high as that makes it."""
    layout = dialog.layout()
    if layout is not None:
        width = max(dialog.width(), layout.minimumSize().width())
        dialog.setFixedWidth(width)
        # Qt takes the height from the width that the text would like, not from the one it gets.
        layout.activate()  # else the least height is that of what stood there before
        height = layout.totalHeightForWidth(width)
        dialog.resize(width, height if height > 0 else layout.totalSizeHint().height())


class Question(Dialog):
    """Question, consequence, the safe answer left and focused, the act right.

    Does not block: connect ``accepted``, then ``open()``. Goes away by itself.
    """

    def __init__(
        self, question: str, consequence: str, safe: str, act: str, parent: QWidget, *, danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setFixedWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(labels.paragraph(question, self, "section"))
        column.addWidget(labels.paragraph(consequence, self))
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addStretch(1)
        self.safe = button(safe, self)
        self.act = button(act, self, "danger" if danger else "primary")
        row.addWidget(self.safe)
        row.addWidget(self.act)
        column.addLayout(row)
        self.setAccessibleDescription(consequence)
        self.safe.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.safe.setAutoDefault(True)
        self.safe.setDefault(True)
        self.safe.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        fit(self)
        super().showEvent(event)


class Message(Dialog):
    """What happened, what is safe, what to do; for our bugs also the report, to be copied."""

    def __init__(self, what: str, rest: str, parent: QWidget, *, report: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Merilo"))
        self.setMinimumWidth(420)
        self.setAccessibleDescription(f"{what} {rest}")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(labels.paragraph(what, self, "section"))
        column.addWidget(labels.paragraph(rest, self))
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("Report without personal data"))
        self.report.setVisible(bool(report))
        column.addWidget(self.report)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        copy = button(_("Copy the report"), self)
        copy.setVisible(bool(report))
        copy.clicked.connect(self._on_copy)
        self.close_button = button(_("Close"), self, "primary")
        self.close_button.clicked.connect(self.accept)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
