"""Which documents a screen asks for: those of what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.data import Data
from desktop.office.papers.registry import (
    AGENDA,
    DECISION,
    DOCUMENTS,
    FEEDBACK,
    PLAN,
    PROFILE,
    SUMMARY,
    UNNAMED,
)

OF_RESULT = (PROFILE, PLAN, FEEDBACK)
OF_DECISION = (DECISION, SUMMARY, UNNAMED, AGENDA)


@dataclass(frozen=True, slots=True)
class PapersOf:
    """The documents of one thing, under its name: kind -> ids that it is asked by, in the order offered.

    ``kind`` is the one to show first, ``unit_id`` the unit of a team that they are limited to,
    ``part_id`` the edition of a job description, or the meeting of a plan, that is to be signed.
    """

    title: str
    of: Mapping[str, tuple[int, ...]]
    kind: str = ""
    unit_id: int | None = None
    part_id: int | None = None

    @property
    def first(self) -> str:
        """The kind to show first; empty if there are no documents."""
        return self.kind or next(iter(self.of), "")


def allowed(papers: PapersOf, data: Data) -> PapersOf:
    """Return those of the documents that whoever works here may have."""
    if not data.is_remote:  # there everybody may have all; their readers are imported when one is asked for
        return papers
    of = {kind: ids for kind, ids in papers.of.items() if data.allows(DOCUMENTS[kind].read_by())}
    return replace(papers, of=of, kind=papers.kind if papers.kind in of else "")


def of_one(one_id: int, *kinds: str) -> dict[str, tuple[int, ...]]:
    """Return these kinds of document of one subject."""
    return dict.fromkeys(kinds, (one_id,))
