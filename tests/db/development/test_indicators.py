"""Figures week by week of an adaptation: null is not nought, and what was typed comes back as typed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from db.development import adaptations, indicators, plan_edit, plans
from db.file.store import Store
from domain.development.indicator import Indicator, Week, decimals, parse_figure, week_of, weeks_shown
from domain.errors import Impossible, Missing
from domain.period import Period
from tests.db import sample

ON = sample.TODAY
PERIOD = Period(ON - timedelta(days=76), ON + timedelta(days=14))
SL = Indicator(
    "SL смены", "не ниже 80 %", (Week(2, Decimal(60), Decimal("57.50")), Week(4, Decimal(70), None, "отпуск"))
)


@pytest.fixture
def plan(store: Store) -> int:
    boss = sample.add(store, "Громов")
    store.act_as(boss)
    person = sample.add(store, "Рябов", hired_on=PERIOD.starts_on, manager_id=boss)
    return store.write(adaptations.begin, person, PERIOD)


def read(store: Store, plan: int) -> tuple[Indicator, ...]:
    return store.read(plans.plan, plan, None, ON).indicators


def bare(one: Indicator) -> Indicator:
    return replace(one, id=0)


def test_what_is_put_comes_back_and_an_unknown_fact_is_none(store: Store, plan: int) -> None:
    store.write(indicators.put, plan, (SL, Indicator("AHT", "360 с")))
    first, second = read(store, plan)
    assert (bare(first), bare(second)) == (SL, Indicator("AHT", "360 с"))
    assert first.week(4).fact is None and first.week(12).empty
    assert str(first.week(2).fact) == "57.50"


def test_a_known_indicator_is_changed_and_one_left_out_is_gone(store: Store, plan: int) -> None:
    store.write(indicators.put, plan, (SL, Indicator("AHT")))
    kept = read(store, plan)[0]
    changed = replace(kept, norm="80", weeks=(Week(2, Decimal(60), Decimal(0)), Week(8, None, None, "")))
    store.write(indicators.put, plan, (changed,))
    (one,) = read(store, plan)
    assert one == replace(changed, weeks=changed.weeks[:1])
    assert one.week(2).fact == 0, "a nought that was typed is a nought"
    store.write(indicators.put, plan, (kept, Indicator("AHT", id=99)))
    assert [bare(one) for one in read(store, plan)] == [SL, Indicator("AHT")]


def test_only_a_plan_of_adaptation_has_them_and_each_has_a_name(store: Store, plan: int) -> None:
    with pytest.raises(Missing):
        store.write(indicators.put, plan, (replace(SL, name=" "),))
    with pytest.raises(Impossible):
        store.write(indicators.put, plan, (replace(SL, weeks=(Week(27, Decimal(1)),)),))
    with pytest.raises(Impossible):
        store.write(indicators.put, plan, (SL,) * 9)
    other = store.write(plan_edit.begin, sample.add(store, "Орлов"), PERIOD)
    with pytest.raises(Impossible):
        store.write(indicators.put, other, (SL,))
    assert read(store, plan) == ()


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("80", "80"),
        ("57,5", "57.5"),
        ("57.50 %", "57.50"),
        ("−3", "-3"),
        ("0", "0"),
        ("", None),
        ("  ", None),
    ],
)
def test_figures_are_read_as_people_type_them(typed: str, figure: str | None) -> None:
    assert parse_figure(typed, "fact") == (None if figure is None else Decimal(figure))


@pytest.mark.parametrize("typed", ["восемьдесят", "1e5", "80/20", "NaN", "12345678901", "5,"])
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(Impossible):
        parse_figure(typed, "fact")


def test_weeks_are_counted_from_the_first_day() -> None:
    first = PERIOD.starts_on
    assert [week_of(first, first + timedelta(days=day)) for day in (-3, 0, 6, 7, 90)] == [1, 1, 1, 2, 13]
    assert weeks_shown((SL, Indicator("x", weeks=(Week(5, Decimal(1)),))), 9) == (2, 4, 5, 8)
    assert decimals(Decimal("57.50")) == 2 and decimals(Decimal(80)) == 0
