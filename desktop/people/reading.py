"""What the list of people reads: the first of them at once, everybody in the background if there are more."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.assessing import people
from db.assessing.people import PeoplePage, PersonRow
from db.development import plan_steps
from db.development.plan_steps import PlanStep
from db.team import standings
from desktop.context import Context
from desktop.jobs import Job
from desktop.office.papers.documents import Read
from desktop.people.model import Line, lines_of
from domain.progress import Progress
from domain.team.standing import Standings

STEP = 500  # people between two questions whether to go on
PAGE = 200  # people that the list is filled with; the others follow


class Reading(QObject):
    """Reads the list; what is under way from before a change is dropped.

    Signals:
        completed: everybody as lines, by name.
        planned: the PlanStep that comes next, by person.
        worked_out: the Standings of everybody.
    """

    completed = Signal(object)
    planned = Signal(object)
    worked_out = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._read, self._me, self._today = context.data.read, context.me.id, context.today
        self._jobs, self._rest, self.at_once = context.jobs, list[Job](), PAGE

    @property
    def is_under_way(self) -> bool:
        """Whether everybody is being read."""
        return any(not job.is_over for job in self._rest)

    def first(self, also: int = 0) -> PeoplePage:
        """Return the first people, and the one with the id *also*; ``go_on`` once they are shown."""
        while self._rest:
            self._rest.pop().drop()
        return self._read(people.page, self._me, self._today(), self.at_once, also)

    def go_on(self, page: PeoplePage) -> None:
        """Read in the background who is not on the page, then everybody's figures: no list waits for them."""
        if page.is_whole:
            self._work_out()
        else:
            work = partial(_read_all, self._read, self._me, self._today())
            self._rest.append(self._jobs.run(work, self._on_read, ""))

    def _work_out(self) -> None:
        self._jobs.run(partial(_standings, self._read, self._me), self._on_worked_out, "")

    def _on_read(self, lines: tuple[Line, ...]) -> None:
        self.completed.emit(lines)
        self._work_out()

    def _on_worked_out(self, found: tuple[Mapping[int, PlanStep], Standings]) -> None:
        self.planned.emit(found[0])
        self.worked_out.emit(found[1])


def _read_all(read: Read, viewer_id: int, on: date, progress: Progress) -> tuple[Line, ...]:
    progress.step(0, 1)
    return lines_of(_asking(read(people.people, viewer_id), progress), on)


def _standings(read: Read, viewer_id: int, _progress: Progress) -> tuple[Mapping[int, PlanStep], Standings]:
    return read(plan_steps.plan_steps), read(standings.standings, viewer_id)


def _asking(rows: Iterable[PersonRow], progress: Progress) -> Iterator[PersonRow]:
    """Yield the rows, and stop once nobody waits for them."""
    for number, row in enumerate(rows):
        if not number % STEP:
            progress.step(0, 1)
        yield row
