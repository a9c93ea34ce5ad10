"""What another window wrote is announced by the tables it may have touched, and never by fewer."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest

from db.assessing import assessments, people
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from db.home import glance
from db.journal import news
from db.people import form_drafts, organisation
from db.team import diary
from domain.assessing.evidence import Polarity
from domain.mark import Mark, Role
from domain.people.person import Person
from tests.db import sample

pytestmark = pytest.mark.of_the_file("another window of the file is noticed by a glance into it")


@pytest.fixture
def me(store: Store) -> int:
    found = sample.add(store, "Громов", is_actor=True)
    store.act_as(found)
    return found


@contextmanager
def announced(store: Store, *, all_of_it: bool) -> Generator[None]:
    """Check that what is told of the acts meanwhile holds every table that they touched."""
    touched: set[str] = set()
    store.listen(touched.update)
    last = store.glance(glance.last_event)
    yield
    seen_to, told = store.read(news.since, last)
    assert touched, "something was written"
    assert touched <= told
    assert seen_to == store.glance(glance.last_event)
    assert ("person" in told and "plan" in told) is all_of_it


def test_what_assessors_write_is_told_apart_from_the_rest(store: Store, me: int) -> None:
    who = sample.candidate(store, "Ким")
    with announced(store, all_of_it=True):
        sheet = store.write(assessments.start, who, me, Role.HR)
    items = [one.item.id for one in store.read(sheets.sheet, sheet, me).scope]
    with announced(store, all_of_it=False):
        store.write(sheets.rate, sheet, items[0], Mark.rated(3))
        store.write(sheets.comment, sheet, items[0], "уверенно")
        store.write(sheets.rate, sheet, items[0], None)
    with announced(store, all_of_it=False):
        note = store.write(diary.write, who, tuple(items[:2]), "Помог новичку", Polarity.FOR, sample.TODAY)
        copied = store.write(diary.take, sheet, note)
        store.write(evidence.withdraw, copied)
    with announced(store, all_of_it=False):
        store.write(sheets.enter, sheet, {one: (Mark.rated(2), "") for one in items})
        store.write(sheets.submit, sheet)
        store.write(sheets.revise, sheet, "ошибка")


def test_any_other_act_may_have_touched_anything(store: Store, me: int) -> None:
    with announced(store, all_of_it=True):
        store.write(people.add, Person(surname="Ким"))
    with announced(store, all_of_it=True):
        store.write(organisation.keep_setting, "word", "так")
    last = store.glance(glance.last_event)
    assert store.read(news.since, last) == (last, news.UNJOURNALED), "nothing but half-typed text"


def test_half_typed_text_is_no_event_and_is_announced(store: Store, me: int) -> None:
    with announced(store, all_of_it=False):
        store.write(form_drafts.keep, "note", "1", {"text": "полов"})
