"""The question before something that cannot be taken back, and the frame of other small dialogs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.widgets import labels
from desktop.widgets.buttons import button


class Question(QDialog):
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
