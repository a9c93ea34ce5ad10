"""The two writers of a paper made of text; each brings its library when it is called."""

from collections.abc import Callable
from pathlib import Path

from domain.progress import Progress
from reports.paper.text_papers.text_paper import TextPaper
from resources.i18n import Words

type Writer[R] = Callable[[R, Path, Progress, Words], None]


def writers[R](lay: Callable[[R, Words], TextPaper]) -> tuple[Writer[R], Writer[R]]:
    """Return the functions that write the record of *lay* as PDF and as DOCX.

    Both are whole or not at all, and the same record gives the same bytes. Each imports its library when it
    is called.
    """

    def write(record: R, target: Path, progress: Progress, words: Words) -> None:
        from reports.paper.text_papers import text_paper_pdf

        text_paper_pdf.write(lay(record, words), target, progress, words)

    def write_docx(record: R, target: Path, progress: Progress, words: Words) -> None:
        from reports.paper.text_papers import text_paper_docx

        text_paper_docx.write(lay(record, words), target, progress, words)

    return write, write_docx
