"""The parts of a page filled in step by step: a card each, with a tick once it is complete."""

from collections.abc import Collection, Sequence
from typing import override

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.kit import labels, layout
from desktop.kit.flow import flow
from desktop.kit.tips import set_tip
from desktop.theme import Theme
from resources.i18n import _

WIDTH = 208
WIDEST = 16_777_215  # Qt's own
TICK = 16  # px


class PartsRail(QFrame):
    """Numbered cards, one of them current.

    Signals:
        chosen: number of the part that was pressed.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, titles: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._width = WIDTH + 16 * theme.font_step
        self._lying = False
        column = QVBoxLayout(self)
        column.setSpacing(0)
        self._line = flow(gap=4)
        column.addLayout(self._line)
        self._list = layout.column(gap="s")
        column.addLayout(self._list, 1)
        self.parts = tuple(_Card(theme, f"{number}. {text}", self) for number, text in enumerate(titles, 1))
        for part in self.parts:
            part.clicked.connect(self._on_part)
        self._stand()

    def lie(self, *, lying: bool) -> None:
        """Arrange the parts in a row, their contents in tooltips, or else in a column."""
        if lying == self._lying:
            return
        self._lying = lying
        while (item := self._list.takeAt(0)) is not None:
            del item
        while (item := self._line.takeAt(0)) is not None:
            del item
        if lying:
            self._lie()
        else:
            self._stand()

    def choose(self, number: int) -> None:
        """Mark the current part."""
        self.parts[number].setChecked(True)

    def say(self, texts: Sequence[str], open_parts: Collection[int]) -> None:
        """Show in each part what it contains, and a tick in those where nothing is open."""
        for number, (part, text) in enumerate(zip(self.parts, texts, strict=True)):
            part.say(text, complete=number not in open_parts)

    def _stand(self) -> None:
        self.setFixedWidth(self._width)
        self._set_margins(16)
        for part in self.parts:
            self._list.addWidget(part)
            part.fold(folded=False)
        self._list.addStretch(1)

    def _lie(self) -> None:
        self.setMinimumWidth(0)
        self.setMaximumWidth(WIDEST)
        self._set_margins(6)
        for part in self.parts:
            self._line.addWidget(part)
            part.fold(folded=True)

    def _set_margins(self, edge: int) -> None:
        column = self.layout()
        if column is not None:
            column.setContentsMargins(12, edge, 12, edge)

    def _on_part(self) -> None:
        self.chosen.emit(next(n for n, one in enumerate(self.parts) if one.isChecked()))


class _Card(QPushButton):
    """The title with its tick above the contents; folded it shows the title alone, the rest in a tooltip."""

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent, autoDefault=False)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("part", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words
        self._title, self._folded = title, False
        self.setAccessibleName(title)
        head = labels.plain(title, self, "strong")
        self._told = labels.paragraph("", self, "small", "muted")
        self._tick = QLabel(self, pixmap=theme.icon("circle-check", "ok").pixmap(TICK, TICK))
        kept = self._tick.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._tick.setSizePolicy(kept)
        for label in (head, self._told, self._tick):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = layout.row(layout.grow(head), self._tick, gap="s")
        layout.column(row, self._told, gap="xs", around=(12, 8, 10, 8), of=self)

    def say(self, text: str, *, complete: bool) -> None:
        """Show these contents."""
        self._told.setText(text)
        self._tick.setVisible(complete)
        done = _("complete") if complete else ""
        self.setAccessibleName(", ".join(one for one in (self._title, done) if one))
        self.setAccessibleDescription(text)
        self._tell()

    def fold(self, *, folded: bool) -> None:
        """Show the title alone, or all of it."""
        self._folded = folded
        self._told.setVisible(not folded)
        self._tell()

    @override
    def sizeHint(self) -> QSize:
        inside = self.layout()
        return super().sizeHint() if inside is None else inside.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return super().minimumSizeHint() if inside is None else inside.minimumSize()

    def _tell(self) -> None:
        set_tip(self, self._told.text() if self._folded else "")
