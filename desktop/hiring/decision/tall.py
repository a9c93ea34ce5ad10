"""A widget in a scroll area that is as high as its texts need."""

from typing import override

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Tall(QWidget):
    """As high as its layout needs at this width; a scroll area only respects the minimum height."""

    def __init__(self, parent: QWidget, widest: int = 16_777_215) -> None:
        """*widest* is the most that the parts take, px: the layout would measure them at its own width."""
        super().__init__(parent)
        self._widest = widest

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self, widest: int = 0) -> None:
        """Take the height needed now, while the parts take at most *widest* px; 0: as many as before."""
        self._widest = widest or self._widest
        layout = self.layout()
        if layout is not None:
            least = layout.totalMinimumSize().height()
            self.setMinimumHeight(max(layout.totalHeightForWidth(min(self.width(), self._widest)), least))
