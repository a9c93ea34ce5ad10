"""The journal as people read it: pages, choices, the clock put back, and values that papers print."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from db import models
from db.assessing.sheet import sheets
from db.development import library
from db.file.store import Store
from db.framework import drafts, editions, job_description_editions
from db.journal import events, exports
from db.journal.exports import Of
from db.people import organisation
from domain.event import EventChoice, Topic, grouped, ungrouped
from domain.mark import Mark
from tests.db import sample
from tests.db.conftest import ByClock


class Days:
    """A file with a candidate rated by HR on one day, and a unit added on the next."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.hr = sample.add(store, "Соколова", is_actor=True)
        store.act_as(self.hr)
        self.person = sample.candidate(store)
        self.case = sample.case(store, self.person)
        self.sheet = sample.sheet(store, self.case, self.hr, submit=False)
        item = sample.item(store, "K01")
        for level in (1, 2, 3):
            store.write(sheets.rate, self.sheet, item, Mark.rated(level))
        store.write(sheets.submit, self.sheet)
        self.other = sample.add(store, "Орлов")
        store.write(organisation.add_unit, "Цех 1")

    def acts(self, **chosen: object) -> list[str]:
        found = self.store.read(events.page, EventChoice(**chosen))  # pyright: ignore[reportArgumentType]
        assert self.store.read(events.counted, EventChoice(**chosen)) == len(found.events)  # pyright: ignore[reportArgumentType]
        assert found.is_last
        return [f"{one.act} {one.kind}" for one in found.events]


@pytest.fixture
def days(store: Store) -> Days:
    return Days(store)


def test_the_newest_comes_first_and_marks_are_shown_only_by_themselves(days: Days) -> None:
    every = days.acts()
    assert every[:3] == ["add unit", "add person", "submit sheet"]
    assert "rate sheet" not in every
    assert days.acts(topic=Topic.MARKS) == ["rate sheet"] * 3
    assert days.acts(topic=Topic.PEOPLE)[0] == "add unit"


def test_a_page_goes_on_where_the_one_before_ended_and_counts_all(days: Days) -> None:
    first = days.store.read(events.page, EventChoice(), None, 2)
    second = days.store.read(events.page, EventChoice(), first.events[-1].seq, 500)
    assert not first.is_last and second.is_last
    assert days.store.read(events.counted, EventChoice()) == len(first.events) + len(second.events)
    numbers = [one.seq for one in (*first.events, *second.events)]
    assert numbers == sorted(numbers, reverse=True)


def test_of_a_person_there_is_what_was_done_by_and_about_the_person(days: Days) -> None:
    days.store.write(exports.record, "profile", Of.CASE, {days.case}, ("pdf",), 1)
    about = ["export document", "submit sheet", "open sheet", "open case", "add person"]
    assert days.acts(people=(days.person,)) == about
    assert days.acts(people=(days.person,), case_id=days.case) == about[:-1]
    assert days.acts(people=(days.other,)) == ["add person"]
    assert "submit sheet" in days.acts(people=(days.hr,))
    event = days.store.read(events.page, EventChoice(topic=Topic.EXPORTS)).events[0]
    assert (event.person_id, event.document, event.formats, event.files) == (
        days.person,
        "profile",
        ("pdf",),
        1,
    )


def test_an_export_that_names_nobody_is_told_of_whose_assessment_it_is(days: Days) -> None:
    days.store.write(
        exports.record, "profile", Of.CASE, {days.case, days.case + 9}, ("pdf",), 1, names_people=False
    )
    assert days.acts(people=(days.person,))[0] == "export document"
    assert days.acts(case_id=days.case)[0] == "export document"
    assert "export document" not in days.acts(people=(days.other,))
    assert days.store.read(exports.handed_out, days.person) == ()


def test_a_period_is_of_local_days_with_both_ends(days: Days) -> None:
    every = days.store.read(events.page, EventChoice()).events
    newest, oldest = (one.at.astimezone().date() for one in (every[0], every[-1]))  # midnight may be between
    assert days.acts(starts_on=oldest, ends_on=newest) == days.acts()
    assert days.acts(ends_on=oldest - timedelta(1)) == []
    assert days.acts(starts_on=newest + timedelta(1)) == []


@pytest.mark.parametrize("chosen", ["topic", "person", "actor", "case", "period", "period and topic"])
@pytest.mark.of_the_file("how SQLite goes about it")
def test_what_is_looked_for_is_found_by_an_index_and_not_among_all_the_marks(days: Days, chosen: str) -> None:
    today = datetime.now().astimezone().date()
    choice = {
        "topic": EventChoice(topic=Topic.PLANS),
        "person": EventChoice(people=(days.person,)),
        "actor": EventChoice(people=(days.hr,), topic=Topic.PEOPLE),
        "case": EventChoice(case_id=days.case),
        "period": EventChoice(starts_on=today),
        "period and topic": EventChoice(topic=Topic.ASSESSING, starts_on=today),
    }[chosen]
    with sample.statements(days.store) as statements:
        days.store.read(events.page, choice)
        days.store.read(events.counted, choice)
    steps = sample.steps(days.store, [one for one in statements if "FROM journal" in one])
    assert steps and [one for one in steps if one == "SCAN journal"] == []


