"""Background jobs for a skill matrix: read, weigh again, import; they hold no widget."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from db.file.copies import Why
from db.framework import editions, frameworks
from db.framework.editions import EditionLine
from db.team import level_imports
from desktop.data import Data
from desktop.office.intake.levels import NEW, Answers, Incoming, considered, read_levels
from desktop.office.intake.readings import Levels, Said, WhichEncoding
from desktop.office.papers.documents import Exported, Read
from domain.framework.framework import EditionState
from domain.people.roster import Moved
from domain.progress import Progress
from domain.scale import Scale
from reports.intake import refusal
from reports.intake.refusal import Unreadable
from resources.i18n import Words, _

TITLE = 80  # characters of a title that is proposed


@dataclass(frozen=True, slots=True)
class Looked:
    """A file with what would come in; ``anew`` if the questions are others than before.

    ``models`` are the published frameworks and the drafts, ``scale`` gives the levels their names.
    ``said`` is what a person says about how it is to be read.
    """

    path: Path
    sheets: tuple[str, ...]
    answers: Answers
    incoming: Incoming
    models: tuple[EditionLine, ...]
    scale: Scale
    anew: bool = True
    said: Said = field(default_factory=Said)

    @property
    def dated(self) -> bool:
        """Whether the table itself says of which day each level is."""
        return all(one.day is not None for one in self.incoming.table.ratings)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The file being considered, and all that was answered about it; ``assessor`` is as typed."""

    looked: Looked
    answers: Answers
    assessor: str
    partly: bool


def model_of(incoming: Incoming) -> int:
    """Return the id of the model that the levels belong to, ``NEW`` if it is still to be made."""
    return NEW if incoming.founded is not None else incoming.framework.id


def reading(
    read: Read, path: Path, said: Said, answers: Answers, found: Levels | None = None
) -> Callable[[Progress], Looked]:
    """Return the job that reads a file and proposes what its words, people and competencies are.

    *found* is what the file was already read as; only then its encoding may have been in doubt.
    """

    def work(progress: Progress) -> Looked:
        as_read = read_levels(path, progress, said, found)
        if isinstance(as_read, WhichEncoding):
            raise Unreadable(refusal.Why.WHICH_ENCODING)
        sheets, table = as_read
        told = answers if answers.title else replace(answers, title=_named(path))
        return Looked(path, sheets, told, considered(read, table, told), *_models(read), said=said)

    return work


def weighing(read: Read, looked: Looked, answers: Answers, *, anew: bool) -> Callable[[Progress], Looked]:
    """Return the job that says what comes in with other answers."""

    def work(_progress: Progress) -> Looked:
        table, asked = looked.incoming.table, answers
        models, scale = _models(read)
        if answers.framework_id != NEW and answers.framework_id not in {one.id for one in models}:
            asked = replace(answers, framework_id=0, items={})  # a draft that was discarded meanwhile
        incoming = considered(read, table, asked)
        return replace(looked, answers=answers, incoming=incoming, models=models, scale=scale, anew=anew)

    return work


def _models(read: Read) -> tuple[tuple[EditionLine, ...], Scale]:
    able = EditionState.PUBLISHED, EditionState.DRAFT
    return tuple(one for one in read(editions.editions) if one.state in able), read(frameworks.scale)


def _named(path: Path) -> str:
    """Return what a framework made from this file may be called, until a person says it."""
    return " ".join(path.stem.replace("_", " ").split())[:TITLE] or path.name


def importing(data: Data, looked: Looked, title: str) -> Callable[[Progress], tuple[int, ...] | Looked]:
    """Return the job that writes all levels in one transaction; its result are the ids of the cycles.

    If people changed since the preview, nothing is written and the file is weighed again.
    """

    def work(progress: Progress) -> tuple[int, ...] | Looked:
        data.copy_first(Why.IMPORT, progress.part())
        note = _("Made from the matrix “{file}”").format(file=looked.path.name)
        told = looked.incoming.told(title, looked.path.name, looked.answers, note)
        try:
            return data.write(level_imports.load, told, progress)
        except Moved:
            return weighing(data.read, looked, looked.answers, anew=True)(progress)

    return work


def saving_template(data: Data, target: Path, on: date, words: Words) -> Callable[[Progress], Exported]:
    """Return the job that writes the matrix to fill in; it writes none without a framework."""

    def work(progress: Progress) -> Exported:
        from desktop.office.intake import templates  # libraries for papers cost 0.3 s

        return templates.write_matrix(data.read, data.record, target, on, progress, words)

    return work
