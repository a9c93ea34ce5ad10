"""Half-filled forms are kept for whoever filled them in, and leave no trace in the journal."""

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import people
from db.file.store import Store
from db.people import form_drafts
from domain.errors import Missing
from domain.people.person import Person, PersonKind


@pytest.fixture
def actors(store: Store) -> tuple[int, int]:
    """Two people who work with the file."""
    first, second = (
        store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=name, is_actor=True))
        for name in ("Соколова", "Громов")
    )
    return first, second


def test_a_form_is_kept_for_its_writer_and_what_it_is_about(store: Store, actors: tuple[int, int]) -> None:
    mine, other = actors
    store.act_as(mine)
    store.write(form_drafts.keep, "ActionForm", "7", {"text0": "Послушать"})
    store.write(form_drafts.keep, "ActionForm", "7", {"text0": "Послушать записи\x00", "check1": "1"})
    store.act_as(other)
    store.write(form_drafts.keep, "ActionForm", "7", {"text0": "Другое"})
    kept = {"text0": "Послушать записи", "check1": "1"}
    assert store.read(form_drafts.kept, "ActionForm", "7", mine) == kept
    assert store.read(form_drafts.kept, "ActionForm", "7", other) == {"text0": "Другое"}
    assert store.read(form_drafts.kept, "ActionForm", "8", mine) == {}
    assert store.read(form_drafts.kept, "ActionForm", "7", None) == {}


def test_a_form_that_was_sent_is_forgotten(store: Store, actors: tuple[int, int]) -> None:
    store.act_as(actors[0])
    store.write(form_drafts.keep, "ActionForm", "7", {"text0": "Послушать"})
    store.write(form_drafts.keep, "ActionForm", "7", {})
    store.write(form_drafts.keep, "ActionForm", "7", {})
    assert store.read(_rows) == 0


def test_keeping_is_no_event_and_needs_somebody_at_work(store: Store, actors: tuple[int, int]) -> None:
    with pytest.raises(Missing):
        store.write(form_drafts.keep, "ActionForm", "7", {"text0": "Послушать"})
    before = store.read(_events)
    store.act_as(actors[0])
    store.write(form_drafts.keep, "ActionForm", "7", {"text0": "Послушать"})
    assert store.read(_events) == before
    assert store.checkup() == ()


def _rows(session: Session) -> int:
    return len(session.exec(select(models.FormDraft)).all())


def _events(session: Session) -> int:
    return len(session.exec(select(models.Journal.seq)).all())
