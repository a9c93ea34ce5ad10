"""Every kind of document has a name for people, so that a refusal never names another one."""

from pathlib import Path

import pytest

from desktop.export.outcome import failed_words
from desktop.office.papers import registry
from desktop.office.papers.documents import Exported, Failure
from domain.errors import NothingSubmitted
from resources.i18n import current


@pytest.mark.parametrize("kind", registry.DOCUMENTS)
def test_a_document_that_came_not_so_far_as_a_file_is_told_by_its_own_name(kind: str) -> None:
    done = Exported((), (Failure(1, "C-0041", None, NothingSubmitted(), kind),))
    _fact, rest = failed_words(done)
    assert rest.startswith(f"{registry.DOCUMENTS[kind].name(current())}: No sheet has been submitted yet.")


def test_no_two_documents_that_differ_have_one_name() -> None:
    named = {kind: registry.DOCUMENTS[kind].name(current()) for kind in registry.DOCUMENTS}
    assert named.pop(registry.PLAN) == named[registry.IDP], "one paper, proposed or kept"
    assert len(set(named.values())) == len(named)


def test_a_file_that_failed_is_told_by_its_name() -> None:
    done = Exported((), (Failure(1, "C-0041", Path("summary_C-0041.pdf"), OSError("full")),))
    assert failed_words(done)[1].startswith("summary_C-0041.pdf: ")
