"""Windows that do for a screen what the window of the program does."""

from datetime import date
from typing import override

from PySide6.QtWidgets import QWidget

from db.development import calendars
from db.file.store import Store
from desktop.kit import reading_order
from desktop.theme import Theme
from domain.workdays import Calendar


class Frame(QWidget):
    """A window in which Tab goes as the eye does."""

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return reading_order.step(self, forward=next)


class Desk(Frame):
    """A window that knows the working days, as that of the program does."""

    def __init__(self, store: Store, theme: Theme, today: date) -> None:
        super().__init__()
        self.theme = theme
        self._store = store
        self._today = today

    @property
    def calendar(self) -> Calendar:
        return self._store.read(calendars.calendar)

    def today(self) -> date:
        return self._today
