"""Exports in the journal: what left the file about whom, in numbers and kinds, never in names."""

import json

from db.assessing import forms, merging
from db.file.store import Store
from db.hiring import campaigns
from db.journal import exports
from db.journal.exports import Of
from domain.mark import Role
from tests.db import sample


def test_an_export_is_an_event_of_ids_and_kinds_and_is_shown_to_the_people_in_it(store: Store) -> None:
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    cycle = sample.campaign(store, (hr, Role.HR))
    first, second = (
        store.write(campaigns.invite, cycle, sample.candidate(store, name)) for name in ("Лебедева", "Зимин")
    )
    store.write(exports.record, "profile", Of.CASE, {first}, ("xlsx", "pdf"), 4)
    store.write(exports.record, "comparison", Of.CYCLE, {cycle}, ("pdf",), 1)
    store.write(exports.record, "requirements", Of.CYCLE, {cycle}, ("pdf",), 1, names_people=False)
    event = sample.last_event(store)
    assert (event.act, event.actor_id, event.data["people"]) == ("export", hr, [])
    assert "Лебедева" not in json.dumps(event.data, ensure_ascii=False)
    person, other = (store.read(forms.person_of, case) for case in (first, second))
    given = store.read(exports.handed_out, person)
    assert [(one.document, one.formats, one.files, one.people) for one in given] == [
        ("comparison", ("pdf",), 1, 2),
        ("profile", ("pdf", "xlsx"), 4, 1),
    ]
    assert {one.by_id for one in given} == {hr} and "Соколова" in (given[0].by or "")
    assert [one.document for one in store.read(exports.handed_out, other)] == ["comparison"]


def test_what_was_exported_about_a_double_is_shown_with_the_card_that_was_kept(store: Store) -> None:
    kept, double = (sample.add(store, "Орлова", given=given) for given in ("Анна", "Аня"))
    store.write(exports.record, "card", Of.PERSON, {double}, ("pdf",), 1)
    store.write(merging.merge, kept, double)
    assert [one.document for one in store.read(exports.handed_out, kept)] == ["card"]


def test_exports_are_found_by_the_index_that_leaves_marks_out(store: Store) -> None:
    person = sample.add(store, "Орлова")
    with sample.statements(store) as statements:
        store.read(exports.handed_out, person)
    found = [one for one in statements if "FROM journal" in one]
    steps = sample.steps(store, found)
    assert [step for step in steps if "COVERING INDEX ix_journal_many" in step], "no event is looked at"
    assert not [step for step in steps if "SCAN journal" in step]
