"""Several pages in one place, of which one is shown and takes all the room there is."""

from typing import override

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Pages(QStackedWidget):
    """Asks no page how large it would like to be.

    Otherwise each page made so far, shown or not, is asked again whenever something in the window changes.
    """

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def hasHeightForWidth(self) -> bool:
        return False
