"""A paper as it would be printed, in memory: nothing of it is written to any disk. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.assessing.sheet import sent_forms
from db.assessing.sheet.sent_forms import Recipient
from db.file.errors import StoreError
from desktop.office.papers import drawing
from desktop.office.papers.document import Asked
from desktop.office.papers.documents import Read, papers_of
from desktop.office.papers.registry import ANSWER_FORM, DOCUMENTS
from domain.errors import Refused
from domain.progress import Progress
from resources.i18n import words


@dataclass(frozen=True, slots=True)
class Seen:
    """The PDF of one subject's first paper, of ``papers`` in all; or why there is none.

    What is a table or data has no PDF; ``recipients`` are for whom it is, if a form goes to each.
    """

    content: bytes = b""
    papers: int = 0
    refused: Exception | None = None
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """Which paper: its kind, the id of its subject, who asks, the day, the language.

    Of a team the unit, of what is to be signed the edition or the meeting; of forms all cases chosen.
    """

    kind: str
    id: int
    viewer_id: int | None
    on: date
    language: str
    unit_id: int | None = None
    part_id: int | None = None
    cases: tuple[int, ...] = ()


def previewing(read: Read, asked: Asking) -> Callable[[Progress], Seen]:
    """Return the job that draws the paper; one that may not be had is no failure of the job."""

    def work(progress: Progress) -> Seen:
        from reports.paper.atomic import in_memory

        try:
            request = Asked(asked.id, asked.viewer_id, asked.on, asked.unit_id, asked.part_id)
            if asked.kind == ANSWER_FORM:  # what is not begun yet is begun when it is saved
                found = read(sent_forms.recipients, asked.cases)
                return Seen(papers=sum(one.cases for one in found), recipients=found)
            papers = papers_of(read, asked.kind, request)
        except (Refused, StoreError) as error:
            return Seen(refused=error)
        if not papers:
            return Seen()
        if "pdf" not in DOCUMENTS[asked.kind].formats:
            return Seen(papers=len(papers))
        with in_memory() as buffer:
            drawing.write(asked.kind, papers[0], "pdf", Path(), progress, words(asked.language))
        return Seen(buffer.getvalue(), len(papers))

    return work