def test_a_page_takes_as_many_statements_whatever_is_on_it(days: Days) -> None:
    few = sample.count(days.store, events.page, EventChoice())
    for number in range(12):
        sample.case(days.store, sample.candidate(days.store, f"Лебедева{'а' * number}"))
    assert sample.count(days.store, events.page, EventChoice()) == few <= 12


def test_no_level_no_item_and_no_word_is_in_an_event(days: Days) -> None:
    for topic in (None, *Topic):
        for event in days.store.read(events.page, EventChoice(topic=topic)).events:
            assert "K01" not in str(event)


def test_an_event_of_the_library_names_its_action(store: Store) -> None:
    store.act_as(sample.add(store, "Соколова", is_actor=True))
    (row,) = store.read(
        lambda session: session.exec(select(models.LibraryAction).limit(1)).all()  # of a model
    )
    store.write(library.set_hours, row.id, 8)
    (event,) = store.read(events.page, EventChoice(), None, 1).events
    assert (event.act, event.of, event.by) == ("hours", row.code, "Соколова")


def test_an_event_of_a_job_description_names_its_model_and_its_edition(store: Store) -> None:
    framework = sample.framework(store).id
    store.write(job_description_editions.fill, framework, "post", "Старшего менеджера")
    (event,) = store.read(events.page, EventChoice(), None, 1).events
    title = store.read(editions.content, framework).title
    assert (event.act, event.kind, event.model, event.of) == ("fill", "job_description", title, "1")


def test_an_event_of_an_edition_names_its_model_by_the_title(store: Store) -> None:
    framework = sample.framework(store).id
    draft = store.write(drafts.begin, framework)
    (event,) = store.read(events.page, EventChoice(), None, 1).events
    title = store.read(editions.content, draft).title
    assert (event.act, event.kind, event.model, event.of) == ("begin", "framework", title, "2")


def test_the_groups_of_a_paper_find_their_event_however_they_are_typed(days: Days) -> None:
    value = days.store.read(events.value_of, "submit", "sheet", days.sheet)
    text = grouped(value)
    assert len(text.split()) == 6
    for typed in (text, text.lower(), text.replace(" ", ""), text.replace(" ", "-").replace("A", "А")):
        found = days.store.read(events.by_groups, typed)
        assert found is not None and (found.act, found.mac) == ("submit", value)
    assert days.store.read(events.by_groups, text[:-1]) is None
    assert days.store.read(events.by_groups, "0000 0000 0000 0000 0000 0000") is None
    assert ungrouped("нет такого") is None
    days.store.write(organisation.add_unit, "Цех 2")
    assert days.store.read(events.value_of, "submit", "sheet", days.sheet) == value, "it never moves"


class Clock:
    """A clock that people can put back."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def back(self, **by: int) -> None:
        self.now -= timedelta(**by)


@pytest.fixture
def clock(by_clock: ByClock) -> tuple[Store, Clock]:
    """A file whose clock is set before the first act of the test, so that the catalogue is older."""
    clock = Clock()
    clock.now = datetime.now(UTC) + timedelta(days=1)
    return by_clock(clock), clock


def test_a_clock_put_back_is_recorded_with_by_how_much_and_a_clock_set_right_is_not(
    clock: tuple[Store, Clock],
) -> None:
    store, hands = clock
    store.write(organisation.add_unit, "Цех 1")
    hands.back(minutes=4)
    store.write(organisation.add_unit, "Цех 2")
    hands.back(days=400)
    store.write(organisation.add_unit, "Цех 3")
    hands.now += timedelta(days=4000)
    store.write(organisation.add_unit, "Цех 4")
    found = store.read(events.page, EventChoice(topic=Topic.PEOPLE)).events
    assert [one.clock_back for one in found] == [None, timedelta(days=400), None, None]
    assert store.checkup() == ()


def test_a_clock_put_back_between_marks_is_told_with_them_and_with_the_next_act(
    clock: tuple[Store, Clock],
) -> None:
    store, hands = clock
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    sheet = sample.sheet(store, sample.case(store, sample.candidate(store)), hr, submit=False)
    item = sample.item(store, "K01")
    store.write(sheets.rate, sheet, item, Mark.rated(1))
    hands.back(hours=1)
    store.write(sheets.rate, sheet, item, Mark.rated(2))
    store.write(sheets.submit, sheet)
    marks = store.read(events.page, EventChoice(topic=Topic.MARKS)).events
    assert [one.clock_back for one in marks] == [timedelta(hours=1), None]
    assert store.read(events.page, EventChoice()).events[0].clock_back == timedelta(hours=1)


def test_a_sheet_submitted_before_it_was_begun_says_so_even_if_the_clock_went_back_in_steps(
    clock: tuple[Store, Clock],
) -> None:
    store, hands = clock
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    sheet = sample.sheet(store, sample.case(store, sample.candidate(store)), hr, submit=False)
    hands.back(minutes=4)
    store.write(sheets.submit, sheet)
    assert store.read(events.page, EventChoice()).events[0].clock_back == timedelta(minutes=4)
