"""What makes the paper library quicker changes nothing of what it draws."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import rl_accel
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas, pathobject, textobject
from reportlab.platypus import Paragraph

from domain.progress import Progress
from reports.assessing import candidate_pdf
from reports.paper import text
from reports.paper.setting import quickly
from reports.paper.style import REGULAR, faces, styles
from resources.i18n import words
from tests.reports import sample

TEXTS = (
    "Оперативное управление",
    "  два   слова\u2009и\u00a0неразрывный ",
    "S01",
    "□ “кавычки” — тире…",
    "й́ 👍",
)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw as the library does by itself."""
    slow = quickly._slow
    for module in (canvas, pathobject, textobject):
        monkeypatch.setattr(module, "fp_str", slow)
    monkeypatch.setattr(quickly.Face, "stringWidth", TTFont.stringWidth)
    monkeypatch.setattr(quickly.Fragments, "of", lambda *_arguments: None)
    yield


def drawn(folder: Path) -> bytes:
    target = folder / "profile.pdf"
    candidate_pdf.write(sample.candidate(), target, Progress(), words("ru"))
    return target.read_bytes()


def test_a_paper_is_the_same_to_the_byte(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    quick = drawn(tmp_path)
    request.getfixturevalue("slowly")
    assert drawn(tmp_path) == quick


@pytest.mark.parametrize("said", TEXTS)
def test_a_paragraph_without_markup_is_what_the_library_makes_of_it(said: str) -> None:
    for name in fields(styles()):
        style = getattr(styles(), name.name)
        ours = text.para(said, style)
        theirs = Paragraph(text.plain(said, style.fontName), style)
        assert [vars(one) for one in ours.frags] == [vars(one) for one in theirs.frags]
        assert ours.style is theirs.style


def test_each_paragraph_has_a_fragment_of_its_own() -> None:
    one, other = text.para("один", styles().body), text.para("другой", styles().body)
    assert [one.frags[0].text, other.frags[0].text] == ["один", "другой"]


@pytest.mark.parametrize("said", ["", "a < b", "Р&Д", "две\nстроки"])
def test_what_needs_the_parser_goes_to_it(said: str) -> None:
    assert quickly.Fragments().of(text.plain(said), styles().body) is None
    assert text.para(said, styles().body).getPlainText() == said.replace("\n", "")


@pytest.mark.parametrize("said", TEXTS)
def test_a_width_is_the_librarys(said: str) -> None:
    face = faces()[REGULAR]
    assert face.stringWidth(said, 9.2) == TTFont.stringWidth(face, said, 9.2)
    assert face.stringWidth(said.encode(), 9.2) == TTFont.stringWidth(face, said.encode(), 9.2)


def test_a_number_is_written_as_by_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quickly, "MOST", 5)  # what is remembered is let go of
    numbers: list[Any] = [
        0,
        1,
        True,
        -0.0,
        1e-9,
        2e-7,
        0.5,
        -0.5,
        1000,
        999.9999999,
        12.3456789,
        1 / 3,
        -72.0,
    ]
    assert canvas.fp_str is rl_accel.fp_str is quickly._quick
    for one in numbers:
        assert quickly._quick(one) == quickly._slow(one)
    assert quickly._quick(*numbers) == quickly._slow(*numbers)
    assert quickly._quick(numbers) == quickly._quick(tuple(numbers)) == quickly._slow(numbers)
