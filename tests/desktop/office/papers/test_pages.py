"""How many pages the papers of the demo take: what people read to decide by does not run on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from reportlab.lib.units import mm

from db.file.store import Store
from desktop.office.cli import demo_papers
from desktop.office.demo import demo
from desktop.office.intake import models
from desktop.office.papers import documents, registry
from domain.progress import Progress
from reports.paper.style import faces
from tests import prepared
from tests.reports.reading import drawn

# kind -> (part of the file's name, most pages): candidates are asked 23 competencies, employees 71.
MOST = {
    registry.PROFILE: (("C-", 4), ("E-", 7)),
    registry.DECISION: (("C-", 2), ("E-", 4)),
    registry.COMPARISON: (("", 2),),
    registry.SUMMARY: (("C-", 2), ("E-", 3)),
    registry.IDP: (("", 3),),
    registry.FORM: (("", 2),),
    registry.FRAMEWORK: (("changes", 2), ("", 8)),
    registry.TEAM: (("", 7),),
}

# Those end with a list that leaves the house apart, or with what is held, which is as long as it is.
ANNEXED = {registry.REQUEST, registry.TRAINING, registry.STAFF_ORDER, registry.SUBJECT_COPY}
LEAST = 0.28  # of the last page: a third, without the height of its last line and the rule below
TOP, BOTTOM = 20 * mm, 20 * mm


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[Path]]]:
    """Kind -> its papers in both languages."""
    folder = tmp_path_factory.mktemp("pages")
    prepared.demo(folder / "demo.merilo")
    store = Store.open(folder / "demo.merilo")
    made: dict[str, list[Path]] = {}
    for kind, ids in demo_papers.papers(store, demo.TODAY):
        done = documents.export(
            store.read,
            kind,
            tuple(dict.fromkeys((*ids[:1], *ids[-1:]))),
            ("pdf",),
            ("ru", "en"),
            folder / kind,
            Progress(),
            None,
            demo.TODAY,
            processes=1,
        )
        assert not done.failed
        made[kind] = [*done.written]
    told = models.chosen(store.read, None, None)
    formats = ("pdf", registry.CHANGES)
    model, _cut = models.export(
        store.read, told, formats, ("ru", "en"), folder / registry.FRAMEWORK, Progress(), demo.TODAY
    )
    made[registry.FRAMEWORK] = [*model.written]
    yield made
    store.close()


def test_papers_take_no_more_pages_than_they_need(papers: dict[str, list[Path]]) -> None:
    for kind, limits in MOST.items():
        assert papers[kind]
        for path in papers[kind]:
            most = next(limit for part, limit in limits if part in path.name)
            assert len(PdfReader(path).pages) <= most, path.name


def test_no_paper_ends_on_a_page_under_a_third_full(papers: dict[str, list[Path]]) -> None:
    for kind, paths in papers.items():
        for path in paths if kind not in ANNEXED else ():
            pages = PdfReader(path).pages
            if len(pages) > 1:
                assert filled(pages[-1]) >= LEAST, path.name


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_character_of_every_kind_has_its_glyph(papers: dict[str, list[Path]], language: str) -> None:
    known = {font.face.name.decode(): set(font.face.charToGlyph) for font in faces().values()}
    printed = [paths for paths in papers.values() if paths]  # the others are workbooks and lists
    assert len(printed) > 40
    for paths in printed:
        path = next(one for one in paths if f"_{language}" in one.stem)
        characters = {(font, char) for font, text in drawn(path) for char in text if char not in "\n "}
        assert characters, path.name
        assert not [(font, char) for font, char in characters if ord(char) not in known[font]], path.name


def filled(page: PageObject) -> float:
    """Return how much of the height between the margins is above the lowest text."""
    lowest = top = float(page.mediabox.height) - TOP

    def look(text: str, matrix: Any, place: Any, _font: Any, _size: Any) -> None:
        nonlocal lowest
        y = matrix[5] + matrix[3] * place[5]
        if text.strip() and BOTTOM < y < top:
            lowest = min(lowest, y)

    page.extract_text(visitor_text=look)
    return (top - lowest) / (top - BOTTOM)
