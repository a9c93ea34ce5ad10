"""Copies are thinned by count: whatever the clock does, the newest ten stay, and a year leaves a history."""

import random
from datetime import UTC, datetime, timedelta

from domain.thinning import LEAST, LEAST_IN_SPACE, Dated, thinned

PLENTY = 1 << 50


def a_year(jumps: dict[int, timedelta], a_day: int = 8, size: int = 1) -> list[Dated]:
    """Live through 365 days with some copies a day; on the days of *jumps* the clock goes off by so much."""
    kept: list[Dated] = []
    wrong, seq = timedelta(), 0
    for day in range(365):
        wrong += jumps.get(day, timedelta())
        for hour in range(a_day):
            seq += 1
            at = datetime(2026, 1, 1, 9 + hour, tzinfo=UTC) + timedelta(days=day) + wrong
            kept.append(Dated(at, seq, size))
            gone = set(thinned(kept, PLENTY).gone)
            assert len(kept) - 1 not in gone, "the copy that was just made"
            kept = [one for place, one in enumerate(kept) if place not in gone]
            assert len(kept) >= min(seq, LEAST)
    return kept


def test_a_year_of_work_leaves_two_whole_days_and_then_days_weeks_and_months() -> None:
    kept = a_year({})
    days = sorted({one.at.date() for one in kept}, reverse=True)
    by_day = [sum(one.at.date() == day for one in kept) for day in days]
    assert by_day[:2] == [8, 8]
    assert set(by_day[2:]) == {1}
    assert len(days) <= 14 + 8 + 3
    assert (days[0] - days[13]).days == 13
    assert (days[0] - days[-1]).days >= 7 * 7


def test_no_jump_of_the_clock_takes_the_newest_copies() -> None:
    for jumps in (
        {100: timedelta(days=400), 130: timedelta(days=-400)},
        {100: timedelta(days=-400), 130: timedelta(days=400)},
        {200: timedelta(days=3653), 203: timedelta(days=-3653)},
        {day: timedelta(days=400 if day % 20 else -400) for day in range(5, 365, 10)},
    ):
        kept = a_year(jumps, a_day=2)
        assert [one.seq for one in kept][-LEAST:] == list(range(365 * 2 - LEAST + 1, 365 * 2 + 1))
        assert len(kept) <= 2 * (LEAST + 4 + 14 + 8 + 3)


def test_an_old_file_that_is_gone_on_with_does_not_lose_its_present_copies() -> None:
    """A copy of May is restored and worked in: its events have lower numbers than those of June."""
    june = [Dated(datetime(2026, 6, day, 9, tzinfo=UTC), 1000 + day, 1) for day in range(1, 29)]
    july = [Dated(datetime(2026, 7, day, 9, tzinfo=UTC), 500 + day, 1) for day in range(1, 13)]
    gone = thinned([*june, *july], PLENTY).gone
    assert not [place for place in gone if place >= len(june) + 2]


def test_little_room_takes_the_oldest_first_and_never_the_last_three() -> None:
    copies = [Dated(datetime(2026, 6, day, 9, tzinfo=UTC), day, 100) for day in range(1, 13)]
    assert not thinned(copies, PLENTY).tight
    tight = thinned(copies, 4 * 500)
    assert tight.tight
    assert tight.gone == tuple(range(7))
    assert thinned(copies, 0).gone == tuple(range(12 - LEAST_IN_SPACE))


def test_whatever_there_is_a_rule_keeps_what_it_promises() -> None:
    luck = random.Random(16)
    for _ in range(300):
        start = datetime(2026, 1, 1, tzinfo=UTC)
        copies = [
            Dated(start + timedelta(hours=luck.randrange(-20_000, 20_000)), luck.randrange(1, 500), 10)
            for _ in range(luck.randrange(0, 60))
        ]
        room = luck.choice((0, 100, 2_000, PLENTY))
        result = thinned(copies, room)
        left = len(copies) - len(result.gone)
        assert left >= min(len(copies), LEAST if room == PLENTY else LEAST_IN_SPACE)
        assert left * 10 <= room // 4 or left == min(len(copies), LEAST_IN_SPACE) or not result.tight
