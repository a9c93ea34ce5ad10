"""One record written as one file, in whichever process: neither the database nor Qt comes with this."""

from dataclasses import dataclass
from pathlib import Path

from desktop.office.papers.registry import DOCUMENTS, Paper
from domain.progress import Progress
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be written. ``number`` is its place in the export; ``id`` is what was asked for, as there."""

    number: int
    id: int
    kind: str
    paper: Paper
    name: str
    language: str
    target: Path


def write(kind: str, paper: Paper, name: str, target: Path, progress: Progress, language: Words) -> None:
    """Write the paper of this kind in the format of this name to *target*.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    document = DOCUMENTS[kind]
    assert name in document.writers, (kind, name)
    # Paper libraries cost 0.3 s to import: they come with the first document, not with the window.
    document.written_by(name)(paper.record, target, progress, language)
