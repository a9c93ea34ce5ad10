"""The look of papers: colours from the tokens, embedded faces, one set of paragraph styles."""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics

from reports.paper.setting.quickly import Face
from resources import path, text

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "PTSans", "PTSans-Bold", "PTSans-Italic", "PTSans-BoldItalic"
FALLBACK, FALLBACK_BOLD = "DejaVu", "DejaVu-Bold"

_FACES = {
    REGULAR: "PTSans-Regular.ttf",
    BOLD: "PTSans-Bold.ttf",
    ITALIC: "PTSans-Italic.ttf",
    BOLD_ITALIC: "PTSans-BoldItalic.ttf",
    FALLBACK: "DejaVuSans.ttf",
    FALLBACK_BOLD: "DejaVuSans-Bold.ttf",
}

RULE = 0.35 * 72 / 25.4  # under heads, points
HAIR = 0.15 * 72 / 25.4  # between rows


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of paper; no meaning depends on colour alone, so any printer will do."""

    ink: Color
    ink_half: Color
    text: Color
    muted: Color
    line: Color
    light: Color
    track: Color
    level: Color


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles by what they are for."""

    title: ParagraphStyle
    heading: ParagraphStyle
    subtitle: ParagraphStyle
    body: ParagraphStyle
    dense: ParagraphStyle
    right: ParagraphStyle
    strong: ParagraphStyle
    signed: ParagraphStyle
    lead: ParagraphStyle
    small: ParagraphStyle
    small_right: ParagraphStyle
    caption: ParagraphStyle
    caption_right: ParagraphStyle
    caption_centre: ParagraphStyle
    cell: ParagraphStyle
    cell_muted: ParagraphStyle
    cell_right: ParagraphStyle
    cell_strong: ParagraphStyle
    cell_strong_right: ParagraphStyle
    figure: ParagraphStyle
    figure_light: ParagraphStyle


@cache
def inks() -> Inks:
    """Return the colours of the section ``paper`` of the tokens."""
    tokens: dict[str, str] = tomllib.loads(text("theme.toml"))["paper"]
    return Inks(**{name: HexColor(tokens[name]) for name in Inks.__dataclass_fields__})


@cache
def faces() -> dict[str, Face]:
    """Register the faces once per process and return them by name."""
    loaded = {name: Face(name, path(f"fonts/{file}")) for name, file in _FACES.items()}
    for font in loaded.values():
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    for name in (BOLD, ITALIC, BOLD_ITALIC):
        pdfmetrics.registerFontFamily(name, name, name, name, name)
    for name in (FALLBACK, FALLBACK_BOLD):
        pdfmetrics.registerFontFamily(name, name, FALLBACK_BOLD, name, FALLBACK_BOLD)
    return loaded


@cache
def glyphs(face: str) -> frozenset[int]:
    """Return the code points that the face draws.

    Those above U+FFFF are left out: the library writes a broken map from glyphs to text for them, which
    readers may reject as a whole.
    """
    return frozenset(code for code in faces()[face].face.charToGlyph if code <= 0xFFFF)


@cache
def styles() -> Styles:
    """Return the paragraph styles; the first call loads the faces."""
    faces()
    colours = inks()

    def style(name: str, size: float, leading: float, font: str = REGULAR, **more: Any) -> ParagraphStyle:
        # A new paragraph style has Helvetica for bullets, which would get in without being embedded.
        asked: dict[str, Any] = {"textColor": colours.text, "splitLongWords": 1} | more
        return ParagraphStyle(
            name, fontName=font, bulletFontName=font, fontSize=size, leading=leading, **asked
        )

    muted: dict[str, Any] = {"textColor": colours.muted}
    right: dict[str, Any] = {"alignment": TA_RIGHT}
    return Styles(
        title=style("title", 14, 18, BOLD),
        heading=style("heading", 11.5, 13.4, BOLD, spaceBefore=6, spaceAfter=2),
        subtitle=style("subtitle", 12, 15),
        body=style("body", 10.5, 12.4),
        dense=style("dense", 10.5, 11.6),
        right=style("right", 10.5, 12.4, **right),
        strong=style("strong", 10.5, 12.4, BOLD),
        signed=style("signed", 12, 14.2),
        lead=style("lead", 10.5, 12.4, BOLD, spaceBefore=4),
        small=style("small", 9, 11.4),
        small_right=style("small_right", 9, 11.4, **right),
        caption=style("caption", 8.5, 10.6, **muted),
        caption_right=style("caption_right", 8.5, 10.6, **muted, **right),
        caption_centre=style("caption_centre", 8, 9, **muted, alignment=TA_CENTER),
        cell=style("cell", 9.2, 11.2),
        cell_muted=style("cell_muted", 9.2, 11.2, **muted),
        cell_right=style("cell_right", 9.2, 11.2, **right),
        cell_strong=style("cell_strong", 9.2, 11.2, BOLD),
        cell_strong_right=style("cell_strong_right", 9.2, 11.2, BOLD, **right),
        figure=style("figure", 19, 22, BOLD),
        figure_light=style("figure_light", 19, 22),
    )
