"""The job description as a text document, for people to go on with before it is approved."""

# The stubs of the library leave elements and attributes untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportPrivateUsage=false

from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH

from domain.framework.framework import EditionState
from domain.framework.job_description import BLANK, Clause, LineKind
from domain.framework.numbers_kept import printed_lines
from domain.papers.framework_papers import JobDescriptionPaper
from domain.progress import Progress
from reports.framework.job_description_pdf import foot
from reports.paper import footers
from reports.paper.atomic import replacing
from reports.paper.text_papers.text_document import (
    BLANK_LINE,
    CAPTION,
    CLAUSE,
    CORNER,
    REQUISITE,
    TEXT,
    approver,
    blank,
    columns,
    gate,
    packed,
    put,
    put_logo,
    requisites,
    set_up,
    signature,
)
from resources.i18n import Words

_WITHIN = 30  # signs of a blank within a sentence


def write(paper: JobDescriptionPaper, target: Path, progress: Progress, words: Words) -> None:
    """Write the job description; the same record gives the same bytes.

    Raises:
        Cancelled: if asked to stop; no file is left behind.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    document: Any = blank()
    lines_of_foot = filter(None, (foot(paper, words), footers.journal(paper.chain_value, words)))
    set_up(document, "\n".join(lines_of_foot), paper.organisation, words)
    _head(document, paper, words)
    lines = printed_lines(paper.document.clauses)
    for at, one in enumerate(lines):
        progress.step(at, len(lines))
        _line(document, one, words, last=at >= len(lines) - 2)
    for lead, more in ((_("I have read the job description:"), True), (_("Copy received:"), False)):
        put(document, gate(lead), CLAUSE).paragraph_format.keep_with_next = True
        signature(document, _("Employee"), words, more=more)
    content = packed(document, _("Job description"), words.language, paper.made_on)
    with replacing(target) as part:
        part.write_bytes(content)
    progress.step(len(lines), len(lines))


def _head(document: Any, paper: JobDescriptionPaper, words: Words) -> None:
    _ = words.gettext
    record, own = paper.document, paper.organisation
    if record.state is EditionState.DRAFT:
        mark = put(document, gate(_("DRAFT")), REQUISITE)
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        mark.runs[0].font.bold = True
    left, right = columns(document, (TEXT - CORNER, CORNER))
    number = _("No. {number}").format(number=record.paper_number or "____")
    place = "   ".join(filter(None, (words.dated(record.dated_on), number, own.city)))
    rows = [(name, "") for name in own.heading] or [("", _("(organisation)"))]
    rows += [(own.more.unit, "")] if own.more.unit else []
    rows += [(_("Job description").upper(), ""), (words.text(record.post), _("(position)"))]
    requisites(left, [*rows, (place, "")], bold=len(rows) - 2)
    put_logo(left, own)
    approver(right, own, words)
    put(document, "", REQUISITE)


def _line(document: Any, one: Clause, words: Words, *, last: bool) -> None:
    text = words.text(one.printed_text)
    number = f"{one.printed_number} " if one.printed_number else ""
    if one.kind is LineKind.SECTION:
        put(document, gate(f"{number}{text}"), "Heading 1")
        return
    if one.blank:
        end = text.rstrip()[-1:].strip("_")
        shown = put(document, gate(number) + "\t" + gate(end), BLANK_LINE)
    else:
        shown = put(document, gate(f"{number}{BLANK.sub('_' * _WITHIN, text)}"), CLAUSE)
    shown.paragraph_format.keep_with_next = (
        last or one.printed_caption is not None or text.rstrip().endswith(":")
    )
    if one.printed_caption is not None:
        caption = put(document, gate(words.text(one.printed_caption)), CAPTION)
        caption.paragraph_format.keep_with_next = last
