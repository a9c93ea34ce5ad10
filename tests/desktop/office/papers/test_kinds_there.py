"""A kind of document is said to be there exactly if somebody can have it."""

from pathlib import Path

import pytest

from db.file.store import Store
from desktop.office.demo import demo
from desktop.office.papers.document import Asked, When
from desktop.office.papers.documents import papers_of
from desktop.office.papers.registry import (
    ANSWER_FORM,
    DOCUMENTS,
    FILLED,
    PROFILE,
    REFUSAL,
    SHEET,
)
from desktop.office.papers.subjects import subjects, with_somebody
from domain.errors import Refused
from resources.i18n import words
from tests import prepared
from tests.db import sample


def had(store: Store) -> frozenset[str]:
    """Return the kinds that may be had of at least one subject."""
    found: set[str] = set()
    for kind, document in DOCUMENTS.items():
        if document.when is When.ALWAYS:
            continue  # whoever is listed has it
        for one in subjects(store.read, kind, None, demo.TODAY, words("ru")):
            try:
                papers = papers_of(store.read, kind, Asked(one.id, None, demo.TODAY))
            except Refused:
                continue
            if papers:
                found.add(kind)
                break
    return frozenset(found)


def told(store: Store) -> frozenset[str]:
    there = with_somebody(store.read)
    return frozenset(one for one in there if DOCUMENTS[one].when is not When.ALWAYS)


def test_in_the_demo_every_kind_that_is_told_may_be_had(tmp_path: Path) -> None:
    prepared.demo(tmp_path / "demo.merilo")
    store = Store.open(tmp_path / "demo.merilo")
    try:
        assert told(store) == had(store)
    finally:
        store.close()


@pytest.mark.parametrize("submitted", [False, True])
def test_what_is_told_follows_how_far_an_assessment_has_come(store: Store, *, submitted: bool) -> None:
    assert told(store) == had(store) == frozenset()
    boss = sample.add(store, "Громов")
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, boss, said={"K01": 2}, submit=submitted)
    there = told(store)
    assert there == had(store)
    assert REFUSAL not in there
    assert (PROFILE in there) == (FILLED in there) == submitted
    assert (SHEET in there) != submitted
    for kind in (SHEET, ANSWER_FORM):  # whoever is offered can have one
        listed = subjects(store.read, kind, None, demo.TODAY, words("ru"))
        assert [one.id for one in listed] == ([] if submitted else [case])
        asked_for = subjects(store.read, kind, None, demo.TODAY, words("ru"), (case,))
        assert [one.id for one in asked_for] == [case], "what a screen asks for is there to say why"
