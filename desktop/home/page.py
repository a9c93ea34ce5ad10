"""The two columns of the overview: beside each other, or one below the other where there is no room."""

from typing import override

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.kit import layout
from desktop.kit.page.floor import Page
from desktop.theme import Theme

WIDE = 640  # px from which there are two columns at the usual text size
MORE = 42  # px more for each step of the text


class HomePage(Page):
    """What is to be done on the left, when and in which file on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._wide = WIDE + MORE * theme.font_step
        self._row = layout.row(around=(20, 16, 20, 16), gap="m", of=self)

    def put(self, left: QBoxLayout, right: QBoxLayout) -> None:
        """Fill the columns."""
        self._row.addLayout(left, 15)
        self._row.addLayout(right, 7)

    @override
    def lie(self, room: int) -> None:
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if room >= self._wide else ways.TopToBottom)


class Column(QVBoxLayout):
    """Takes no more height than it must: above another column, Qt would grant its list room for all rows.

    A box with paragraphs in it would get the height that it would like (``QBoxLayout.setGeometry``), and what
    lies below it would be cut.
    """

    def __init__(self) -> None:
        super().__init__()
        self._asking = False

    @override
    def heightForWidth(self, width: int) -> int:
        if self._asking:  # by the line below, which works out both heights
            return super().heightForWidth(width)
        self._asking = True
        least = self.minimumHeightForWidth(width)
        self._asking = False
        return least
