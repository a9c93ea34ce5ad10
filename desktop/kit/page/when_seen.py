"""Lays out a part of a page once somebody looks at it."""

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """Does what was asked last for a part: at once if it is shown, else when it comes into sight."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._awaited: Callable[[], None] | None = None
        part.installEventFilter(self)

    def do(self, act: Callable[[], None]) -> None:
        """Do it now or when the part is shown, instead of what was asked before."""
        self._awaited = act
        if self._part.isVisible():
            self.now()

    def now(self) -> None:
        """Do what is waiting, if anything is."""
        act, self._awaited = self._awaited, None
        if act is not None:
            act()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self.now()
        return False
