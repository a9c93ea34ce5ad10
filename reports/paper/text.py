"""The one gate through which text gets onto paper: escaped, nothing hidden, every glyph drawn."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from re import Pattern
from re import compile as pattern
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from reports.paper.seen import BOX, elide, printable
from reports.paper.setting.quickly import Fragments
from reports.paper.style import BOLD, BOLD_ITALIC, FALLBACK, FALLBACK_BOLD, REGULAR, glyphs, inks

SMALLEST = 6.0  # points, for a name that would not fit otherwise
_PARTS = pattern(r"(?:[^ ]+\. )?[^ -]+-?|-")  # initials stay with the surname
_fragments = Fragments()
WIDE = "\u00a0\u00a0\u00a0"  # ordinary and em spaces collapse in paragraphs


class Markup(str):
    """Text that has passed the gate; made only by the functions of this module."""

    __slots__ = ()


def para(content: str, style: ParagraphStyle) -> Paragraph:
    """Return a paragraph of plain text, or of text that this module's functions joined."""
    markup = content if isinstance(content, Markup) else plain(content, style.fontName)
    return Paragraph(markup, style, frags=_fragments.of(markup, style))


def plain(text: str, face: str = REGULAR) -> Markup:
    """Return the text escaped; characters that *face* lacks are set in the fallback face."""
    parts = [
        escape(run).replace("\n", "<br/>") if font == face else f'<font name="{font}">{escape(run)}</font>'
        for font, run in runs(text, face)
    ]
    return Markup("".join(parts))


def bold(text: str) -> Markup:
    """Return the text escaped and bold."""
    return Markup(f'<font name="{BOLD}">{plain(text, BOLD)}</font>')


def muted(text: str) -> Markup:
    """Return the text escaped and in the quiet colour."""
    return coloured(text, inks().muted)


def coloured(text: str, colour: Color, face: str = REGULAR) -> Markup:
    """Return the text escaped and in *colour*."""
    return Markup(f'<font name="{face}" color="#{_hex(colour)}">{plain(text, face)}</font>')


def quiet(text: str) -> Markup:
    """Return the text escaped, small and in the quiet colour: a legend beside a heading."""
    return Markup(f'<font name="{REGULAR}" size="8.5" color="#{_hex(inks().muted)}">{plain(text)}</font>')


def sized(text: str, size: float) -> Markup:
    """Return the text escaped in the regular face at *size* points."""
    return Markup(f'<font name="{REGULAR}" size="{size}">{plain(text)}</font>')


def join(*parts: str, glue: str = "") -> Markup:
    """Join texts of either kind; plain ones are escaped here."""
    gated = [part if isinstance(part, Markup) else plain(part) for part in parts]
    return Markup(plain(glue).join(gated))


def runs(text: str, face: str = REGULAR) -> list[tuple[str, str]]:
    """Return the text in pieces of one face each: (face, piece); glyphs that no face has become a box."""
    shown = printable(text)
    if not _missing(face).search(shown):
        return [(face, shown)] if shown else []
    other = FALLBACK_BOLD if face in (BOLD, BOLD_ITALIC, FALLBACK_BOLD) else FALLBACK
    own, spare = glyphs(face), glyphs(other)
    drawn = [
        (face, char) if char == "\n" or ord(char) in own else (other, char if ord(char) in spare else BOX)
        for char in shown
    ]
    return [(font, "".join(c for _, c in group)) for font, group in groupby(drawn, key=lambda one: one[0])]


def width(text: str, face: str, size: float) -> float:
    """Return the width in points of the text as ``draw`` sets it."""
    return sum(stringWidth(run, font, size) for font, run in runs(text, face))


def draw(canvas: Canvas, x: float, y: float, text: str, face: str, size: float, align: float = 0.0) -> None:
    """Draw one line; *align* 0 starts at x, 0.5 is centred on it, 1 ends there."""
    x -= align * width(text, face, size)
    for font, run in runs(text.replace("\n", " "), face):
        canvas.setFont(font, size)
        canvas.drawString(x, y, run)
        x += stringWidth(run, font, size)


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line set once, to be drawn on many pages; made by ``set_line``."""

    pieces: tuple[tuple[str, str], ...]
    size: float
    width: float

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the line starting at x."""
        for font, run in self.pieces:
            canvas.setFont(font, self.size)
            canvas.drawString(x, y, run)
            x += stringWidth(run, font, self.size) if len(self.pieces) > 1 else 0


def set_line(text: str, face: str, size: float) -> SetLine:
    """Set a line of text; a line break becomes a space."""
    return SetLine(tuple(runs(text.replace("\n", " "), face)), size, width(text, face, size))


def one_line(text: str, room: float, face: str, size: float) -> str:
    """Return the text on one line of at most *room* points, cut at a word with «…» if needed."""
    flat = " ".join(text.split())
    if width(flat[:400], face, size) <= room and len(flat) <= 400:
        return flat
    limit = min(len(flat) - 1, 400)
    while limit > 2 and width(shown := elide(flat, limit), face, size) > room:
        limit = min(limit - 1, len(shown) - 1)
    return elide(flat, max(2, limit))


def lines_in(text: str, room: float, face: str, size: float) -> list[str]:
    """Return the text in lines of at most *room* points, broken at spaces."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if not lines[-1] or width(longer, face, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def name_in(name: str, style: ParagraphStyle, room: float, *, hyphens: bool = True) -> Paragraph:
    """Return a name to fit *room* points: broken at spaces and *hyphens*, never within a part.

    If a part is wider than that the whole name shrinks, down to 6 points.
    """
    face, size = style.fontName, float(style.fontSize)
    if width(name, face, size) <= room:
        return para(name, style)
    parts = _PARTS.findall(name) if hyphens else name.split(" ")
    widest = max((width(part, face, size) for part in parts), default=0.0)
    if widest > room:
        size = max(SMALLEST, size * room / widest)
    lines = [""]
    for part in parts:
        glue = "" if not lines[-1] or lines[-1].endswith("-") else " "
        if width(lines[-1] + glue + part, face, size) <= room or not lines[-1]:
            lines[-1] += glue + part
        else:
            lines.append(part)
    smaller = ParagraphStyle("name", style, fontSize=size, leading=style.leading * size / style.fontSize)
    return para("\n".join(lines), smaller)


def _hex(colour: Color) -> str:
    return str(colour.hexval())[2:]


@cache
def _missing(face: str) -> Pattern[str]:
    """Return a pattern for the characters that the face lacks: one pass in C decides for nearly all texts."""
    held = sorted(glyphs(face) | {0x0A})
    spans: list[list[int]] = []
    for code in held:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    inside = "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in spans)
    return pattern(f"[^{inside}]")
