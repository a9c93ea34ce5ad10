"""The job description as a text document, for people to go on with before it is approved."""

# The stubs of the library leave elements and attributes untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportPrivateUsage=false

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from domain.framework.framework import EditionState
from domain.framework.job_description import BLANK, Clause, LineKind
from domain.progress import Progress
from reports.framework.job_description_pdf import foot
from reports.framework.text_document import packed
from reports.paper import footers
from reports.paper.atomic import replacing
from reports.paper.logo import logo_size
from reports.paper.papers import JobDescriptionPaper
from reports.paper.seen import printable
from resources.i18n import Words, nb

FONT, SIZE = "PT Sans", 12
TEXT = 170  # mm between the margins
CORNER = 80  # mm
_WITHIN = 30  # signs of a blank within a sentence
_CLAUSE, _BLANK, _CAPTION, _REQUISITE = "Clause", "Blank", "Requisite Caption", "Requisite"


def write(paper: JobDescriptionPaper, target: Path, progress: Progress, words: Words) -> None:
    """Write the job description; the same record gives the same bytes.

    Raises:
        Cancelled: if asked to stop; no file is left behind.
        Unwritable: if the disk or the folder refuses.
    """
    _ = words.gettext
    document: Any = Document()
    _set_up(document, paper, words)
    _head(document, paper, words)
    lines = paper.document.printed
    for at, one in enumerate(lines):
        progress.step(at, len(lines))
        _line(document, one, words, last=at >= len(lines) - 2)
    for lead, more in ((_("I have read the job description:"), True), (_("Copy received:"), False)):
        _put(document, _gate(lead), _CLAUSE).paragraph_format.keep_with_next = True
        _signature(document, _("Employee"), words, more=more)
    content = packed(document, _("Job description"), words.language, paper.made_on)
    with replacing(target) as part:
        part.write_bytes(content)
    progress.step(len(lines), len(lines))


def _set_up(document: Any, paper: JobDescriptionPaper, words: Words) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(10), Mm(20), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    page.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    _face(normal, SIZE, words)
    normal.paragraph_format.space_after = Pt(0)
    heading = document.styles["Heading 1"]
    _face(heading, SIZE, words)
    heading.font.bold, heading.font.color.rgb = True, RGBColor(0, 0, 0)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(9), Pt(4)
    for name in (_CLAUSE, _BLANK, _CAPTION, _REQUISITE):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
    clause, blank = document.styles[_CLAUSE], document.styles[_BLANK]
    for style in (clause, blank):
        style.paragraph_format.first_line_indent = Mm(12.5)
        style.paragraph_format.space_after = Pt(2)
    blank.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT - 2), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    caption = document.styles[_CAPTION]
    caption.font.size = Pt(8)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(number)
    foot_lines = "\n".join(filter(None, (foot(paper, words), footers.journal(paper.chain_value, words))))
    for one in (page.footer, page.first_page_footer):
        run = one.paragraphs[0].add_run(_gate(foot_lines))
        run.font.size, run.font.color.rgb = Pt(8), RGBColor(0x66, 0x66, 0x66)


def _face(style: Any, size: int, words: Words) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), {"ru": "ru-RU", "en": "en-GB"}.get(words.language, words.language))
    properties.append(language)


def _page_number(paragraph: Any) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _head(document: Any, paper: JobDescriptionPaper, words: Words) -> None:
    _ = words.gettext
    record, own = paper.document, paper.organisation
    if record.state is EditionState.DRAFT:
        mark = _put(document, _gate(_("DRAFT")), _REQUISITE)
        mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        mark.runs[0].font.bold = True
    left, right = _columns(document, (TEXT - CORNER, CORNER))
    number = _("No. {number}").format(number=record.paper_number or "____")
    place = "   ".join(filter(None, (words.dated(record.dated_on), number, own.city)))
    rows = [(name, "") for name in own.heading] or [("", _("(organisation)"))]
    rows += [(own.more.unit, "")] if own.more.unit else []
    rows += [(_("Job description").upper(), ""), (words.text(record.post), _("(position)"))]
    _requisites(left, [*rows, (place, "")], bold=len(rows) - 2)
    if own.more.logo:
        width, height = logo_size(own.more.logo)
        run = left.paragraphs[0].insert_paragraph_before().add_run()
        run.add_picture(BytesIO(own.more.logo), Mm(width), Mm(height))
    approver = [(_("APPROVED"), ""), (own.approver_post, _("(position)"))]
    name = own.approver_name
    signed = f"{'_' * 14} {name}" if name else f"{'_' * 14} {'_' * 16}"
    caption = _("(signature)") if name else f"{_('(signature)')}     {_('(name)')}"
    _requisites(right, [*approver, (signed, caption), ("_" * 14, _("(date)"))], bold=0)
    _put(document, "", _REQUISITE)


def _columns(document: Any, widths: Sequence[float]) -> Sequence[Any]:
    table = document.add_table(1, len(widths))
    table.autofit = False
    cells = table.rows[0].cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
    keep = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(keep)
    return cells


def _requisites(cell: Any, rows: Sequence[tuple[str, str]], bold: int) -> None:
    """Put requisites below each other; an empty one is a line with its caption."""
    for at, (text, caption) in enumerate(rows):
        put = _put(cell, "", _REQUISITE) if at else _styled(cell.paragraphs[0], _REQUISITE)
        run = put.add_run(_gate(text or "_" * 28))
        run.font.bold = at == bold
        if caption and (not text or text.startswith("_")):
            _put(cell, _gate(caption), _CAPTION).alignment = WD_ALIGN_PARAGRAPH.LEFT


def _line(document: Any, one: Clause, words: Words, *, last: bool) -> None:
    text = words.text(one.printed_text)
    number = f"{one.printed_number} " if one.printed_number else ""
    if one.kind is LineKind.SECTION:
        _put(document, _gate(f"{number}{text}"), "Heading 1")
        return
    if one.blank:
        end = text.rstrip()[-1:].strip("_")
        put = _put(document, _gate(number) + "\t" + _gate(end), _BLANK)
    else:
        put = _put(document, _gate(f"{number}{BLANK.sub('_' * _WITHIN, text)}"), _CLAUSE)
    put.paragraph_format.keep_with_next = (
        last or one.printed_caption is not None or text.rstrip().endswith(":")
    )
    if one.printed_caption is not None:
        caption = _put(document, _gate(words.text(one.printed_caption)), _CAPTION)
        caption.paragraph_format.keep_with_next = last


def _signature(document: Any, post: str, words: Words, *, more: bool) -> None:
    """Put a row to sign; with *more* below it, it stays on one page with that."""
    _ = words.gettext
    cells = _columns(document, (60, 40, 44, 26))
    cells[0].paragraphs[0].add_run(_gate(post))
    for cell, width, caption in zip(
        cells[1:], (16, 18, 10), (_("(signature)"), _("(initials, surname)"), _("(date)")), strict=True
    ):
        cell.paragraphs[0].add_run("_" * width)
        _put(cell, _gate(caption), _CAPTION)
    for cell in cells:
        for one in cell.paragraphs if more else cell.paragraphs[:-1]:
            one.paragraph_format.keep_with_next = True


def _put(to: Any, text: str, style: str) -> Any:
    """Add a paragraph; the library would search all its styles again for each."""
    return _styled(to.add_paragraph(text), style)


def _styled(paragraph: Any, style: str) -> Any:
    paragraph._p.style = style.replace(" ", "")  # how the library makes an id of a name
    return paragraph


def _gate(text: str) -> str:
    """Return the text without what nobody sees, which the format might not allow either."""
    return nb(printable(text))
