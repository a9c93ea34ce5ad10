"""Speeds up ReportLab, whose compiled part is not shipped; what it draws is the same to the byte.

It writes each number of a page anew, measures text character by character in a generator, and parses every
paragraph as markup, also one that has none: together a third of what a paper takes.
"""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

import sys
from copy import copy
from types import FunctionType
from typing import Any, override

from reportlab.lib import rl_accel
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import isSeq
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.paragraph import cleanBlockQuotedText
from reportlab.platypus.paraparser import ParaParser

MOST = 50_000  # numbers remembered as they are written


class Face(TTFont):
    """A face that knows the width of each of its characters."""

    def __init__(self, name: str, file: object) -> None:
        super().__init__(name, file)
        self._widths = _Widths(self.face)

    @override
    def stringWidth(self, text: Any, size: Any, encoding: Any = "utf8") -> float:
        if not isinstance(text, str):
            return super().stringWidth(text, size, encoding)
        return 0.001 * size * sum(map(self._widths.__getitem__, text))


class _Widths(dict[str, float]):
    def __init__(self, face: Any) -> None:
        super().__init__()
        self._known, self._usual = face.charWidths, face.defaultWidth

    def __missing__(self, char: str) -> float:
        width = self[char] = self._known.get(ord(char), self._usual)
        return width


class Fragments:
    """What the library makes of a paragraph without markup, by its style; parsed once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[ParagraphStyle, Any]] = {}

    def of(self, text: str, style: ParagraphStyle) -> list[Any] | None:
        """Return the one fragment of the text; None if it has markup, or nothing to be set."""
        if "<" in text or "&" in text:
            return None
        clean = cleanBlockQuotedText(text)
        if not clean:
            return None
        known = self._known.get(style.name)
        if known is None or known[0] is not style:
            parser: Any = ParaParser()
            known = self._known[style.name] = style, parser.parse("x", style)[1][0]
        fragment = copy(known[1])
        fragment.text = clean
        return [fragment]


class _Written(dict[Any, str]):
    """Numbers as they are written in a page."""

    def __missing__(self, number: Any) -> str:
        if len(self) >= MOST:
            self.clear()
        text = self[number] = _slow(number)
        return text


def _quick(*numbers: Any) -> str:
    several: Any = numbers[0] if len(numbers) == 1 and isSeq(numbers[0]) else numbers
    return " ".join(map(_written.__getitem__, several))


_slow: Any = getattr(rl_accel, "fp_str", None)
_written = _Written()
if isinstance(_slow, FunctionType):  # internal to the library: without it everything works, only slower
    for _module in [one for name, one in sys.modules.items() if name.startswith("reportlab.")]:
        if getattr(_module, "fp_str", None) is _slow:
            setattr(_module, "fp_str", _quick)  # noqa: B010
