"""A paper made of text as a text document, to be edited before it is signed."""

# The stubs of the library leave elements and attributes untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportPrivateUsage=false

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from domain.progress import Progress
from reports.paper import footers, letterhead
from reports.paper.atomic import replacing
from reports.paper.text_papers.text_document import (
    CAPTION,
    CLAUSE,
    CORNER,
    REQUISITE,
    RULED,
    SIZE,
    TEXT,
    approver,
    blank,
    columns,
    gate,
    keep_whole,
    packed,
    put,
    put_logo,
    requisites,
    set_up,
    signature,
)
from reports.paper.text_papers.text_paper import (
    Block,
    Clause,
    Facts,
    Heading,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Ticks,
    Top,
)
from resources.i18n import NBSP, Words

_INFORMING = 10.5  # points
_BOX = "☐"
_CELL, _HEAD = 10, 8  # points
_BESIDE = 57  # twentieths of a point between the text of a cell and its border
_FEW = 5  # rows with the heads that stay on one page
_BLANK = 8  # mm of a row to write in
_BESIDE_EACH_OTHER = 70  # characters of all options that stand on one line


def write(paper: TextPaper, target: Path, progress: Progress, words: Words) -> None:
    """Write the paper; the same record gives the same bytes.

    Raises:
        Cancelled: if asked to stop; no file is left behind.
        Unwritable: if the disk or the folder refuses.
    """
    document: Any = blank()
    set_up(document, paper.foot, paper.organisation, words, _INFORMING if paper.result else SIZE)
    _top(document, paper, words)
    for at, one in enumerate(paper.blocks):
        progress.step(at, len(paper.blocks))
        following = paper.blocks[at + 1 : at + 2]
        leads = isinstance(one, Ticks) and bool(following) and isinstance(following[0], Lines)
        _block(document, one, ends=not following or leads or isinstance(following[0], Table))
    _sign(document, paper.signers, words, more=bool(paper.after))
    for at, (text, signers) in enumerate(paper.after):
        put(document, gate(text), REQUISITE).paragraph_format.keep_with_next = True
        _sign(document, signers, words, more=at < len(paper.after) - 1)
    if paper.organisation.more.executor:
        more = paper.organisation.more
        run = put(document, "", REQUISITE).add_run(gate("  ".join(filter(None, (more.executor, more.phone)))))
        run.font.size = Pt(9)
    if paper.annex:
        document.add_page_break()
    for one in paper.annex:
        _block(document, one, ends=False)
    content = packed(document, paper.title or paper.about, words.language, paper.made_on)
    with replacing(target) as part:
        part.write_bytes(content)
    progress.step(len(paper.blocks), len(paper.blocks))


