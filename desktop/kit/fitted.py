"""A widget that lays itself out by the space it has."""

from typing import override

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame


class Fitted(QFrame):
    """Calls ``fit`` whenever its size changes; call it too when the contents need a different layout."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Lay out the parts in the current width."""
        raise NotImplementedError
