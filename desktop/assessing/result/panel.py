"""The frame around each part of a result, and the lines inside."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import labels


class Panel(QFrame):
    """A titled box; ``body`` takes the content."""

    def __init__(self, title: str, parent: QWidget, note: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(labels.paragraph(title, self, "section"), 1)
        if note:
            beside = labels.elided(note, self, "small", "muted")
            beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.head.addWidget(beside)
        column.addLayout(self.head)
        self.body = column

    def say(self, text: str, role: str = "body", token: str = "text") -> None:
        """Add a paragraph."""
        self.body.addWidget(labels.paragraph(text, self, role, token))

    def line(self, *before: QWidget, words: Sequence[tuple[str, ...]]) -> QHBoxLayout:
        """Add texts one below the other, each with role and token; *before* is placed beside the first."""
        line = QHBoxLayout()
        line.setSpacing(8)
        for one in before:
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        for one in words:
            column.addWidget(labels.paragraph(one[0], self, *one[1:]))
        line.addLayout(column, 1)
        self.body.addLayout(line)
        return line

    def rule(self) -> None:
        """Add a rule between two parts."""
        self.body.addWidget(labels.rule(self))
