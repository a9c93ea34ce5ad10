"""Writes one record to one file, in any process: imports neither the database nor Qt."""

from dataclasses import dataclass
from pathlib import Path

from desktop.office.papers.registry import DOCUMENTS, Paper
from domain.progress import Progress
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class Task:
    """A file to write. ``number`` is its position in the export, ``id`` the id asked for."""

    number: int
    id: int
    kind: str
    paper: Paper
    name: str
    language: str
    target: Path


def write(kind: str, paper: Paper, name: str, target: Path, progress: Progress, language: Words) -> None:
    """Write a paper of this kind to *target*, in the format called *name*.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    document = DOCUMENTS[kind]
    assert name in document.writers, (kind, name)
    # Paper libraries take 0.3 s to import: the first document imports them, not the window.
    document.written_by(name)(paper.record, target, progress, language)
