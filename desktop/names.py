"""The names of everybody, read once for all forms and the jump box, and again when a person is changed."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.data import Data
from desktop.jobs import Jobs
from domain.people.name import Roll
from domain.progress import Cancelled, Progress

TABLES = frozenset({"person", "unit"})


class Names(QObject):
    """Read beside once home is painted; who asks earlier waits for the reading, and gets the same."""

    def __init__(self, data: Data, jobs: Jobs) -> None:
        super().__init__(data)
        self._data, self._jobs = data, jobs
        self._roll: Roll | None = None
        self._wanted = False  # somebody has asked, so that a change is read again beside
        self._state = 0  # a reading that was begun before a change is of no use after it
        data.changed.connect(self._on_changed)
        data.news.connect(self._forget)

    @property
    def roll(self) -> Roll:
        """Everybody as the file has them now."""
        if self._roll is None:
            self._roll = self._read()
        return self._roll

    def read(self) -> None:
        """Read the names in a job, with what is looked up in them, unless they are known."""
        self._wanted = True
        if self._roll is None:
            self._jobs.run(partial(self._work, self._state), self._on_read, "")

    def _work(self, state: int, _progress: Progress) -> tuple[int, Roll]:
        # Many changes wait for one reading, the one that the last of them asked for.
        if state != self._state or self._data.closed:
            raise Cancelled
        roll = self._read()
        roll.prepare()
        return state, roll

    def _read(self) -> Roll:
        from db.people import names  # it makes tables, which the overview does not wait for

        return Roll(self._data.read(names.names))

    def _on_read(self, read: tuple[int, Roll]) -> None:
        state, roll = read
        if state == self._state:
            self._roll = roll

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._forget()

    def _forget(self) -> None:
        """Another window may have written the name of anybody."""
        self._state += 1
        self._roll = None
        if self._wanted:
            self.read()
