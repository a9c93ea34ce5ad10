"""Exports in the journal: what left the file about whom, in numbers and kinds, never in names."""

import json

import pytest
from sqlmodel import Session

from db.assessing import merging
from db.assessing.sheet import forms
from db.file.store import Store
from db.hiring import campaigns
from db.journal import events, exports
from db.journal.exports import Of
from domain.errors import Impossible, Unknown
from domain.event import EventChoice
from domain.mark import Role
from reports.words import phrases_journal
from resources import i18n
from tests.db import sample, tampering


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


@pytest.mark.of_the_file("how SQLite goes about it")
def test_exports_are_found_by_the_index_that_leaves_marks_out(store: Store) -> None:
    person = sample.add(store, "Орлова")
    with sample.statements(store) as statements:
        store.read(exports.handed_out, person)
    found = [one for one in statements if "FROM journal" in one]
    steps = sample.steps(store, found)
    assert [step for step in steps if "COVERING INDEX ix_journal_many" in step], "no event is looked at"
    assert not [step for step in steps if "SCAN journal" in step]


NO_EVENT = (  # what somebody else may have written into the event of an export
    '"people"',
    "null",
    "7",
    "[]",
    "not even JSON",
    "[" * 100_000,
    "{}",
    '{"clock_back":99999999999999999999}',
    '{"document":null,"formats":null,"files":null,"ids":null,"people":null}',
    '{"document":["card"],"formats":{"pdf":1},"files":[2],"ids":[[1]],"people":[[1],{"1":1}]}',
    '{"document":"card","formats":["pdf"],"files":"many","ids":[1],"people":{"PERSON":1}}',
    '{"document":"card","formats":7,"files":1,"ids":"1","people":PERSON}',
)

NO_TIME = ("yesterday", "", "2026-99-99", "9e99")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        *(("data", text) for text in NO_EVENT),
        *(
            pytest.param("at", text, marks=pytest.mark.of_the_file("there a moment can be nothing else"))
            for text in ("yesterday", "", "2026-99-99", "9e99")
        ),
    ],
)
def test_an_event_that_somebody_else_wrote_is_named_by_the_check_and_the_screens_show_the_others(
    store: Store, column: str, text: str
) -> None:
    person = sample.add(store, "Орлова")
    store.write(exports.record, "card", Of.PERSON, {person}, ("pdf",), 1)
    store.write(exports.record, "card", Of.PERSON, {person}, ("xlsx",), 1)
    seq = sample.last_event(store).seq

    def tamper(session: Session) -> None:
        tampering.unguarded(session, "journal")
        new = text.replace("PERSON", str(person))
        tampering.run(session, f"UPDATE journal SET {column} = ? WHERE seq = ?", (new, seq))

    store.write(tamper)
    assert f"journal: {seq}" in [str(one) for one in store.checkup()]
    given = store.read(exports.handed_out, person)
    assert given[-1].formats == ("pdf",), "what was not changed is there"
    assert [one.ids for one in store.read(exports.recent, {"card"}, 9)][-1] == (person,)
    page = store.read(events.page, EventChoice())
    assert seq in [one.seq for one in page.events]
    assert store.read(events.page, EventChoice(people=(person,))).events
    for one in page.events:
        assert phrases_journal.detail(one, "Карточка", i18n.words("ru")) is not None
        assert phrases_journal.act(one, i18n.words("ru"))
    assert store.read(events.counted, EventChoice(people=(person,)))


def test_that_the_journal_was_saved_is_told_of_people_alone_and_in_no_words_of_a_client(store: Store) -> None:
    one, two = sample.candidate(store), sample.add(store, "Громов")
    store.write(exports.journal_saved, "csv", [two, one])
    event = sample.last_event(store)
    assert (event.act, event.subject_kind) == ("export", "document")
    assert (event.data["document"], event.data["of"], event.data["formats"]) == ("journal", "person", ["csv"])
    assert event.data["ids"] == event.data["people"] == sorted((one, two))
    store.write(exports.journal_saved, "xlsx", [])
    assert (sample.last_event(store).data["of"], sample.last_event(store).data["people"]) == ("file", [])
    for kind, people, error in (("Лебедева", [one], Impossible), ("csv", [one, 999], Unknown)):
        with pytest.raises(error):
            store.write(exports.journal_saved, kind, people)
