"""The frame around each part of a result, and the lines inside."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.kit import labels, layout


class Panel(QFrame):
    """A titled box; ``body`` takes the content."""

    def __init__(self, title: str, parent: QWidget, note: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(title)
        self.head = layout.row(layout.grow(labels.paragraph(title, self, "section")), gap="s")
        if note:
            beside = labels.elided(note, self, "small", "muted")
            beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.head.addWidget(beside)
        self.body = layout.column(self.head, gap="s", around=(16, 12, 16, 14), of=self)

    def say(self, text: str, role: str = "body", token: str = "text") -> None:
        """Add a paragraph."""
        self.body.addWidget(labels.paragraph(text, self, role, token))

    def line(self, *before: QWidget, words: Sequence[tuple[str, ...]]) -> QHBoxLayout:
        """Add texts one below the other, each with role and token; *before* is placed beside the first."""
        line = layout.row(gap="s")
        for one in before:
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        column = layout.column(gap=1)
        for one in words:
            column.addWidget(labels.paragraph(one[0], self, *one[1:]))
        line.addLayout(column, 1)
        self.body.addLayout(line)
        return line

    def rule(self) -> None:
        """Add a rule between two parts."""
        self.body.addWidget(labels.rule(self))
