"""What stands in a scroll area and is as high as its texts need."""

from typing import override

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Tall(QWidget):
    """As high as its layout needs at this width: a scroll area asks only how high at the least."""

    def __init__(self, parent: QWidget, widest: int = 16_777_215) -> None:
        """*widest* is what the parts take at the most, px: a layout measures them as wide as itself."""
        super().__init__(parent)
        self._widest = widest

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that is needed now."""
        layout = self.layout()
        if layout is not None:
            least = layout.totalMinimumSize().height()
            self.setMinimumHeight(max(layout.totalHeightForWidth(min(self.width(), self._widest)), least))
