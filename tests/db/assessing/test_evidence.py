"""Facts: what was said or done is kept with its day, its items and its author, and refused in words."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from domain.assessing.evidence import Evidence, Polarity, Told, draft_field, fact_of_field
from domain.errors import Impossible, Missing, NotYours, Submitted, TooLong, Unknown
from domain.mark import Mark
from tests.db import sample
from tests.db.conftest import ByClock
from tests.zones import VLADIVOSTOK, zone

ON = sample.TODAY
YESTERDAY = ON - timedelta(days=1)


@pytest.fixture
def store(by_clock: ByClock) -> Store:
    """The test's own file on a day that stands still."""
    return by_clock(sample.Clock())


class Desk:
    """HR at work on the draft about a candidate."""

    def __init__(self, store: Store) -> None:
        self.hr = sample.add(store, "Соколова", given="Анна")
        self.other = sample.add(store, "Громов")
        self.person = sample.candidate(store)
        self.case = sample.case(store, self.person)
        store.act_as(self.hr)
        self.sheet = sample.sheet(store, self.case, self.hr, submit=False)


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def note(
    store: Store,
    desk: Desk,
    *items: int,
    text: str = "вернула SL за 25 минут",
    polarity: Polarity = Polarity.FOR,
    on: date = ON,
) -> int:
    return store.write(evidence.note, desk.person, items or (1,), text, polarity, on, sheet_id=desk.sheet)


def beside(store: Store, desk: Desk) -> tuple[Evidence, ...]:
    return store.read(evidence.beside, desk.sheet, desk.hr)


def events(store: Store) -> list[tuple[str, str, dict[str, object]]]:
    def told(session: Session) -> list[tuple[str, str, dict[str, object]]]:
        rows = session.exec(select(models.Journal).order_by(col(models.Journal.seq)))
        return [(row.act, row.subject_kind, row.data) for row in rows]

    return store.read(told)


def test_a_fact_is_kept_with_all_that_belongs_to_it(store: Store, desk: Desk) -> None:
    said = " =1+1 <img src=x> 😀\r\nвторая строка\x00‮ "
    told = [3, 1], said, Polarity.AGAINST, YESTERDAY, "a" * 64
    made = store.write(evidence.note, desk.person, *told, sheet_id=desk.sheet)
    (fact,) = beside(store, desk)
    assert (fact.id, fact.person_id, fact.author_id) == (made, desk.person, desk.hr)
    assert fact.text == "=1+1 <img src=x> 😀\nвторая строка"
    assert (fact.polarity, fact.observed_on, fact.file_sha256) == (Polarity.AGAINST, YESTERDAY, "a" * 64)
    assert fact.items == ("K01", "K03")
    assert fact.recorded_on == fact.recorded_at.astimezone().date() == ON
    rows = {row.item.code: row.facts for row in store.read(sheets.sheet, desk.sheet, desk.hr).rows}
    assert rows["K01"] == rows["K03"] == (fact,)
    assert rows["K02"] == ()


def test_facts_stand_newest_first_by_the_day_of_what_they_tell(store: Store, desk: Desk) -> None:
    made = [note(store, desk, on=day) for day in (YESTERDAY, ON, YESTERDAY)]
    assert [fact.id for fact in beside(store, desk)] == [made[1], made[2], made[0]]


def test_only_a_fact_is_a_fact(store: Store, desk: Desk) -> None:
    store.write(sheets.rate, desk.sheet, 1, Mark.rated(4))
    store.write(sheets.comment, desk.sheet, 1, "сомневаюсь")
    lacking = [row.item.code for row in store.read(sheets.sheet, desk.sheet, desk.hr).without_fact]
    assert lacking == ["K01"]
    note(store, desk)
    assert store.read(sheets.sheet, desk.sheet, desk.hr).without_fact == ()


def test_a_fact_is_told_otherwise(store: Store, desk: Desk) -> None:
    made = note(store, desk, 1)
    store.write(evidence.change, made, [2, 4], "иначе", Polarity.NEUTRAL, YESTERDAY)
    (fact,) = beside(store, desk)
    assert (fact.id, fact.items, fact.text) == (made, ("K02", "K04"), "иначе")
    assert (fact.polarity, fact.observed_on) == (Polarity.NEUTRAL, YESTERDAY)


