"""Every refusal and failure leads to a place in the help that exists in both languages."""

import pytest

from desktop.errors import failure
from desktop.office.help.filled import filled
from desktop.office.help.refusals import OUR_BUG, PAGES, SUBJECTS, page_of_kind
from desktop.office.sentences import sentences
from resources.i18n import LANGUAGES

KINDS = sorted(sentences(), key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_leads_to_a_place_that_exists(language: str) -> None:
    for link in (
        {page_of_kind(kind) for kind in KINDS} | set(PAGES.values()) | set(SUBJECTS.values()) | {OUR_BUG}
    ):
        name, _, mark = link.partition("#")
        assert not mark or mark in filled(name, language).marks, link


def test_every_kind_that_has_a_page_of_its_own_has_a_sentence() -> None:
    assert [kind for kind in PAGES if not any(kind in one.__mro__ for one in KINDS)] == []


def test_a_bug_of_ours_leads_to_what_to_do_with_the_report() -> None:
    assert failure(ZeroDivisionError()).help == OUR_BUG
