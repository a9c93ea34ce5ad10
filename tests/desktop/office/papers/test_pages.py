"""How many pages the papers of the demo take: what people read to decide by does not run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.file.store import Store
from desktop.office.cli import demo_papers
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.progress import Progress
from tests import prepared

# kind -> (part of the file's name, most pages): candidates are asked 23 competencies, employees 71.
MOST = {
    registry.PROFILE: (("C-", 4), ("E-", 7)),
    registry.DECISION: (("C-", 3), ("E-", 4)),
    registry.COMPARISON: (("", 2),),
    registry.SUMMARY: (("C-", 2), ("E-", 3)),
    registry.IDP: (("", 3),),
    registry.FORM: (("", 2),),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.merilo"
    prepared.demo(path)
    store = Store.open(path)
    yield store
    store.close()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_papers_take_no_more_pages_than_they_need(store: Store, tmp_path: Path, language: str) -> None:
    asked = dict(demo_papers.papers(store, demo.TODAY))
    for kind, limits in MOST.items():
        made = documents.export(
            store.read,
            kind,
            asked[kind][:3],
            ("pdf",),
            (language,),
            tmp_path / kind,
            Progress(),
            None,
            demo.TODAY,
            processes=1,
        )
        assert not made.failed
        for path in made.written:
            most = next(limit for part, limit in limits if part in path.name)
            assert len(PdfReader(path).pages) <= most, path.name