def test_a_withdrawn_fact_is_not_shown_comes_back_and_leaves_the_file_with_the_draft(
    store: Store, desk: Desk
) -> None:
    kept, gone = note(store, desk, text="останется"), note(store, desk, text="уйдёт")
    store.write(evidence.withdraw, kept)
    assert [fact.id for fact in beside(store, desk)] == [gone]
    with pytest.raises(Unknown):
        store.write(evidence.change, kept, [1], "иначе", Polarity.FOR, ON)
    store.write(evidence.restore, kept)
    store.write(evidence.withdraw, gone)
    assert [fact.id for fact in beside(store, desk)] == [kept]
    store.write(sheets.submit, desk.sheet)

    def stored(session: Session) -> list[int | None]:
        return list(session.exec(select(models.Evidence.id)))

    assert store.read(stored) == [kept]


def test_what_was_handed_in_stays_and_a_correction_has_its_own(store: Store, desk: Desk) -> None:
    made = note(store, desk, 1, 2)
    store.write(sheets.submit, desk.sheet)
    for act in (
        lambda: note(store, desk),
        lambda: store.write(evidence.change, made, [1], "иначе", Polarity.FOR, ON),
        lambda: store.write(evidence.withdraw, made),
    ):
        with pytest.raises(Submitted):
            act()
    draft = store.write(sheets.revise, desk.sheet, "описка")
    (copied,) = store.read(evidence.beside, draft, desk.hr)
    assert copied.id != made
    assert copied.items == ("K01", "K02")
    store.write(evidence.withdraw, copied.id)
    store.write(sheets.submit, draft)
    assert [fact.id for fact in beside(store, desk)] == [made]
    assert store.read(evidence.beside, draft, desk.hr) == ()
    assert store.read(evidence.of_person, desk.person, desk.other) == ()


def test_the_facts_of_a_correction_keep_their_order(store: Store, desk: Desk) -> None:
    for text in ("первый", "второй", "третий"):
        note(store, desk, 1, 2, text=text)
    store.write(sheets.submit, desk.sheet)
    draft = store.write(sample.backwards(sheets.revise), desk.sheet, "описка")
    facts = store.read(evidence.beside, draft, desk.hr)
    assert [one.text for one in sorted(facts, key=lambda fact: fact.id)] == ["первый", "второй", "третий"]


def test_a_note_of_no_sheet_is_retired_not_deleted(store: Store, desk: Desk) -> None:
    made = store.write(evidence.note, desk.person, [1], "на смене", Polarity.NEUTRAL, YESTERDAY)
    (fact,) = store.read(evidence.of_person, desk.person, desk.hr)
    assert (fact.sheet_id, fact.author_id) == (None, desk.hr)
    store.write(evidence.withdraw, made)
    assert store.read(evidence.of_person, desk.person, desk.hr) == ()
    store.write(evidence.restore, made)
    assert len(store.read(evidence.of_person, desk.person, desk.hr)) == 1


@pytest.mark.parametrize(
    ("text", "on", "kind"),
    [
        (" \n", ON, Missing),
        ("д" * 5001, ON, TooLong),
        ("завтра", ON + timedelta(days=1), Impossible),
    ],
)
def test_a_fact_that_cannot_be_is_refused_and_nothing_is_written(
    store: Store, desk: Desk, text: str, on: date, kind: type[Exception]
) -> None:
    before = events(store)
    with pytest.raises(kind):
        note(store, desk, text=text, on=on)
    assert events(store) == before
    assert beside(store, desk) == ()


@pytest.fixture
def vladivostok() -> Iterator[None]:
    with zone(VLADIVOSTOK):
        yield


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the process cannot be set here")
@pytest.mark.usefixtures("vladivostok")
def test_today_is_the_day_where_one_is(by_clock: ByClock) -> None:
    # Half past eleven at night in UTC is tomorrow in the east: the local date decides (law 13).
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    store = by_clock(lambda: late)
    author, person = sample.add(store, "Соколова"), sample.candidate(store)
    store.act_as(author)
    store.write(evidence.note, person, [1], "на смене", Polarity.FOR, date(2026, 11, 25))
    with pytest.raises(Impossible):
        store.write(evidence.note, person, [1], "на смене", Polarity.FOR, date(2026, 11, 26))
    (fact,) = store.read(evidence.of_person, person, author)
    assert (fact.recorded_on, fact.recorded_at) == (date(2026, 11, 25), late)


