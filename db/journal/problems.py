"""What a check of a file finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import override


class ProblemKind(StrEnum):
    """Where the fault lies."""

    PAGES = "pages"  # a page does not authenticate, or its structure is broken
    LINKS = "links"  # a row points at a row that is not there
    SCHEMA = "schema"  # a table, index or trigger is missing, changed or unknown
    JOURNAL = "journal"  # an event was changed, removed or inserted
    ANCHOR = "anchor"  # the journal no longer has the end noted in the key file, or no valid end is noted
    WAL = "wal"  # opened without the write-ahead log, so the last acts may be missing


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its kind and the place in technical terms (a table, a number), never content."""

    kind: ProblemKind
    place: str

    @override
    def __str__(self) -> str:
        return f"{self.kind}: {self.place}"
