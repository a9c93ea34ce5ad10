"""Writes one record to one file, in any process: imports neither the database nor Qt."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.office.papers.document import ARCHIVE
from desktop.office.papers.registry import (
    DOCUMENTS,
    PROFILE,
    RESULT,
)
from domain.hiring.decision import Decision
from domain.papers.paper import Paper
from domain.progress import Progress
from resources.i18n import Words


@dataclass(frozen=True, slots=True)
class Task:
    """A file to write. ``number`` is its position in the export, ``id`` the id asked for."""

    number: int
    id: int
    kind: str
    paper: Paper[Any]
    name: str
    language: str
    target: Path


def write(kind: str, paper: Paper[Any], name: str, target: Path, progress: Progress, language: Words) -> None:
    """Write a paper of this kind to *target*, in the format called *name*.

    Raises:
        Cancelled: if asked to stop.
        Unwritable: if the disk or the folder refuses.
    """
    document = DOCUMENTS[kind]
    assert name in document.offered, (kind, name)
    if name == ARCHIVE:
        _archive(kind, paper, target, progress, language)
        return
    # Paper libraries take 0.3 s to import: the first document imports them, not the window.
    document.written_by(name)(paper.record, target, progress, language)


def _archive(kind: str, paper: Paper[Any], target: Path, progress: Progress, language: Words) -> None:
    """Write the PDF as PDF/A; that of a profile holds its record for recount, with what may be shown."""
    from reports.assessing import result_json
    from reports.paper.archive import Attached, archived
    from reports.paper.atomic import in_memory, replacing

    with in_memory() as buffer:
        DOCUMENTS[kind].written_by("pdf")(paper.record, target, progress, language)
    attached = None
    if kind == PROFILE and isinstance(paper.record, Decision):
        title = DOCUMENTS[RESULT].name(language)
        attached = Attached(f"{RESULT}.json", title, result_json.told(paper.record.result).encode())
    made = archived(buffer.getvalue(), attached)
    with replacing(target) as part:
        part.write_bytes(made)
