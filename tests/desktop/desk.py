"""A window for fields that have a calendar."""

from datetime import date

from PySide6.QtWidgets import QWidget

from db import calendars
from db.store import Store
from desktop.theme import Theme
from domain.workdays import Calendar


class Desk(QWidget):
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
