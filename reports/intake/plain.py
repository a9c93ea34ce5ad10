"""HTML descriptions as plain text; whatever acts, loads or hides is named instead."""

import re
from html.parser import HTMLParser
from typing import override

from domain.text import clean

_LINES = frozenset(("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"))
_QUIET = frozenset(
    (*_LINES, "b", "i", "u", "s", "em", "strong", "span", "sub", "sup", "small", "ul", "ol", "table")
) | frozenset(("tbody", "thead", "td", "th", "font", "a", "code", "pre"))
_LOOKS_LIKE = re.compile(
    r"<\s*/?\s*([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});"
)
_ACTS = re.compile(
    r"<\s*(script|style|iframe|object|embed|img|svg|form|input|link|meta|video|audio|base)\b|"
    r"<[^<>]*\s(on[a-z]+)\s*=|(javascript):",
    re.IGNORECASE,
)


def acting(text: str) -> str:
    """Return what in the text would act or load something, or an empty text."""
    found = _ACTS.search(text)
    return "" if found is None else next(one for one in found.groups() if one)


def from_html(text: str) -> tuple[str, str]:
    """Return the plain text, and the first tag that a description may not hold, empty if there is none."""
    if found := acting(text):
        return "", found
    if _LOOKS_LIKE.search(text) is None:
        return clean(text).strip(), ""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return clean("\n".join(line for line in lines if line)), reader.strange


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.strange = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _QUIET:
            self.strange = self.strange or tag
        if tag in _LINES:
            self.pieces.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.pieces.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
