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
from reports.paper.page import LANDSCAPE, PORTRAIT, Format
from reports.paper.style import faces, inks
from tests import prepared

MARGIN = 8 * mm
SIGNED, RUNNING, TABLES = 11.95, 10.45, 8.95  # points, without what rounding takes
# What somebody signs as a document, by how the names of its files begin.
TO_SIGN = (
    *("adaptation_", "consent", "idp_", "job-description_", "mentor-", "minutes_", "notice_", "order"),
    *("refusal", "regulation_"),
)
CAPTIONS = 0.42  # of all characters may be smaller than those of tables
MAPS = "team_"  # people × competencies on one sheet, and charts
TORN = re.compile(r"(?:\bТК\nРФ|(?:№|\bNo\.|\bст\.|\bart\.|(?<!п\. )\bп\.)\n[\d_]|\b[А-ЯЁ]\.\n[А-ЯЁ]\.)")
WORD = re.compile(r"[^\W\d_]+")


class Piece(NamedTuple):
    """Text drawn at once: where it starts, ends and stands, in points from the left and the bottom."""

    start: float
    end: float
    base: float
    size: float
    muted: bool
    text: str


class Page(NamedTuple):
    """A page as it was read."""

    form: Format
    text: str
    pieces: tuple[Piece, ...]


@pytest.fixture(scope="module")
def pages() -> dict[Path, tuple[Page, ...]]:
    """Read every PDF that the demo is written with."""
    papers = sorted(prepared.demo_documents().glob("*.pdf"))
    return {path: tuple(map(read, PdfReader(path).pages)) for path in papers}


def read(page: Any) -> Page:
    known = {font.face.name: name for name, font in faces().items()}
    named = {name.decode() if isinstance(name, bytes) else str(name): face for name, face in known.items()}
    found: list[Piece] = []
    ink: list[tuple[float, ...]] = [()]
    quiet = tuple(round(part, 2) for part in inks().muted.rgb())

    def before(operator: bytes, operands: list[Any], _cm: list[float], _tm: list[float]) -> None:
        if operator in (b"rg", b"g"):
            ink[0] = tuple(round(float(one), 2) for one in operands)

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        said = text.strip("\n").split("\n")[0]
        face = None if font is None else named.get(str(font["/BaseFont"]).split("+")[-1])
        if face is not None and said.strip():
            start = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            base = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            along = tm[0] * cm[0] + tm[1] * cm[2]
            end = start + along * stringWidth(said.rstrip(), face, size)
            found.append(Piece(start, end, base, round(size * abs(along), 2), ink[0] == quiet, said))

    text = page.extract_text(visitor_text=visit, visitor_operand_before=before)
    form = LANDSCAPE if page.mediabox.width > page.mediabox.height else PORTRAIT
    return Page(form, text, tuple(found))


def test_no_text_runs_into_the_right_margin(pages: dict[Path, tuple[Page, ...]]) -> None:
    assert any(page.pieces for paper in pages.values() for page in paper)
    wrong = [
        (path.name, number, piece.text)
        for path, paper in pages.items()
        for number, page in enumerate(paper, start=1)
        for piece in page.pieces
        if piece.end > page.form.size[0] - MARGIN
    ]
    assert wrong == []


def test_running_text_is_large_enough_to_be_read_and_little_is_smaller_than_tables(
    pages: dict[Path, tuple[Page, ...]],
) -> None:
    """Text over the width of the page has 10.5 points or more; captions, heads, legends and feet are few."""
    small: list[tuple[str, int, float, str]] = []
    running, crowded = 0, dict[str, float]()
    for path, paper in pages.items():
        for number, page in enumerate(paper, start=1):
            told = [one for one in page.pieces if runs(one, page.form)]
            running += len(told)
            small += [
                (path.name, number, one.size, one.text)
                for one in told
                if one.size < RUNNING and not one.muted
            ]
        pieces = [one for page in paper for one in page.pieces]
        share = sum(len(one.text) for one in pieces if one.size < TABLES) / sum(
            map(len, (p.text for p in pieces))
        )
        if share > CAPTIONS and not path.name.startswith(MAPS):
            crowded[path.name] = share
    assert running > 1_000
    assert small == []
    assert crowded == {}


def test_what_somebody_signs_as_a_document_has_twelve_points(pages: dict[Path, tuple[Page, ...]]) -> None:
    held: dict[str, int] = {}
    small: list[tuple[str, int, float, str]] = []
    for path, paper in pages.items():
        kind = next((one for one in TO_SIGN if path.name.startswith(one)), None)
        for number, page in enumerate(paper if kind else (), start=1):
            told = [one for one in page.pieces if runs(one, page.form) and not one.muted]
            held[str(kind)] = held.get(str(kind), 0) + len(told)
            small += [(path.name, number, one.size, one.text) for one in told if one.size < SIGNED]
    assert all(held.get(kind) for kind in TO_SIGN), held
    assert small == []


def runs(piece: Piece, form: Format) -> bool:
    """Tell whether a piece begins at the margin and goes over more than half of the width, above the foot."""
    above = piece.base > LANDSCAPE.bottom + 1
    return above and abs(piece.start - form.left) < 2 and piece.end - piece.start > form.width * 0.55


def test_no_line_ends_before_what_belongs_to_its_last_word(pages: dict[Path, tuple[Page, ...]]) -> None:
    torn = [
        (path.name, number, f"{one}|{other}")
        for path, paper in pages.items()
        for number, page in enumerate(paper, start=1)
        for one, other in pairwise(line.strip() for line in page.text.split("\n"))
        if TORN.search(f"{one}\n{other}")
    ]
    assert torn == []


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
