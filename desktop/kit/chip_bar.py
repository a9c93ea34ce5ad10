"""A bar of filters on one line, or on two where one is too narrow, with a chip for the person asked for."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.kit import layout
from desktop.kit.chips import FilterChip
from desktop.theme import Theme

EDGE, GAP = 16, 8


class ChipBar(QWidget):
    """The filters are put into it once, at most four of them.

    Signals:
        narrowed: the filter has changed.
    """

    narrowed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.person: tuple[int, str] | None = None
        self._chip: FilterChip | None = None
        self._parts: tuple[QWidget, ...] = ()
        self._grid = layout.grid(across=GAP, down=GAP, wide=(4,), around=(EDGE, 6, EDGE, 6), of=self)
        self._lines = 0

    def put(self, *parts: QWidget) -> None:
        """Show these filters, in reading order."""
        self._parts = parts
        self._lay(1)

    def ask_for(self, person: tuple[int, str] | None) -> None:
        """Filter by a person, id and name, without a signal; None is anybody."""
        self.person = person
        if self._chip is not None:
            self._grid.removeWidget(self._chip)
            self._chip.hide()
            self._chip.deleteLater()
            self._chip = None
        if person is not None:
            self._chip = FilterChip(self._theme, person[1], self)
            self._chip.removed.connect(self._on_anybody)
            self._grid.addWidget(self._chip, self._lines, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)
            self._chip.show()

    def fit(self) -> None:
        """Take as many lines as the filters shown now need."""
        shown = [one for one in self._parts if not one.isHidden()]
        wanted = sum(max(one.sizeHint().width(), one.minimumWidth()) + GAP for one in shown) - GAP
        self._lay(1 if wanted + 2 * EDGE <= self.width() else 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _lay(self, lines: int) -> None:
        if lines == self._lines:
            return
        self._lines = lines
        for one in self._parts:
            self._grid.removeWidget(one)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for number, one in enumerate(self._parts):
            line, place = (0, number) if lines == 1 else divmod(number, 2)
            self._grid.addWidget(one, line, place, left)
        if self._chip is not None:
            self._grid.removeWidget(self._chip)
            self._grid.addWidget(self._chip, lines, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)

    def _on_anybody(self) -> None:
        self.ask_for(None)
        self.narrowed.emit()
