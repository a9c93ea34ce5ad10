"""What all our text documents share: styles, page numbers, foot, signature rows, reproducible bytes."""

# The stubs of the library leave elements and attributes untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportPrivateUsage=false

import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from domain.people.organisation import Organisation
from reports.paper.logo import logo_size
from reports.paper.page import PRODUCT
from reports.paper.seen import printable
from resources.i18n import Words, nb

FONT, SIZE = "PT Sans", 12
TEXT = 170  # mm between the margins
CORNER = 80  # mm
_SQUARE = 14  # mm
_TITLE = 255  # characters that a property of a document holds
CLAUSE, BLANK_LINE, CAPTION, REQUISITE = "Clause", "Blank", "Requisite Caption", "Requisite"
RULED = "Ruled"  # a line to write on
_ROOM = 10  # pt above a line to write on and above a place to sign
# A machine without the typeface takes the one named here, of nearly the same widths, and no serif one.
_INSTEAD = (
    f'<w:font w:name="{FONT}"><w:altName w:val="Arial"/><w:panose1 w:val="020B0503020203020204"/>'
    '<w:charset w:val="CC"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)

_TABLES = ("TableNormal", "TableGrid")  # the styles of tables that our documents use


def blank() -> Any:
    """Return an empty document without what the library's template has for other documents."""
    return Document(BytesIO(_template()))


@cache
def _template() -> bytes:
    """Return the library's template without its picture, its second set of styles and 98 styles of tables.

    They are nearly all of it, and each document would be read, searched and written with them.
    """
    document: Any = Document()
    for owner in (document.part.package, document.part):
        for key, link in tuple(owner.rels.items()):
            if link.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del owner.rels[key]
    styles = document.styles.element
    for one in styles.findall(qn("w:style")):
        if one.get(qn("w:type")) == "table" and one.get(qn("w:styleId")) not in _TABLES:
            styles.remove(one)
    fonts = next(
        part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml"
    )
    fonts._blob = fonts.blob.replace(b"</w:fonts>", _INSTEAD.encode())
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def set_up(document: Any, foot: str, organisation: Organisation, words: Words, size: float = SIZE) -> None:
    """Set page, styles, page number and *foot* of an empty document; *size* is of its text, pt.

    Where the organisation prints codes for machines to read, the first page ends with that of the paper.
    """
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(10), Mm(20), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    page.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    _face(normal, size, words)
    normal.paragraph_format.space_after = Pt(0)
    heading = document.styles["Heading 1"]
    _face(heading, size, words)
    heading.font.bold, heading.font.color.rgb = True, RGBColor(0, 0, 0)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(9), Pt(4)
    for name in (CLAUSE, BLANK_LINE, CAPTION, REQUISITE, RULED):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
    clause, blank = document.styles[CLAUSE], document.styles[BLANK_LINE]
    for style in (clause, blank):
        style.paragraph_format.first_line_indent = Mm(12.5)
        style.paragraph_format.space_after = Pt(2)
    blank.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT - 2), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    ruled = document.styles[RULED].paragraph_format
    ruled.tab_stops.add_tab_stop(Mm(TEXT), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    ruled.space_before = Pt(_ROOM)
    caption = document.styles[CAPTION]
    caption.font.size = Pt(8)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _page_number(number)
    for one in (page.footer, page.first_page_footer):
        run = one.paragraphs[0].add_run(gate(foot))
        run.font.size, run.font.color.rgb = Pt(8), RGBColor(0x66, 0x66, 0x66)
    if organisation.more.coded:
        from reports.paper.square_code import picture

        code = page.first_page_footer.add_paragraph()
        code.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        code.add_run().add_picture(BytesIO(picture(foot.partition(" · ")[0])), Mm(_SQUARE))


def _face(style: Any, size: float, words: Words) -> None:
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


def columns(document: Any, widths: Sequence[float]) -> Sequence[Any]:
    """Put a row of cells of these widths, mm, which never splits, and return them."""
    table = document.add_table(1, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):  # not every program reads those of cells
        column.width = Mm(width)
    cells = table.rows[0].cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
    keep_whole(table.rows[0])
    return cells


def keep_whole(row: Any) -> None:
    """Let no page break run through the row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def requisites(cell: Any, rows: Sequence[tuple[str, str]], bold: int) -> None:
    """Put requisites below each other; an empty one is a line with its caption."""
    for at, (text, caption) in enumerate(rows):
        paragraph = put(cell, "", REQUISITE) if at else styled(cell.paragraphs[0], REQUISITE)
        run = paragraph.add_run(gate(text or "_" * 28))
        run.font.bold = at == bold
        if caption and (not text or text.startswith("_")):
            put(cell, gate(caption), CAPTION).alignment = WD_ALIGN_PARAGRAPH.LEFT


def put_logo(cell: Any, organisation: Organisation) -> None:
    """Put the organisation's logo above what the cell has, if there is one."""
    picture = organisation.more.logo
    if picture:
        width, height = logo_size(picture)
        run = cell.paragraphs[0].insert_paragraph_before().add_run()
        run.add_picture(BytesIO(picture), Mm(width), Mm(height))


def approver(cell: Any, organisation: Organisation, words: Words) -> None:
    """Put the place for an approval: post, signature, name and date, blank where nobody is known."""
    _ = words.gettext
    name = organisation.approver_name
    signed = f"{'_' * 14} {name}" if name else f"{'_' * 14} {'_' * 16}"
    caption = _("(signature)") if name else f"{_('(signature)')}     {_('(name)')}"
    rows = [(_("APPROVED"), ""), (organisation.approver_post, _("(position)")), (signed, caption)]
    requisites(cell, [*rows, ("_" * 14, _("(date)"))], bold=0)


def signature(document: Any, post: str, words: Words, *, name: str = "", note: str = "", more: bool) -> None:
    """Put a row to sign, with a *note* under the post; with *more* below, it stays with that on one page."""
    _ = words.gettext
    cells = columns(document, (60, 40, 44, 26))
    cells[0].paragraphs[0].add_run(gate(post or "_" * 24))
    if not post:
        put(cells[0], gate(_("(position)")), CAPTION)
    if note:
        put(cells[0], gate(note), CAPTION).alignment = WD_ALIGN_PARAGRAPH.LEFT
    lines = (
        ("_" * 16, _("(signature)")),
        (name or "_" * 18, _("(initials, surname)")),
        ("_" * 10, _("(date)")),
    )
    for cell, (text, caption) in zip(cells[1:], lines, strict=True):
        cell.paragraphs[0].add_run(gate(text))
        if text.startswith("_"):
            put(cell, gate(caption), CAPTION)
    for cell in cells:
        cell.paragraphs[0].paragraph_format.space_before = Pt(_ROOM)
        for one in cell.paragraphs if more else cell.paragraphs[:-1]:
            one.paragraph_format.keep_with_next = True


def put(to: Any, text: str, style: str) -> Any:
    """Add a paragraph; the library would search all its styles again for each."""
    return styled(to.add_paragraph(text), style)


def styled(paragraph: Any, style: str) -> Any:
    """Give the paragraph a style by its name."""
    paragraph._p.style = style.replace(" ", "")  # how the library makes an id of a name
    return paragraph


def gate(text: str) -> str:
    """Return the text without what nobody sees, which the format might not allow either."""
    return nb(printable(text))


def packed(document: Any, title: str, language: str, on: date) -> bytes:
    """Return the document as a file of this day; it names no author but the program."""
    about = document.core_properties
    about.author = about.last_modified_by = PRODUCT
    about.title, about.comments, about.language = printable(title)[:_TITLE], "", language
    about.created = about.modified = datetime.combine(on, time(), UTC)
    written = BytesIO()
    document.save(written)
    return _same_bytes(written, on)


def _same_bytes(written: BytesIO, on: date) -> bytes:
    """Return the archive with the day of the paper on every part, instead of the moment of writing."""
    again = BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            part = zipfile.ZipInfo(one.filename, (on.year, on.month, on.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(one.filename))
    return again.getvalue()
