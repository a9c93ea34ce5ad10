"""Everybody's names, read once for all forms and the jump box, and again when a person changes."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.data import Data
from desktop.jobs import Jobs
from domain.people.name import Roll
from domain.progress import Cancelled, Progress

TABLES = frozenset({"person", "unit"})


class Names(QObject):
    """Reads the names in the background once home is painted; an earlier caller reads them on the spot."""

    def __init__(self, data: Data, jobs: Jobs) -> None:
        super().__init__(data)
        self._data, self._jobs = data, jobs
        self._roll: Roll | None = None
        self._wanted = False  # the names were asked for, so read them again after a change
        self._state = 0  # a reading that began before a change is useless
        data.changed.connect(self._on_changed)

    @property
    def roll(self) -> Roll:
        """Everybody as recorded in the file now."""
        if self._roll is None:
            self._roll = self._read()
        return self._roll

    def reaches(self, person_id: int | None) -> bool:
        """Whether whoever works here is given this person; a manager is not given those of other units."""
        return not self._data.of_units or person_id in self.roll.by_id

    def read(self) -> None:
        """Read the names and their search index in a job, unless they are known."""
        self._wanted = True
        if self._roll is None:
            self._jobs.run(partial(self._work, self._state), self._on_read, "")

    def _work(self, state: int, _progress: Progress) -> tuple[int, Roll]:
        if state != self._state:
            raise Cancelled  # after many changes one reading is enough: the last one asked for
        roll = self._read()
        roll.prepare()
        return state, roll

    def _read(self) -> Roll:
        from db.people import names  # it builds tables, and the overview does not wait for them

        if not self._data.allows(names.names):
            return Roll(())  # whoever may not see everybody is offered nobody
        return Roll(self._data.read(names.names))

    def _on_read(self, read: tuple[int, Roll]) -> None:
        state, roll = read
        if state == self._state:
            self._roll = roll

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._forget()

    def _forget(self) -> None:
        """Drop the names: an act may have changed any of them."""
        self._state += 1
        self._roll = None
        if self._wanted:
            self.read()
