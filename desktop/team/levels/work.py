"""Background jobs for a skill matrix: read, weigh again, import; they hold no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.file.copies import Why
from db.framework import editions, frameworks
from db.framework.editions import EditionLine
from db.team import level_imports
from desktop.data import Data
from desktop.office.intake.levels import Answers, Incoming, considered, read_levels
from desktop.office.intake.readings import Said
from desktop.office.papers.documents import Read
from domain.framework.framework import EditionState
from domain.people.roster import Moved
from domain.progress import Progress
from domain.scale import Scale


@dataclass(frozen=True, slots=True)
class Looked:
    """A file with what would come in; ``anew`` if the questions are others than before.

    ``models`` are the published frameworks, ``scale`` gives the levels their names.
    """

    path: Path
    sheets: tuple[str, ...]
    answers: Answers
    incoming: Incoming
    models: tuple[EditionLine, ...]
    scale: Scale
    anew: bool = True

    @property
    def dated(self) -> bool:
        """Whether the table itself says of which day each level is."""
        return all(one.day is not None for one in self.incoming.table.ratings)


def reading(read: Read, path: Path, said: Said, answers: Answers) -> Callable[[Progress], Looked]:
    """Return the job that reads a file and proposes what its words, people and competencies are."""

    def work(progress: Progress) -> Looked:
        sheets, table = read_levels(path, progress, said)
        models = tuple(one for one in read(editions.editions) if one.state is EditionState.PUBLISHED)
        scale = read(frameworks.scale)
        return Looked(path, sheets, answers, considered(read, table, answers), models, scale)

    return work


def weighing(read: Read, looked: Looked, answers: Answers, *, anew: bool) -> Callable[[Progress], Looked]:
    """Return the job that says what comes in with other answers."""

    def work(_progress: Progress) -> Looked:
        incoming = considered(read, looked.incoming.table, answers)
        return Looked(looked.path, looked.sheets, answers, incoming, looked.models, looked.scale, anew=anew)

    return work


def importing(data: Data, looked: Looked, title: str) -> Callable[[Progress], tuple[int, ...] | Looked]:
    """Return the job that writes all levels in one transaction; its result are the ids of the cycles.

    If people changed since the preview, nothing is written and the file is weighed again.
    """

    def work(progress: Progress) -> tuple[int, ...] | Looked:
        data.copy_first(Why.IMPORT, progress.part())
        told = looked.incoming.told(title, looked.path.name, looked.answers)
        try:
            return data.write(level_imports.load, told, progress)
        except Moved:
            return weighing(data.read, looked, looked.answers, anew=True)(progress)

    return work
