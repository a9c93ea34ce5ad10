"""What the page of a cycle reads: its first people at once, all of them once they are asked for."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from db.team import staff_cycles
from db.team.staff_cycles import CyclePage
from desktop.context import Context
from desktop.jobs import Job
from desktop.office.papers.documents import Read
from desktop.team.cycle.rows import SheetRow, rows_of
from domain.progress import Progress

PAGE = 200  # people that the screen is filled with; the others wait until they are asked for


class Reading(QObject):
    """Reads one cycle at a time; what is under way for another one, or from before a change, is dropped.

    Signals:
        completed: the CyclePage with everybody, and its sheets.
    """

    completed = Signal(object, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.at_once = PAGE
        self._job: Job | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether everybody is being read."""
        return self._job is not None and not self._job.is_over

    def first(self, cycle_id: int) -> CyclePage:
        """Return the cycle with its first people.

        Raises:
            Unknown: if there is no such cycle.
        """
        if self._job is not None:
            self._job.drop()
            self._job = None
        return self._context.data.read(staff_cycles.page, cycle_id, self._context.me.id, self.at_once)

    def ask(self, cycle_id: int) -> None:
        """Read everybody in the background."""
        if not self.is_under_way:
            work = partial(_read_all, self._context.data.read, cycle_id, self._context.me.id)
            self._job = self._context.jobs.run(work, self._on_read, "")

    def _on_read(self, found: tuple[CyclePage, tuple[SheetRow, ...]]) -> None:
        self.completed.emit(*found)


def _read_all(
    read: Read, cycle_id: int, viewer_id: int, progress: Progress
) -> tuple[CyclePage, tuple[SheetRow, ...]]:
    progress.step(0, 1)
    page = read(staff_cycles.page, cycle_id, viewer_id)
    return page, rows_of(page)