def test_what_it_speaks_of_must_exist(store: Store, desk: Desk) -> None:
    def noted(person: int, items: list[int], file: str | None = None, *, sheet: int | None) -> None:
        store.write(evidence.note, person, items, "слова", Polarity.FOR, ON, file, sheet_id=sheet)

    for sheet in (desk.sheet, None):
        with pytest.raises(Missing):
            noted(desk.person, [], sheet=sheet)
        with pytest.raises(Unknown):
            noted(desk.person, [1, 999], sheet=sheet)
        with pytest.raises(Impossible):
            noted(desk.person, [1], "не хеш", sheet=sheet)
    with pytest.raises(Impossible):
        noted(desk.other, [1], sheet=desk.sheet)
    with pytest.raises(Unknown):
        noted(999, [1], sheet=None)
    with pytest.raises(Unknown):
        store.write(evidence.withdraw, 999)


def test_nobody_writes_for_another(store: Store, desk: Desk) -> None:
    made = note(store, desk)
    store.act_as(desk.other)
    for act in (
        lambda: note(store, desk),
        lambda: store.write(evidence.change, made, [1], "чужое", Polarity.FOR, ON),
        lambda: store.write(evidence.withdraw, made),
        lambda: store.write(evidence.restore, made),
    ):
        with pytest.raises(NotYours):
            act()
    store.act_as(None)
    with pytest.raises(NotYours):
        store.write(evidence.note, desk.person, [1], "ничьё", Polarity.FOR, ON)


def test_the_journal_tells_ids_and_no_words(store: Store, desk: Desk) -> None:
    made = note(store, desk, 1, 2, text="тайное слово")
    store.write(evidence.change, made, [1], "другое тайное", Polarity.AGAINST, ON)
    store.write(evidence.withdraw, made)
    acts = [(act, data) for act, kind, data in events(store) if kind == "evidence"]
    assert [act for act, _ in acts] == ["note", "change", "withdraw"]
    assert acts[0][1]["items"] == [1, 2]
    assert "тайное" not in repr(acts)


def test_half_typed_words_of_fact_and_comment_are_kept_apart(store: Store, desk: Desk) -> None:
    made = note(store, desk, 1, text="сказано")
    for field, text in (("fact", "новый"), (f"fact:{made}", "сказано и"), ("comment", "сомнения")):
        store.write(sheets.keep_draft, desk.sheet, 1, field, text)
    assert store.read(sheets.drafts_of, desk.sheet) == {
        (1, "comment"): "сомнения",
        (1, "fact"): "новый",
        (1, f"fact:{made}"): "сказано и",
    }
    store.write(sheets.keep_draft, desk.sheet, 1, f"fact:{made}", "сказано")
    note(store, desk, 1, text="новый")
    assert store.read(sheets.drafts_of, desk.sheet) == {(1, "comment"): "сомнения"}
    store.write(sheets.keep_draft, desk.sheet, 1, f"fact:{made}", "сказано и сделано")
    store.write(evidence.change, made, [1], "сказано и сделано", Polarity.FOR, ON)
    assert store.read(sheets.drafts_of, desk.sheet) == {(1, "comment"): "сомнения"}


def test_names_of_half_typed_words_lead_back_to_their_fact() -> None:
    assert [fact_of_field(draft_field(n)) for n in (0, 7)] == [0, 7]
    assert [fact_of_field(name) for name in ("comment", "fact:", "facts", "fact:x")] == [None] * 4


def test_a_paper_sheet_brings_its_facts_in_the_same_act(store: Store, desk: Desk) -> None:
    before = len(events(store))
    told = {1: Told("видела сама", Polarity.FOR, YESTERDAY)}
    store.write(sheets.enter, desk.sheet, {1: (Mark.rated(4), "")}, told)
    assert len(events(store)) == before + 1
    (fact,) = beside(store, desk)
    assert (fact.text, fact.items, fact.author_id) == ("видела сама", ("K01",), desk.hr)


def test_reading_takes_the_same_statements_however_many_facts_there_are(store: Store, desk: Desk) -> None:
    note(store, desk)
    once = sample.count(store, evidence.of_person, desk.person, desk.hr)
    for n in range(1, 30):
        note(store, desk, n, n + 1)
    assert sample.count(store, evidence.of_person, desk.person, desk.hr) == once == 2
