"""How every paper of the demo is laid out, in both languages: nothing off the page, no word torn apart."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from installer import texts
from reports.paper.style import faces
from tests import prepared

MARGIN = 8 * mm
WORD = re.compile(r"[^\W\d_]+")


class Page(NamedTuple):
    """A page as it was read: its text, and each piece of it with where that ends, in points from the left."""

    width: float
    text: str
    pieces: tuple[tuple[float, str], ...]


@pytest.fixture(scope="module")
def pages() -> dict[Path, tuple[Page, ...]]:
    """Read every PDF that the demo is written with."""
    papers = sorted(prepared.demo_documents().glob("*.pdf"))
    return {path: tuple(map(read, PdfReader(path).pages)) for path in papers}


def read(page: Any) -> Page:
    known = {font.face.name: name for name, font in faces().items()}
    named = {name.decode() if isinstance(name, bytes) else str(name): face for name, face in known.items()}
    found: list[tuple[float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        said = text.strip("\n").split("\n")[0]
        face = None if font is None else named.get(str(font["/BaseFont"]).split("+")[-1])
        if face is not None and said.strip():
            start = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            along = tm[0] * cm[0] + tm[1] * cm[2]
            found.append((start + along * stringWidth(said.rstrip(), face, size), said))

    text = page.extract_text(visitor_text=visit)
    return Page(float(page.mediabox.width), text, tuple(found))


def test_no_text_runs_into_the_right_margin(pages: dict[Path, tuple[Page, ...]]) -> None:
    assert any(page.pieces for paper in pages.values() for page in paper)
    wrong = [
        (path.name, number, text)
        for path, paper in pages.items()
        for number, page in enumerate(paper, start=1)
        for end, text in page.pieces
        if end > page.width - MARGIN
    ]
    assert wrong == []


def vocabulary(lines: Sequence[str]) -> set[str]:
    """Every word that the program prints of itself, and those that stand whole within a line of a paper."""
    catalogue = texts.load(texts.ROOT / texts.RUSSIAN)
    said = [
        one for message in catalogue for part in (message.id, message.string) for one in texts.texts(part)
    ]
    known = {word.casefold() for one in said for word in WORD.findall(one)}
    return known | {word.casefold() for line in lines for word in WORD.findall(line)[1:-1]}


def test_no_word_of_a_head_is_torn_apart(pages: dict[Path, tuple[Page, ...]]) -> None:
    printed = {
        path: [line.strip() for page in paper for line in page.text.split("\n")]
        for path, paper in pages.items()
    }
    known = vocabulary([line for lines in printed.values() for line in lines])
    wrong: set[tuple[str, str]] = set()
    for path, lines in printed.items():
        for one, other in pairwise(lines):
            first, second = re.search(r"[^\W\d_]+$", one), re.match(r"[^\W\d_]+", other)
            if first is None or second is None:
                continue
            whole = (first[0] + second[0]).casefold()
            torn = first[0].casefold() not in known and whole in known and second[0].islower()
            if torn:
                wrong.add((path.name, f"{first[0]}|{second[0]}"))
    assert sorted(wrong) == []
