"""What people may type, in every field of every document: no error, nothing that acts, a file that opens.

The strings take turns through the fields of the records of the demo; by night each is in each field.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from db.file.store import Store
from desktop.office.cli import demo_papers
from desktop.office.demo import demo
from desktop.office.papers import drawing
from desktop.office.papers.document import Asked
from desktop.office.papers.documents import papers_of
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from domain.papers.paper import Paper
from domain.progress import Progress
from resources.i18n import words
from tests import prepared
from tests.faults.sizes import size
from tests.reports.typed import FORMULAS, HOSTILE

TURNS, FORMULA_TURNS = range(size("hostile_turns")), range(size("formula_turns"))
SHORT = 120  # characters that a field of one line takes
MANY = 600  # characters in a field of many lines: all of them are long at once here
LONG = 60  # a text longer than this is one that people write in a field of many lines
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Paper[Any]]]:
    """The first paper of each kind."""
    path = tmp_path_factory.mktemp("hostile") / "demo.merilo"
    prepared.demo(path)
    store = Store.open(path)
    yield {
        kind: papers_of(store.read, kind, Asked(ids[0], None, demo.TODAY))[0]
        for kind, ids in demo_papers.papers(store, demo.TODAY)
    }
    store.close()


class Hand:
    """Types hostile strings over what people typed: the same string over the same text."""

    def __init__(self, turn: int, strings: tuple[str, ...]) -> None:
        self._turn, self._strings = turn, strings
        self.typed: dict[str, str] = {}

    def over(self, value: Any) -> Any:
        """Return a record with every text in Russian replaced."""
        if type(value) is str:
            return self._string(value) if _CYRILLIC.search(value) else value
        if isinstance(value, tuple | frozenset | list):
            made = [self.over(one) for one in cast("list[Any]", value)]
            return type(value)(*made) if hasattr(value, "_fields") else type(value)(made)
        if isinstance(value, dict):
            return {key: self.over(one) for key, one in cast("dict[Any, Any]", value).items()}
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{one.name: self.over(getattr(value, one.name)) for one in fields(value) if one.init}
            )
        return value

    def _string(self, text: str) -> str:
        if text not in self.typed:
            string = self._strings[(len(self.typed) + self._turn) % len(self._strings)]
            self.typed[text] = string[:MANY] if len(text) > LONG else string[:SHORT]
        return self.typed[text]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_any_text_in_any_field_makes_a_file_that_opens(
    papers: dict[str, Paper[Any]], tmp_path: Path, kind: str, turn: int
) -> None:
    hand, paper = Hand(turn, HOSTILE), papers[kind]
    typed = Paper(paper.code, hand.over(paper.record))
    assert hand.typed
    for name in DOCUMENTS[kind].formats:
        target = tmp_path / f"paper.{name}"
        drawing.write(kind, typed, name, target, Progress(), words("ru"))
        OPENED[name](target)


@pytest.mark.parametrize("turn", FORMULA_TURNS)
@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind, one in DOCUMENTS.items() for name in one.formats if name in ("xlsx", "csv")],
)
def test_no_formula_that_people_typed_computes(
    papers: dict[str, Paper[Any]], tmp_path: Path, kind: str, name: str, turn: int
) -> None:
    hand, paper, computing = Hand(turn, FORMULAS), papers[kind], COMPUTING[name]
    typed = Paper(paper.code, hand.over(paper.record))
    for target, written in (("typed", typed), ("plain", paper)):
        drawing.write(kind, written, name, tmp_path / target, Progress(), words("ru"))
    assert computing(tmp_path / "typed") == computing(tmp_path / "plain"), "formulas are ours alone"


def _pdf(path: Path) -> None:
    reader = PdfReader(path)
    assert reader.pages
    for page in reader.pages:
        assert "/Annots" not in page and "/AA" not in page
    assert not {"/OpenAction", "/AA", "/Names"} & set(cast("dict[str, Any]", reader.trailer["/Root"]))


def _docx(path: Path) -> None:
    document: Any = docx.Document(str(path))
    assert document.paragraphs
    with ZipFile(path) as parts:
        for name in parts.namelist():
            assert b'TargetMode="External"' not in parts.read(name), name


def _xlsx(path: Path) -> None:
    book = load_workbook(path)
    with ZipFile(path) as parts:
        for name in parts.namelist():
            assert b'TargetMode="External"' not in parts.read(name), name
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.hyperlink is None
                assert cell.data_type != "f" or str(cell.value) != "=1+1"


def _text(path: Path) -> None:
    content = path.read_text(encoding="utf-8-sig")
    assert content and "\x00" not in content and "\u202e" not in content


def _json(path: Path) -> None:
    assert json.loads(path.read_text(encoding="utf-8")), "data keep what was typed, whatever it is"


def _formulas(path: Path) -> int:
    """Return how many cells of the workbook compute."""
    with ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return sum(len(re.findall(b"<f[ />]", parts.read(name))) for name in sheets)


def _signs(path: Path) -> int:
    """Return how many cells of the table of text begin as a formula does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file, delimiter=";") for cell in line]
    return sum(cell.lstrip()[:1] in ("=", "+", "-", "@") for cell in cells)


COMPUTING: dict[str, Callable[[Path], int]] = {"xlsx": _formulas, "csv": _signs}
OPENED: dict[str, Callable[[Path], None]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _text,
    "ics": _text,
    "json": _json,
}
