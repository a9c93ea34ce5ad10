"""Names that hide a sign, turn the line round or have no glyph: through each gate they stay names."""

import unicodedata
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from reportlab.platypus import Flowable, SimpleDocTemplate

from db.assessing import people
from db.file.store import Store
from desktop.office.papers import documents, registry
from domain.errors import Missing
from domain.papers.paper import Paper
from domain.people.person import Person
from domain.text import fold, visible
from reports.book.workbook import Book
from reports.paper.seen import BOX, printable
from reports.paper.style import styles
from reports.paper.text import name_in, runs
from resources.i18n import words
from tests.faults.sizes import size
from tests.reports.reading import squeezed
from tests.reports.typed import NAMELESS, NAMES

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with closing(
        Store.create(tmp_path_factory.mktemp("names") / "a.merilo", "имена имена 12", fast=True).store
    ) as made:
        yield made


@pytest.fixture(scope="module")
def kept(store: Store) -> list[str]:
    """The names as a file keeps them."""
    assert len(set(NAMES)) == size("names")
    ids = [store.write(people.add, Person(surname=name)) for name in NAMES]
    return [store.read(people.person, one).surname for one in ids]


def test_a_kept_name_is_seen_and_turns_no_line_round(kept: list[str]) -> None:
    for typed, name in zip(NAMES, kept, strict=True):
        assert visible(name), ascii(typed)
        signs = {unicodedata.bidirectional(char) for char in name}
        assert not signs & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}, ascii(typed)
        assert not {"\u200e", "\u200f", "\u061c"} & set(name), ascii(typed)


def test_a_name_is_found_as_it_is_seen(kept: list[str]) -> None:
    hidden = [name for name in kept if name.startswith("Сид")]
    assert len(hidden) == 8 and {fold(name) for name in hidden} == {"сидорова"}
    assert {fold(name) for name in kept if name.startswith("Ив")} == {"иванов"}
    assert all(fold(name).strip() for name in kept)


def test_a_name_is_printed_with_a_glyph_or_a_box_for_each_sign(kept: list[str]) -> None:
    story: list[Flowable] = [name_in(name, styles().cell, 200) for name in kept]
    buffer = BytesIO()
    SimpleDocTemplate(buffer).build(story)
    text = squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(buffer.getvalue())).pages))
    for name in kept:
        shown = squeezed("".join(run for _face, run in runs(name, styles().cell.fontName)))
        assert shown and (shown in text or shown[::-1] in text), ascii(name)  # Arabic is read back turned
    assert BOX in text


def test_a_name_is_a_text_in_a_workbook(kept: list[str], tmp_path: Path) -> None:
    book = Book("Имена", DAY)
    tab = book.tab("Имена")
    for row, name in enumerate(kept, start=1):
        tab.put_text(row, 1, name)
    book.save(tmp_path / "a.xlsx")
    (sheet,) = load_workbook(tmp_path / "a.xlsx").worksheets
    found = [sheet.cell(row, 1) for row in range(1, len(kept) + 1)]
    assert [cell.value for cell in found] == [printable(name) for name in kept]
    assert {cell.data_type for cell in found} == {"s"}


def test_a_name_leaves_in_the_name_of_a_file_what_every_system_takes(kept: list[str]) -> None:
    kind = next(iter(registry.DOCUMENTS))
    for name in kept:
        file = documents.in_words(kind, Paper("C-0041", None), DAY, "pdf", words("ru"), name)
        assert file.isprintable() and not set(file) & set('/\\:*?"<>|'), ascii(file)
        assert file.endswith("C-0041 2026-11-24.pdf"), ascii(file)


@pytest.mark.parametrize("typed", NAMELESS, ids=ascii)
def test_a_name_of_which_nothing_is_seen_is_no_name(store: Store, typed: str) -> None:
    with pytest.raises(Missing, match="surname"):
        store.write(people.add, Person(surname=typed))
