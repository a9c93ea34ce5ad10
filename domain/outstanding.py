"""What an act still has to do outside the file, after it was committed."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Task(StrEnum):
    """What is still to be done at a place."""

    PAPER = "paper"  # a document that proves the act is to be saved there
    FILE = "file"  # the file itself is to be rewritten without what was erased
    COPY = "copy"  # a copy is to be rewritten without who was erased
    FOLDER = "folder"  # and so is whatever copy lies in this folder, which was away
    OLD_KEY = "old_key"  # a copy opens with the key that the file had before
    DUE_PAPERS = "due_papers"  # the documents of an erasure at a server are to be drawn; at no place yet


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One such thing; *event* is the number of the act."""

    id: int
    task: Task
    place: Path
    event: int
