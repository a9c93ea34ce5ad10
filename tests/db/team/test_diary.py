"""Notes of the diary: whose they are, about whom, who sees them, and how they become facts of a sheet."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from db import models
from db.assessing import merging, people
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from db.team import diary, last_levels
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.errors import HadLeft, Impossible, Missing, NoteUsed, NotYours, TooLong, Unknown
from domain.mark import Mark, Role
from domain.team.diary import HalfNote
from tests.db import sample
from tests.db.conftest import ByClock

ON = sample.TODAY
YESTERDAY = ON - timedelta(days=1)


@pytest.fixture
def store(by_clock: ByClock) -> Store:
    """The test's own file on a day that stands still."""
    return by_clock(sample.Clock())


class Team:
    """A manager at work, a colleague, and somebody who is rated in a quarterly cycle."""

    def __init__(self, store: Store) -> None:
        self.me = sample.add(store, "Соколова", given="Анна", is_actor=True)
        self.other = sample.add(store, "Громов", is_actor=True)
        self.person = sample.add(store, "Орлова", given="Дарья")
        cycle = sample.cycle(store, CycleKind.QUARTERLY, title="IV квартал", ends_on=ON + timedelta(days=30))
        self.case = sample.case(store, self.person, cycle)
        store.act_as(self.me)
        self.sheet = sample.sheet(store, self.case, self.me, Role.MANAGER, submit=False)


@pytest.fixture
def team(store: Store) -> Team:
    return Team(store)


def write(
    store: Store, team: Team, *items: str, text: str = "вернула SL за 25 минут", on: date = YESTERDAY
) -> int:
    ids = tuple(sample.item(store, code) for code in items or ("S03",))
    return store.write(diary.write, team.person, ids, text, Polarity.FOR, on)


def erase(store: Store, person_id: int) -> None:
    def put(session: Session) -> None:
        row = session.get_one(models.Person, person_id)
        row.erased_at = sample.Clock()()
        session.info["unjournaled"] = True

    store.write(put)


def test_a_note_is_written_in_one_act_and_forgets_the_half_typed_one(store: Store, team: Team) -> None:
    store.write(diary.keep_half, HalfNote(team.person, "вернула SL"))
    before = sample.last_event(store).seq
    made = write(store, team, "S03", "K06")
    event = sample.last_event(store)
    assert (event.seq, event.act, event.subject_kind) == (before + 1, "note", "evidence")
    (note,) = store.read(diary.notes, team.me)
    assert (note.fact.id, note.fact.items, note.fact.sheet_id) == (made, ("K06", "S03"), None)
    assert (note.person_name, note.author_name, note.mine) == ("Орлова Дарья", "Соколова А.", True)
    assert not note.used
    assert store.read(diary.half, team.me) == HalfNote()


def test_what_is_half_typed_is_its_authors_alone_and_no_event(store: Store, team: Team) -> None:
    before = sample.last_event(store).seq
    half = HalfNote(team.person, "вернула\x00 SL", Polarity.AGAINST, "31.02.2026", ("S03",))
    store.write(diary.keep_half, half)
    assert store.read(diary.half, team.me) == replace(half, text="вернула SL")
    assert store.read(diary.half, team.other) == store.read(diary.half, None) == HalfNote()
    store.write(diary.keep_half, HalfNote(team.person, "  "))
    assert store.read(diary.half, team.me) == HalfNote()
    assert sample.last_event(store).seq == before
    store.act_as(None)
    with pytest.raises(Missing):
        store.write(diary.keep_half, half)


def test_half_typed_words_about_somebody_erased_are_not_shown_and_follow_a_merge(
    store: Store, team: Team
) -> None:
    double = sample.add(store, "Орлова")
    store.write(diary.keep_half, HalfNote(double, "вернула SL"))
    store.write(merging.merge, team.person, double)
    assert store.read(diary.half, team.me).person_id == team.person
    erase(store, team.person)
    store.write(diary.keep_half, HalfNote(team.person, "вернула SL"))
    assert store.read(diary.half, team.me) == HalfNote()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": " \n"}, Missing),
        ({"text": "а" * 5001}, TooLong),
        ({"on": ON + timedelta(days=1)}, Impossible),
    ],
)
def test_a_note_without_words_too_long_or_of_tomorrow_is_refused_and_what_is_typed_stays(
    store: Store, team: Team, change: dict[str, object], refusal: type[Exception]
) -> None:
    half = HalfNote(team.person, "вернула SL")
    store.write(diary.keep_half, half)
    with pytest.raises(refusal):
        write(store, team, **change)  # pyright: ignore[reportArgumentType]
    assert store.read(diary.notes, team.me) == ()
    assert store.read(diary.half, team.me) == half


