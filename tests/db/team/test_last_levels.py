"""What stands beside a sheet of staff: the last level of each item, how old it is, what was noted since."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from db.assessing import cycles
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import decisions
from db.team import diary, last_levels
from db.team.last_levels import Before
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.assessing.rotation import Why
from domain.errors import NotYours, Unknown
from domain.mark import Role, State
from domain.period import next_quarter, quarter_of
from tests.db import sample
from tests.db.conftest import ByClock

QUARTERS = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1))


@pytest.fixture
def clock() -> sample.Clock:
    return sample.Clock(QUARTERS[0])


@pytest.fixture
def store(by_clock: ByClock, clock: sample.Clock) -> Store:
    return by_clock(clock)


class Year:
    """One person rated quarter after quarter by one manager."""

    def __init__(self, store: Store, clock: sample.Clock) -> None:
        self.store, self.clock = store, clock
        self.me = sample.add(store, "Громов", is_actor=True)
        self.person = sample.add(store, "Орлова")
        store.act_as(self.me)

    def quarter(self, first: date, said: dict[str, sample.Said] | None = None, *, close: bool = True) -> int:
        """Rate on the 20th of the second month; return the sheet."""
        self.clock.set(first + timedelta(days=50))
        period = quarter_of(first)
        cycle = sample.cycle(
            self.store,
            CycleKind.QUARTERLY,
            title=str(first),
            starts_on=period.starts_on,
            ends_on=period.ends_on,
        )
        case = sample.case(self.store, self.person, cycle)
        sheet = sample.sheet(self.store, case, self.me, Role.MANAGER, said, submit=close)
        if close:
            self.store.write(cycles.close_cycle, cycle)
        return sheet

    def before(self, sheet_id: int) -> Before:
        return self.store.read(last_levels.before, sheet_id, self.me)


@pytest.fixture
def year(store: Store, clock: sample.Clock) -> Year:
    return Year(store, clock)


def test_the_newest_level_counts_with_its_day_and_its_age(year: Year) -> None:
    year.quarter(QUARTERS[0], {"K01": 1, "K02": 2, "K05": 3})
    year.quarter(QUARTERS[1], {"K02": 3, "K05": State.NOT_OBSERVED})
    known = year.before(year.quarter(QUARTERS[2], close=False)).known
    assert list(known) == ["K01", "K02", "K05"]
    assert {code: (one.level, one.quarters, one.on) for code, one in known.items()} == {
        "K01": (1, 2, date(2026, 2, 20)),
        "K02": (3, 1, date(2026, 5, 21)),
        "K05": (3, 2, date(2026, 2, 20)),
    }


def test_what_people_settled_takes_the_place_of_what_was_rated(year: Year, store: Store) -> None:
    year.clock.set(QUARTERS[0] + timedelta(days=50))
    period = quarter_of(QUARTERS[0])
    cycle = sample.cycle(
        store, CycleKind.QUARTERLY, title="I", starts_on=period.starts_on, ends_on=period.ends_on
    )
    case = sample.case(store, year.person, cycle)
    other = sample.add(store, "Соколова", is_actor=True)
    first = sample.sheet(store, case, year.me, Role.MANAGER, {"K01": 1, "K02": 2}, submit=False)
    store.act_as(other)
    second = sample.sheet(store, case, other, Role.HR, {"K01": 3, "K02": 3}, submit=False)
    store.write(sheets.submit, second)
    store.act_as(year.me)
    store.write(sheets.submit, first)
    year.clock.set(date(2026, 3, 10))
    store.write(decisions.settle, case, sample.item(store, "K01"), 2, "обсудили")
    store.write(cycles.close_cycle, cycle)
    known = year.before(year.quarter(QUARTERS[1], close=False)).known
    assert (known["K01"].level, known["K01"].on) == (2, date(2026, 3, 10))
    assert known["K02"].level == Fraction(5, 2), "a mean is told as what it is"


def test_an_open_case_and_a_later_one_are_not_the_last_time(year: Year) -> None:
    later = year.quarter(QUARTERS[2], {"K01": 4})
    year.quarter(QUARTERS[1], {"K02": 3}, close=False)
    now = year.quarter(QUARTERS[0], close=False)
    assert year.before(now).known == {}
    assert year.before(later).known == {}, "what is still open is not settled"


def test_facts_count_as_newer_only_after_the_day_of_the_mark(year: Year, store: Store) -> None:
    year.quarter(QUARTERS[0], {"K01": 2, "K02": 2})
    items = tuple(sample.item(store, code) for code in ("K01",))
    year.clock.set(date(2026, 5, 30))
    for on in (date(2026, 2, 19), date(2026, 2, 20), date(2026, 2, 21), date(2026, 5, 2)):
        store.write(diary.write, year.person, items, "видел", Polarity.FOR, on)
    before = year.before(year.quarter(QUARTERS[1], close=False))
    assert (before.known["K01"].newer_facts, before.known["K01"].newest_fact_on) == (2, date(2026, 5, 2))
    assert (before.known["K02"].newer_facts, before.known["K02"].newest_fact_on) == (0, None)
    assert [note.fact.observed_on for note in before.notes] == [
        date(2026, 5, 2),
        date(2026, 2, 21),
        date(2026, 2, 20),
        date(2026, 2, 19),
    ]


@pytest.mark.of_the_file("how SQLite goes about it")
def test_the_sheet_of_a_grown_file_opens_without_walking_through_all_facts_and_people(
    year: Year, store: Store
) -> None:
    year.quarter(QUARTERS[0], {"K01": 2})
    items = (sample.item(store, "K01"),)
    sheet = year.quarter(QUARTERS[1], close=False)
    for noted in (False, True):
        if noted:
            store.write(diary.write, year.person, items, "видел", Polarity.FOR, date(2026, 5, 2))
        with sample.statements(store) as asked:
            year.before(sheet)
        steps = sample.steps(store, asked)
        assert [step for step in steps if "evidence" in step], "facts are asked for"
        assert not [step for step in steps if step in ("SCAN evidence", "SCAN person")], steps


def test_the_focus_of_four_quarters_covers_all_71_and_says_why(year: Year) -> None:
    asked: set[str] = set()
    reasons: set[Why] = set()
    first = QUARTERS[0]
    for _quarter in range(4):
        sheet = year.quarter(first, {"K30": 0, "K31": 4}, close=True)
        focus = year.before(sheet).focus
        asked |= set(focus.codes)
        reasons |= set(focus.reasons.values())
        assert len(focus.codes) < 50
        assert focus.minutes > 0
        first = next_quarter(first).starts_on
    assert len(asked) == 71
    assert {Why.CRITICAL, Why.GAP, Why.TURN} <= reasons


def test_somebody_elses_draft_is_not_looked_into(year: Year, store: Store) -> None:
    sheet = year.quarter(QUARTERS[0], close=False)
    other = sample.add(store, "Соколова", is_actor=True)
    with pytest.raises(NotYours):
        store.read(last_levels.before, sheet, other)
    with pytest.raises(Unknown):
        store.read(last_levels.before, 999, year.me)


def test_a_long_history_costs_no_more_statements(year: Year, store: Store) -> None:
    year.quarter(date(2025, 1, 1), {"K01": 2})
    few = year.quarter(date(2025, 4, 1), {"K01": 2})
    store.write(
        diary.write, year.person, (sample.item(store, "K01"),), "видел", Polarity.FOR, date(2025, 2, 1)
    )
    short = sample.count(store, last_levels.before, few, year.me)
    assert short == 3
    for first in QUARTERS[:3]:
        year.quarter(first, {"K01": 3, "K02": 1})
    long = year.quarter(QUARTERS[3], close=False)
    assert sample.count(store, last_levels.before, long, year.me) == short


def test_the_last_time_is_the_last_assessment_and_not_the_last_closed_cycle(
    store: Store, clock: sample.Clock
) -> None:
    year = Year(store, clock)
    year.quarter(QUARTERS[1], {"S01": 1})
    clock.set(QUARTERS[2] + timedelta(days=50))
    running = sample.cycle(
        store,
        CycleKind.QUARTERLY,
        title="III",
        starts_on=QUARTERS[2],
        ends_on=quarter_of(QUARTERS[2]).ends_on,
    )
    case = sample.case(store, year.person, running)
    sample.sheet(store, case, year.me, Role.MANAGER, {"S01": 3})  # in, and the cycle is not closed yet
    now = year.quarter(QUARTERS[3], close=False)
    last = store.read(last_levels.before, now, year.me).known["S01"]
    assert (last.level, last.quarters) == (3, 1)
    store.write(cycles.withdraw_cycle, running, "по ошибке")
    last = store.read(last_levels.before, now, year.me).known["S01"]
    assert (last.level, last.quarters) == (1, 2), "a cycle that was withdrawn was no last time"


def test_a_note_that_was_taken_as_a_fact_is_one_new_fact_and_not_two(year: Year, store: Store) -> None:
    year.quarter(QUARTERS[0], {"K01": 2})
    items = (sample.item(store, "K01"),)
    sheet = year.quarter(QUARTERS[1], close=False)
    note = store.write(diary.write, year.person, items, "видел", Polarity.FOR, date(2026, 5, 2))
    assert year.before(sheet).known["K01"].newer_facts == 1
    store.write(diary.take, sheet, note)
    assert year.before(sheet).known["K01"].newer_facts == 1


def test_a_cycle_that_asks_a_narrowed_set_has_a_short_set_within_it(year: Year, store: Store) -> None:
    year.clock.set(QUARTERS[0] + timedelta(days=50))
    period = quarter_of(QUARTERS[0])
    fields = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    narrowed = sample.cycle(
        store, CycleKind.QUARTERLY, title="I", question_set_id=sample.set_id(store), **fields
    )
    sheet = sample.sheet(
        store, sample.case(store, year.person, narrowed), year.me, Role.MANAGER, submit=False
    )
    other = sample.add(store, "Белова")
    whole = sample.cycle(store, CycleKind.QUARTERLY, title="II", **fields)
    of_all = sample.sheet(store, sample.case(store, other, whole), year.me, Role.MANAGER, submit=False)
    scope = {row.item.code for row in store.read(sheets.sheet, sheet, year.me).scope}
    focus, every = year.before(sheet).focus, year.before(of_all).focus
    assert set(every.codes) - scope, "otherwise the set narrows nothing"
    assert list(focus.codes) == [code for code in every.codes if code in scope]
    assert focus.minutes < every.minutes
