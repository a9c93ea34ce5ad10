"""What an empty list or page shows: a fact, and one act that helps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.kit import labels
from desktop.kit.buttons import button

LETTERS = 80  # of a line: in a longer one the eye loses the next


class Empty(QFrame):
    """Icon of 22 px, a fact, a second line, one button.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(self, icon: QIcon, fact: str, parent: QWidget, *, rest: str = "", act: str = "") -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        picture = QLabel(self, pixmap=icon.pixmap(22, 22))
        self._fact = labels.paragraph(fact, self, "strong")
        self._rest = labels.paragraph(rest, self, "small", "muted")
        self.act = button(act, self, do=self.acted)
        column.addStretch(1)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._fact, self._rest):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            text.setMaximumWidth(LETTERS * self.fontMetrics().averageCharWidth())
            column.addLayout(_in_the_middle(text))
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._rest.setVisible(bool(rest))
        self.act.setVisible(bool(act))

    def set_texts(self, fact: str, rest: str = "", act: str = "") -> None:
        """Replace the texts."""
        self._fact.setText(fact)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.act.setText(act)
        self.act.setVisible(bool(act))


def _in_the_middle(text: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(text, 1)
    row.addStretch()
    return row