def test_who_had_left_before_that_day_who_was_erased_or_merged_is_not_noted(store: Store, team: Team) -> None:
    store.write(people.change, replace(store.read(people.person, team.person), left_on=YESTERDAY))
    with pytest.raises(HadLeft) as caught:
        write(store, team, on=ON)
    assert (caught.value.name, caught.value.day) == ("Орлова Дарья", YESTERDAY)
    write(store, team, on=YESTERDAY)  # the last day counts
    erase(store, team.person)
    with pytest.raises(Unknown):
        write(store, team)
    assert store.read(diary.notes, team.me) == (), "nothing about somebody erased is listed"


def test_nobody_at_work_notes_nothing(store: Store, team: Team) -> None:
    store.act_as(None)
    with pytest.raises(NotYours):
        write(store, team)


def test_notes_of_others_are_hidden_while_a_case_of_the_person_is_blind(store: Store, team: Team) -> None:
    write(store, team, text="моя")
    store.act_as(team.other)
    write(store, team, text="чужая")
    assert [one.fact.text for one in store.read(diary.notes, team.me)] == ["моя"]
    assert [one.fact.text for one in store.read(diary.notes_of, team.person, team.me)] == ["моя"]
    assert [one.fact.text for one in store.read(diary.notes, team.other)] == ["чужая"]
    store.act_as(team.me)
    store.write(sheets.submit, team.sheet)
    seen = store.read(diary.notes, team.me)
    assert {(one.fact.text, one.mine) for one in seen} == {("моя", True), ("чужая", False)}
    assert set(store.read(diary.notes_of, team.person, team.me)) == set(seen)


def test_a_page_has_the_newest_notes_one_may_see_and_counts_the_others(store: Store, team: Team) -> None:
    person = sample.add(store, "Рыбин")
    for number in range(9):
        day = ON - timedelta(days=number % 4)  # several on one day, recorded at the same time
        store.write(diary.write, person if number % 2 else team.person, (1, 2), "видел", Polarity.FOR, day)
    store.act_as(team.other)
    write(store, team, text="чужая о том, чей лист не сдан")
    store.write(diary.write, person, (3,), "чужая", Polarity.FOR, ON)
    retired = store.write(diary.write, person, (4,), "лишняя", Polarity.FOR, ON)
    store.write(evidence.withdraw, retired)
    erase(store, sample.add(store, "Белов"))
    for viewer in (team.me, team.other):
        everything = store.read(diary.notes, viewer)
        for about in (None, person, team.person):
            notes = tuple(one for one in everything if about in (None, one.fact.person_id))
            assert store.read(diary.notes, viewer, about) == notes
            for most in (1, 4, len(notes), 500):
                page = store.read(diary.page, viewer, about, most)
                assert page.notes == notes[:most]
                assert (page.count, page.total) == (len(notes), len(everything))
                assert page.is_whole == (most >= len(notes))
                codes = sorted({code for one in everything for code in one.fact.items})
                assert [code for code, _label in page.items] == codes


@pytest.mark.of_the_file("how SQLite goes about it")
def test_a_page_is_read_from_the_index_of_notes_in_its_order(store: Store, team: Team) -> None:
    with sample.statements(store) as asked:
        store.read(diary.page, team.me)
    of_notes = [one for one in asked if "mark_text" not in one]  # what sheets hold is counted apart
    of_notes = [
        step for step in sample.steps(store, of_notes) if re.search(r"(SCAN|SEARCH) evidence\b", step)
    ]
    assert any("ix_evidence_note" in step for step in of_notes)
    assert not any("ix_evidence_sheet_id" in step for step in of_notes), "it leads to facts on sheets alone"


def test_the_list_of_notes_takes_the_same_statements_whatever_their_number(store: Store, team: Team) -> None:
    def seen() -> int:
        return sample.count(store, diary.notes, team.me)

    write(store, team)
    store.act_as(team.other)
    write(store, team)
    few = seen()
    for number in range(20):
        person = sample.add(store, f"Рыбин{number}")
        store.write(diary.write, person, (1, 2), "видел", Polarity.NEUTRAL, YESTERDAY)
    assert seen() == few


def test_a_note_becomes_a_fact_of_the_sheet_once_and_keeps_its_day(store: Store, team: Team) -> None:
    note = write(store, team, "S03", "K06", on=YESTERDAY)
    made = store.write(diary.take, team.sheet, note)
    assert store.write(diary.take, team.sheet, note) == made
    (fact,) = store.read(evidence.beside, team.sheet, team.me)
    (told,) = store.read(diary.notes, team.me)
    assert (fact.text, fact.items, fact.observed_on) == (told.fact.text, ("K06", "S03"), YESTERDAY)
    assert (fact.note_uid, fact.recorded_at) == (told.fact.uid, told.fact.recorded_at)
    store.write(evidence.withdraw, made)
    assert store.read(evidence.beside, team.sheet, team.me) == ()
    assert store.write(diary.take, team.sheet, note) == made
    assert len(store.read(evidence.beside, team.sheet, team.me)) == 1


