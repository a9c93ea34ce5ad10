"""A list and the details of its current line: side by side, or one at a time if space is short."""

from collections.abc import Callable
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.kit import labels, layout
from desktop.kit.fitted import Fitted
from desktop.kit.segments import Segments
from resources.i18n import _

MAIN, SIDE = 0, 1
_WIDEST = 16_777_215  # Qt's own


class Turn(Fitted):
    """Shows the side beside the main part; if space is short, a switch above them shows one or the other.

    Signals:
        turned: the other part is shown.
    """

    turned = Signal()

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        names: tuple[str, str],
        parent: QWidget,
        *,
        least: int,
        wide: Callable[[int], int],
        left: bool = False,
    ) -> None:
        """*least* is the width the main part needs, px; *wide* returns the side's for a total width, px.

        The side is on the right of the main part unless *left*.
        """
        super().__init__(parent)
        self._least, self._wide = least, wide
        self._parts = main, side
        self._empty = False  # the side has nothing to show
        self._top = QWidget(self)
        self.switch = Segments(names, self._top, _("Show"))
        layout.row(layout.left(self.switch), around=(16, 8, 16, 2), of=self._top)
        row = layout.row()
        layout.column(self._top, layout.grow(row), of=self)
        self._edge = labels.edge(self)
        for one in (side, self._edge, main) if left else (main, self._edge, side):
            row.addWidget(one, int(one is main))
        self.switch.chosen.connect(self._on_chosen)
        self.fit()

    @property
    def narrow(self) -> bool:
        """Whether only one part is shown at a time."""
        return self.width() < self._least + 1 + self._wide(self.width())

    def reveal(self, part: QWidget) -> None:
        """Show the part that contains this widget, before it gets the focus."""
        for number, one in enumerate(self._parts):
            if one is part or one.isAncestorOf(part):
                self.switch.choose(number)
        self.fit()

    def show_side(self, shown: bool) -> None:
        """Show the side, or only the main part if nothing is chosen."""
        self._empty = not shown
        if self._empty:
            self.switch.choose(MAIN)
        self.fit()

    @override
    def fit(self) -> None:
        narrow = self.narrow
        main, side = self._parts
        self._top.setVisible(narrow and not self._empty)
        if narrow:
            side.setMinimumWidth(0)
            side.setMaximumWidth(_WIDEST)
        else:
            side.setFixedWidth(self._wide(self.width()))
        main.setVisible(not narrow or self.switch.current == MAIN)
        side.setVisible(not self._empty and (not narrow or self.switch.current == SIDE))
        self._edge.setVisible(not self._empty and not narrow)

    def _on_chosen(self, _number: int) -> None:
        self.fit()
        self.turned.emit()
