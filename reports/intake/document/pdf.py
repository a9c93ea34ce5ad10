"""The text of a PDF as it is printed, line by line; a picture of a text has none."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO

from domain.progress import Progress
from reports.intake.refusal import Unreadable, Why

BEGINS = b"%PDF"
PAGES = 300
LEAST = 40  # letters of a document; fewer are a stamp on a picture
_MADE_HERE = re.compile(rb"/Creator \(Merilo\)")
_EDGES = 3  # pages on which a line at the edge is a running head
_FIGURES = re.compile(r"\d+")


def made_here(data: bytes) -> bool:
    """Tell whether this program printed it."""
    return data.startswith(BEGINS) and bool(_MADE_HERE.search(data))


def lines(data: bytes, progress: Progress) -> tuple[str, ...]:
    """Return the printed lines without running heads, the pages one after the other.

    Raises:
        Unreadable: if it is damaged, has a password, no text, or more pages than a job description.
    """
    import pypdf  # late, and only in the process that reads the file

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each fault that it gets over
    try:
        pages = pypdf.PdfReader(BytesIO(data)).pages
        if len(pages) > PAGES:
            raise Unreadable(Why.TOO_MUCH, str(len(pages)))
        texts: list[list[str]] = []
        for number, page in enumerate(pages, start=1):
            progress.step(number, len(pages))
            texts.append([one for one in page.extract_text().splitlines() if one.strip()])
    except Unreadable:
        raise
    except _broken() as error:
        raise Unreadable(Why.PDF) from error
    found = tuple(_without_running_heads(texts))
    if sum(map(str.isalpha, "".join(found))) < LEAST:
        raise Unreadable(Why.PDF)
    return found


def _broken() -> tuple[type[Exception], ...]:
    """Return what pypdf raises at what others made badly: its own errors and those of Python."""
    from pypdf.errors import PyPdfError

    return (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
    )


def _without_running_heads(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines; what is at the top or the foot of most pages, whatever its number, is left out."""
    edges = (
        Counter(_FIGURES.sub("#", one.strip()) for lines in pages for one in {lines[0], lines[-1]} if lines)
        if all(pages)
        else Counter[str]()
    )
    running = {one for one, count in edges.items() if count >= max(_EDGES, len(pages) / 2)}
    for lines in pages:
        last = len(lines) - 1
        for at, one in enumerate(lines):
            if at not in (0, last) or _FIGURES.sub("#", one.strip()) not in running:
                yield one
