"""Every kind of document of the registry among the documents: seen, or said why it may not be had."""

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from db.file.store import Store
from desktop.export.screen import DocumentsScreen
from desktop.office.demo import demo
from desktop.office.papers.document import Document
from desktop.office.papers.preview import Asking, previewing
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from desktop.office.papers.subjects import subjects
from desktop.office.sentences import sentence
from domain.progress import Progress
from resources.i18n import words
from tests import prepared
from tests.desktop.desk import Stage

PAGED = [one for one in DOCUMENTS.values() if "pdf" in one.formats]
ASKED = 3  # subjects of a kind that are asked for


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("kinds") / "demo.merilo"
    prepared.demo(path)
    opened = Store.open(path)
    yield opened
    opened.close()


@pytest.mark.parametrize("document", PAGED, ids=lambda one: one.key)
def test_a_kind_is_shown_or_says_why_it_may_not_be_had(example: Store, document: Document) -> None:
    russian = words("ru")
    listed = subjects(example.read, document.key, None, demo.TODAY, russian)
    assert listed and all(one.name for one in listed)
    for one in listed[:ASKED]:
        asked = Asking(document.key, one.id, None, demo.TODAY, "ru")
        seen = previewing(example.read, asked)(Progress())
        if seen.refused is not None:
            assert sentence(seen.refused, russian).what.endswith("."), document.key
        else:
            assert seen.content.startswith(b"%PDF") or not seen.papers


def settled(screen: DocumentsScreen) -> bool:
    return not screen.drawing and not screen.preview.waiting


def test_without_subjects_every_kind_says_what_there_is_not_yet(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.show(DocumentsScreen)
    screen.open()
    reasons: dict[str, str] = {}
    for key in DOCUMENTS:
        screen.show_paper(key)
        qtbot.waitUntil(partial(settled, screen))
        if not screen.people.list_model.lines():
            reasons[key] = screen.preview.nothing._fact.text()  # pyright: ignore[reportPrivateUsage]
            assert not screen.save_button.isEnabled() and not screen.print_button.isEnabled()
    assert {"order", "feedback", "quarter", "notice"} <= reasons.keys()
    assert all("yet" in text or text == "No sheet is awaited now" for text in reasons.values()), reasons