def test_a_note_that_counts_in_a_submitted_sheet_stays_as_it_is(store: Store, team: Team) -> None:
    note = write(store, team)
    store.write(sheets.rate, team.sheet, sample.item(store, "S03"), Mark.rated(4))
    store.write(diary.take, team.sheet, note)
    assert store.read(sheets.sheet, team.sheet, team.me).without_fact == ()
    store.write(diary.change, note, (sample.item(store, "S03"),), "иначе", Polarity.FOR, YESTERDAY)
    store.write(sheets.submit, team.sheet)
    (told,) = store.read(diary.notes, team.me)
    assert told.used
    with pytest.raises(NoteUsed):
        store.write(diary.change, note, (1,), "ещё иначе", Polarity.FOR, YESTERDAY)
    with pytest.raises(NoteUsed):
        store.write(evidence.withdraw, note)
    revision = store.write(sheets.revise, team.sheet, "описка")
    (fact,) = store.read(evidence.beside, revision, team.me)
    assert fact.note_uid == told.fact.uid


def test_only_an_own_note_about_the_person_of_the_sheet_can_be_taken(store: Store, team: Team) -> None:
    store.act_as(team.other)
    foreign = write(store, team)
    store.act_as(team.me)
    elsewhere = store.write(diary.write, team.other, (1,), "видел", Polarity.FOR, YESTERDAY)
    gone = write(store, team)
    store.write(evidence.withdraw, gone)
    for note, refusal in ((foreign, NotYours), (elsewhere, Impossible), (gone, Unknown), (999, Unknown)):
        with pytest.raises(refusal):
            store.write(diary.take, team.sheet, note)
    assert store.read(evidence.beside, team.sheet, team.me) == ()


def test_another_ones_note_is_not_changed_or_taken_back(store: Store, team: Team) -> None:
    note = write(store, team)
    store.act_as(team.other)
    with pytest.raises(NotYours):
        store.write(diary.change, note, (1,), "иначе", Polarity.FOR, YESTERDAY)
    with pytest.raises(NotYours):
        store.write(evidence.withdraw, note)


def test_a_note_is_not_moved_to_a_day_after_the_person_had_left(store: Store, team: Team) -> None:
    note = write(store, team, on=YESTERDAY)
    store.write(people.change, replace(store.read(people.person, team.person), left_on=YESTERDAY))
    with pytest.raises(HadLeft):
        store.write(diary.change, note, (1,), "иначе", Polarity.FOR, ON)


def test_a_note_speaks_of_the_model_that_the_person_is_rated_by(store: Store, team: Team) -> None:
    mine = store.read(diary.framework_for, team.person)
    assert mine == sample.framework(store)
    assert store.read(diary.framework_for, team.other) == store.read(diary.framework_for, None) == mine
    write(store, team, "S03", "K06")
    (note,) = store.read(diary.notes, team.me)
    assert note.labels == tuple(mine.item(code).label for code in note.fact.items)


def test_the_same_code_of_another_model_does_not_stand_beside_the_item(store: Store, team: Team) -> None:
    def rename(session: Session) -> None:
        """Let K06 of the note be something else, as in the model of another post."""
        old = session.get_one(models.Item, sample_item)
        columns: dict[str, Any] = old.model_dump()
        columns |= {"id": None, "key": str(sample.new_uid()), "framework_id": other}
        row = models.Item(**columns)
        session.add(row)
        session.flush()
        link = session.get_one(models.EvidenceItem, (note, sample_item))
        session.delete(link)
        session.add(models.EvidenceItem(evidence_id=note, item_id=row.id))
        session.info["unjournaled"] = True

    sample_item = sample.item(store, "K06")
    note = write(store, team, "K06")
    assert [one.fact.items for one in store.read(last_levels.before, team.sheet, team.me).notes] == [("K06",)]

    def second(session: Session) -> int:
        shipped = session.get_one(models.Framework, sample.framework(store).id)
        columns: dict[str, Any] = shipped.model_dump()
        own: dict[str, Any] = {
            "id": None,
            "uid": str(sample.new_uid()),
            "key": str(sample.new_uid()),
            "number": 1,
            "state": "draft",
        }
        row = models.Framework(**columns | own)
        session.add(row)
        session.flush()
        session.info["unjournaled"] = True
        return row.id

    other = store.write(second)
    store.write(rename)
    assert store.read(last_levels.before, team.sheet, team.me).notes == ()
