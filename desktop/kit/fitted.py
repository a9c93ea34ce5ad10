"""A part that is arranged by the room it has."""

from typing import override

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame


class Fitted(QFrame):
    """Calls ``fit`` whenever it has another size; call it too when what it shows needs other room."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Arrange the parts in the width there is."""
        raise NotImplementedError
