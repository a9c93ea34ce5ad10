"""Dates are understood as people type them, under any layout."""

from datetime import date

import pytest

from desktop.kit.form.dates import parse_date, typed_date
from domain.errors import Impossible


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.11.2026", date(2026, 11, 24)),
        ("24,11,26", date(2026, 11, 24)),
        ("24/1/1999", date(1999, 1, 24)),
        (" 24 11 2026 ", date(2026, 11, 24)),
        ("24112026", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("01.02.71", date(1971, 2, 1)),
        ("24 ноября 2026 г.", date(2026, 11, 24)),
        ("24 ноября 2026\u00a0г.", date(2026, 11, 24)),
        ("1 мая 2026", date(2026, 5, 1)),
        ("2 Март 2026 года", date(2026, 3, 2)),
        ("30 Nov 2026", date(2026, 11, 30)),
        ("15 March, 2024", date(2024, 3, 15)),
        ("15-sept-2024", date(2024, 9, 15)),
        ("", None),
    ],
)
def test_dates_are_typed_in_many_ways(typed: str, day: date | None) -> None:
    assert parse_date(typed, "hired_on") == day
    assert parse_date(typed_date(day), "hired_on") == day


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.2026",
        "24.13.2026",
        "вчера",
        "24.11",
        "24.11.1026",
        "٢٤.11.2026x",
        "1 ма 2026",
        "1 мам 2026",
        "31 июня 2026",
        "1 мая 26 мая",
        "1 ²²² 2026",
    ],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Impossible):
        parse_date(typed, "hired_on")
