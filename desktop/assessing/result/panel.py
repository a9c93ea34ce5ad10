"""The frame around each part of a result, and the lines inside."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.kit import labels, layout


class Panel(QFrame):
    """A titled box; ``body`` takes the content."""

    def __init__(
        self, title: str, parent: QWidget, note: str = "", *, framed: bool = True, scrolls: bool = False
    ) -> None:
        """*scrolls*: a part of it takes any height, so the panel asks for no height of its own."""
        super().__init__(parent)
        self._scrolls = scrolls
        self.setObjectName("panel" if framed else "")
        self.setAccessibleName(title)
        heading = labels.plain if scrolls else labels.paragraph
        self.head = layout.row(layout.grow(heading(title, self, "section")), gap="s")
        if note:
            beside = labels.elided(note, self, "small", "muted")
            beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.head.addWidget(beside)
        around = (16, 12, 16, 12) if framed else layout.NO_EDGES
        self.body = layout.column(self.head, gap="s", around=around, of=self)

    @override
    def hasHeightForWidth(self) -> bool:
        return not self._scrolls and super().hasHeightForWidth()

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
