"""The archive copy of a profile holds its record; a copy for the person holds none."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.assessing import cases
from db.file.store import Store
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from desktop.office.papers.document import ARCHIVE, ARCHIVED
from domain.progress import Progress
from tests import prepared


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("archive") / "demo.merilo"
    prepared.demo(path)
    store = Store.open(path)
    yield store
    store.close()


def exported(
    store: Store, folder: Path, kind: str, *formats: str, called: documents.Called | None = None
) -> dict[str, bytes]:
    """Return ending -> content of what was written of a candidate who was refused."""
    line = next(one for one in store.read(cases.cases_in, "2026-H-001") if "Мельник" in one.person_name)
    done = documents.export(
        store.read,
        kind,
        (line.case_id,),
        formats,
        ("ru",),
        folder,
        Progress(),
        None,
        demo.TODAY,
        processes=1,
        called=called,
    )
    assert not done.failed
    return {path.name.partition(".")[2]: path.read_bytes() for path in done.written}


def part(content: bytes) -> bytes:
    stream = PdfReader(BytesIO(content)).root_object["/Metadata"]
    return stream.get_data().partition(b"<pdfaid:part>")[2][:1]  # type: ignore[attr-defined]


def test_the_record_for_recount_is_in_the_archive_copy_of_the_profile_and_nowhere_else(
    store: Store, tmp_path: Path
) -> None:
    record = exported(store, tmp_path, registry.RESULT, "json")["json"]
    made = exported(store, tmp_path, registry.PROFILE, "pdf", ARCHIVE)
    copy = made[ARCHIVED]
    assert part(copy) == b"3"
    assert PdfReader(BytesIO(copy)).attachments == {"result.json": [record]}
    assert not PdfReader(BytesIO(made["pdf"])).attachments


def test_other_papers_of_record_are_kept_without_attachments(store: Store, tmp_path: Path) -> None:
    copy = exported(store, tmp_path, registry.DECISION, ARCHIVE)[ARCHIVED]
    assert part(copy) == b"2"
    assert not PdfReader(BytesIO(copy)).attachments


def test_an_archive_copy_named_in_words_ends_as_a_pdf_beside_the_pdf(store: Store, tmp_path: Path) -> None:
    called = documents.Called()
    made = exported(store, tmp_path, registry.DECISION, "pdf", ARCHIVE, called=called)
    assert made.keys() == {"pdf", ARCHIVED}


def test_papers_for_the_person_have_no_archive_copy(store: Store, tmp_path: Path) -> None:
    for kind in (registry.UNNAMED, registry.FEEDBACK, registry.SUBJECT_COPY):
        assert ARCHIVE not in registry.DOCUMENTS[kind].offered
    assert exported(store, tmp_path, registry.UNNAMED, ARCHIVE) == {}