def _top(document: Any, paper: TextPaper, words: Words) -> None:
    _ = words.gettext
    own, title = paper.organisation, paper.title.upper()
    if paper.draft:
        _put(document, words.gettext("DRAFT"), bold=True, align=WD_ALIGN_PARAGRAPH.RIGHT)
    signed = paper.top is not Top.INFORMING
    names = own.heading if signed else tuple(filter(None, (own.short_name or own.full_name,)))
    rows = [(name, "") for name in names] or [("", _("(organisation)"))]
    unit = paper.unit or own.more.unit
    rows += [(unit, "")] if unit else []
    sides = (TEXT - CORNER, CORNER)
    if paper.top in (Top.ORDER, Top.FORM):  # nothing stands on the right
        sides = (TEXT - 1, 1)
    left, right = columns(document, sides)
    match paper.top:
        case Top.APPROVED:
            requisites(left, [*rows, (title, ""), (paper.place(words), "")], bold=len(rows))
            approver(right, own, words)
        case Top.LETTER:
            requisites(left, [*rows, (paper.place(words), "")], bold=-1)
            requisites(right, [(line, "") for line in paper.to] or [(" ", "")], bold=-1)
        case Top.INFORMING:
            requisites(left, rows, bold=-1)
            requisites(right, [(footers.confidential(own, words), "")], bold=-1)
        case _:
            requisites(left, rows, bold=-1)
    put_logo(left, own)
    put(document, "", REQUISITE)
    if paper.top is not Top.APPROVED and title:
        _put(document, title, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    if paper.top is Top.ORDER:
        _put(document, paper.place(words))
        put(document, "", REQUISITE)
    if paper.top is Top.INFORMING and paper.on is not None:
        _put(document, words.date(paper.on), align=WD_ALIGN_PARAGRAPH.CENTER)
    if paper.about:
        _put(document, paper.about).paragraph_format.space_after = Pt(8)


def _put(to: Any, text: str, *, bold: bool = False, align: Any = None) -> Any:
    paragraph = put(to, "", REQUISITE)
    paragraph.add_run(gate(text)).font.bold = bold
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _block(document: Any, one: Block, *, ends: bool) -> None:
    match one:
        case Heading(text):
            put(document, gate(text), "Heading 1")
        case Clause(text, number, lead, plain):
            paragraph = put(document, "", REQUISITE if plain else CLAUSE)
            if number:
                paragraph.add_run(gate(f"{number}{NBSP}"))
            if lead:
                paragraph.add_run(gate(f"{lead} ")).font.bold = True
            paragraph.add_run(gate(text))
            paragraph.paragraph_format.keep_with_next = ends or (text or lead).rstrip().endswith(":")
        case Lines(count, caption):
            for place in range(count):
                more = bool(caption) or place < count - 1  # below it, of these lines
                put(document, "\t", RULED).paragraph_format.keep_with_next = ends or more
            if caption:
                put(document, gate(caption), CAPTION).paragraph_format.keep_with_next = ends
        case Facts(rows, share):
            table = _grid(document, (share, 1 - share))
            values = [(name, text.strip() or "_" * 40) for name, text in rows]
            _rows(table, values, sizes=(_CELL, None), keep=ends)
            _gap(document).paragraph_format.keep_with_next = ends
        case Table():
            _table(document, one)
            _gap(document)
        case Ticks(options):
            boxes = [f"{_BOX}{NBSP}{option}" for option in options]
            if sum(map(len, boxes)) <= _BESIDE_EACH_OTHER:
                boxes = ["    ".join(one.replace(" ", NBSP) for one in boxes)]
            for box in boxes:
                put(document, gate(box), REQUISITE).paragraph_format.keep_with_next = ends
        case Note(text):
            paragraph = put(document, "", REQUISITE)
            paragraph.add_run(gate(text)).font.size = Pt(_INFORMING)
            paragraph.paragraph_format.keep_with_next = ends


def _table(document: Any, one: Table) -> None:
    table = _grid(document, one.shares)
    table._tbl.tblPr.style = "TableGrid"  # by its name the library would search all styles
    _inset(table)
    _rows(table, [one.heads], sizes=(_HEAD,) * len(one.heads), bold=True)
    head = OxmlElement("w:tblHeader")  # repeated on every page
    table.rows[0]._tr.get_or_add_trPr().append(head)
    sizes = (_CELL,) * len(one.heads)
    _rows(table, one.rows, sizes=sizes, figures=one.figures)
    _rows(table, (("",) * len(one.heads),) * one.blank, sizes=sizes, height=_BLANK)
    _bind(table)


def _bind(table: Any) -> None:
    """Let no row stand alone on a page: heads stay with two rows, the last two and a few stay together."""
    rows = table._tbl.tr_lst
    few = len(rows) <= _FEW
    for row in rows[:-1] if few else (*rows[:2], rows[-2]):
        for cell in row.tc_lst:
            cell.p_lst[0].get_or_add_pPr().keepNext_val = True


def _inset(table: Any) -> None:
    """Move the border to the margins of the page and the text of the cells close to it."""
    properties = table._tbl.tblPr
    indent, margins = OxmlElement("w:tblInd"), OxmlElement("w:tblCellMar")
    sides = [OxmlElement(f"w:{side}") for side in ("left", "right")]
    margins.extend(sides)
    for one in (indent, *sides):
        one.set(qn("w:w"), str(_BESIDE))
        one.set(qn("w:type"), "dxa")
    properties.find(qn("w:tblLayout")).addprevious(indent)
    properties.find(qn("w:tblLook")).addprevious(margins)


def _gap(document: Any) -> Any:
    """Put what keeps a table from the next one, half a line high."""
    paragraph = put(document, "", REQUISITE)
    paragraph.paragraph_format.line_spacing = Pt(6)
    return paragraph


def _grid(document: Any, shares: Sequence[float]) -> Any:
    table = document.add_table(0, len(shares))
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(share * TEXT)
    return table


def _rows(
    table: Any,
    rows: Sequence[Sequence[str]],
    *,
    sizes: Sequence[float | None],
    height: float = 0,
    bold: bool = False,
    figures: frozenset[int] = frozenset(),
    keep: bool = False,
) -> None:
    """Add rows, which never split; all but the first are copies of it with their own texts.

    *sizes* are those of the columns' type, None for that of the text; *height* is the least one, mm.
    """
    if not rows:
        return
    pattern = table.add_row()
    keep_whole(pattern)
    if height:
        pattern.height = Mm(height)
    for at, (cell, size) in enumerate(zip(pattern.cells, sizes, strict=True)):
        cell.width = table.columns[at].width
        paragraph = cell.paragraphs[0]
        font = paragraph.add_run().font
        font.size, font.bold = Pt(size) if size else None, bold
        if at in figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = keep
    copies = [deepcopy(pattern._tr) for _more in rows[1:]]
    for row, texts in zip((pattern._tr, *copies), rows, strict=True):
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.p_lst[0].r_lst[0].text = gate(text)
    table._tbl.extend(copies)


def _sign(document: Any, signers: Sequence[Signer], words: Words, *, more: bool) -> None:
    for at, one in enumerate(signers):
        last = at == len(signers) - 1
        post = letterhead.capital(one.post)
        signature(document, post, words, name=one.name, note=one.note, more=more or not last)
