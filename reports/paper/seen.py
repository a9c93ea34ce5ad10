"""What people typed, as any output may show it: nothing hidden, nothing that acts."""

import re
import unicodedata

from domain.text import elide as elide  # where papers look for it

BOX = "□"  # replaces what cannot be shown: nothing disappears silently
ELLIPSIS = "…"
TEXT_LIMIT = 32_767  # UTF-16 units that a cell of a workbook holds

_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_VARIED = re.compile("[\ufe00-\ufe0f]")  # the look of the character before
_WHITE = frozenset("\t\v\f\u2028\u2029\u0085")


def printable(text: str) -> str:
    """Return the text in NFC, fit to be shown: line breaks as \\n, no control characters, no overrides.

    A writing-direction override could disguise a text, so its code point is printed instead.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text) and not _VARIED.search(text):
        return text
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_seen(char) for char in lines)


def fitting(text: str) -> str:
    """Return the text cut to what a cell holds, with «…» at the cut."""
    if len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT:
        return text
    cut = text.encode("utf-16-le")[: 2 * (TEXT_LIMIT - 1)].decode("utf-16-le", errors="ignore")
    return cut + ELLIPSIS


def _seen(char: str) -> str:
    if char == "\n" or char.isprintable():
        return "" if _VARIED.match(char) else char
    if char in _WHITE:
        return " "
    if char in _DIRECTIONS:
        return f"[U+{ord(char):04X}]"
    match unicodedata.category(char):
        case "Zs":
            return char
        case "Cc" | "Cf":
            return ""
        case _:
            return BOX
