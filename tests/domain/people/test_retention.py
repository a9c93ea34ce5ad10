"""Until when the data of a person may be kept, at the borders of every rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import Impossible
from domain.people.person import PersonKind
from domain.people.purpose import Ground, Purpose
from domain.people.retention import Holding, Retention, Why, months_later, purpose_of, term

ON = date(2026, 11, 24)
POLICY = Retention()
CANDIDATE = Holding(PersonKind.CANDIDATE)
EMPLOYEE = Holding(PersonKind.EMPLOYEE)


def ends(holding: Holding, policy: Retention = POLICY, on: date = ON) -> tuple[date, Why] | None:
    """Return the last day and the reason, None without an end."""
    found = term(holding, policy, on)
    return None if found is None else (found.day, found.why)


@pytest.mark.parametrize(
    "day, months, after",
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
        (date(9999, 1, 31), 12, date.max),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, after: date
) -> None:
    assert months_later(day, months) == after


def test_a_refused_candidate_is_kept_thirty_days_and_the_thirtieth_is_included() -> None:
    refused = replace(CANDIDATE, decided_on=date(2026, 10, 31))
    found = term(refused, POLICY, ON)
    assert found is not None
    assert (found.day, found.why) == (date(2026, 11, 30), Why.REFUSED)
    assert not found.over(date(2026, 11, 30))
    assert found.over(date(2026, 12, 1))
    assert ends(refused, Retention(candidate_days=0)) == (date(2026, 10, 31), Why.REFUSED)


def test_nothing_is_due_while_a_vacancy_is_open() -> None:
    assert ends(CANDIDATE) is None
    assert ends(replace(CANDIDATE, running=True)) is None
    assert ends(replace(CANDIDATE, running=True, decided_on=date(2026, 1, 1))) is None, "another one goes on"


def test_a_consent_that_expires_ends_it_even_while_a_vacancy_is_open() -> None:
    holding = replace(CANDIDATE, running=True, until=date(2026, 11, 20), ground=Ground.CONSENT)
    assert ends(holding) == (date(2026, 11, 20), Why.ENDED)


def test_the_earliest_end_counts() -> None:
    holding = replace(CANDIDATE, until=date(2027, 6, 1), decided_on=date(2026, 11, 1))
    assert ends(holding) == (date(2026, 12, 1), Why.REFUSED)
    assert ends(replace(holding, until=date(2026, 11, 30))) == (date(2026, 11, 30), Why.ENDED)
    assert ends(replace(holding, until=date(2026, 12, 1))) == (date(2026, 12, 1), Why.ENDED)


def test_a_withdrawn_consent_leaves_thirty_days_by_law() -> None:
    gone = replace(CANDIDATE, running=True, withdrawn_on=date(2027, 1, 30), until=date(2027, 12, 1))
    assert ends(gone) == (date(2027, 3, 1), Why.WITHDRAWN)
    assert ends(gone, Retention(candidate_days=365)) == (date(2027, 3, 1), Why.WITHDRAWN)


def test_the_reserve_lasts_as_long_as_its_consent_and_no_refusal_ends_it() -> None:
    reserve = replace(
        CANDIDATE, purpose=Purpose.RESERVE, decided_on=date(2026, 1, 10), until=date(2027, 1, 10)
    )
    assert ends(reserve) == (date(2027, 1, 10), Why.ENDED)
    assert ends(replace(reserve, withdrawn_on=ON)) == (ON + timedelta(days=30), Why.WITHDRAWN)


def test_a_hired_candidate_is_kept_as_staff() -> None:
    candidate = replace(CANDIDATE, purpose=Purpose.CANDIDATE, decided_on=date(2026, 1, 10))
    hired = replace(candidate, kind=PersonKind.EMPLOYEE)
    assert purpose_of(candidate, ON) is Purpose.CANDIDATE
    assert purpose_of(hired, ON) is Purpose.STAFF
    assert purpose_of(replace(hired, purpose=Purpose.RESERVE), ON) is Purpose.STAFF
    assert ends(hired) is None
    assert ends(replace(hired, withdrawn_on=ON)) is None, "employment permits it without a consent"


def test_who_left_is_kept_for_the_term_of_staff_from_the_last_day_of_work() -> None:
    left = replace(EMPLOYEE, left_on=date(2024, 2, 29))
    assert ends(left) == (date(2027, 2, 28), Why.LEFT)
    assert ends(left, Retention(staff_months=12)) == (date(2025, 2, 28), Why.LEFT)
    assert ends(replace(EMPLOYEE, left_on=ON + timedelta(days=5)), Retention(staff_months=0)) == (
        ON + timedelta(days=5),
        Why.LEFT,
    )


def test_who_left_and_agreed_to_the_reserve_is_kept_in_it() -> None:
    left = replace(EMPLOYEE, purpose=Purpose.RESERVE, left_on=ON - timedelta(days=1), until=date(2027, 11, 1))
    assert purpose_of(left, ON) is Purpose.RESERVE
    assert ends(left) == (date(2027, 11, 1), Why.ENDED)
    still = replace(left, left_on=ON)
    assert purpose_of(still, ON) is Purpose.STAFF, "the last day of work is work"


def test_an_external_is_kept_until_the_day_that_was_entered() -> None:
    outside = Holding(PersonKind.EXTERNAL)
    assert purpose_of(outside, ON) is None
    assert ends(outside) is None
    assert ends(replace(outside, until=ON)) == (ON, Why.ENDED)
    assert ends(replace(outside, withdrawn_on=ON)) == (ON + timedelta(days=30), Why.WITHDRAWN)


def test_prolonging_moves_an_end_later_and_never_earlier() -> None:
    refused = replace(CANDIDATE, decided_on=date(2026, 10, 1))
    held = term(replace(refused, hold_until=date(2027, 2, 1)), POLICY, ON)
    assert held is not None
    assert (held.day, held.why, held.first) == (date(2027, 2, 1), Why.HELD, Why.REFUSED)
    assert ends(replace(refused, hold_until=date(2026, 10, 5))) == (date(2026, 10, 31), Why.REFUSED)
    assert ends(replace(CANDIDATE, hold_until=date(2027, 2, 1))) is None, "there is nothing to prolong yet"


@pytest.mark.parametrize(
    "field, value",
    [("candidate_days", -1), ("candidate_days", 3651), ("reserve_months", 901), ("staff_months", -1)],
)
def test_a_term_that_nobody_can_keep_is_refused(field: str, value: int) -> None:
    with pytest.raises(Impossible) as refused:
        Retention(**{field: value}).check()
    assert refused.value.field == field


@pytest.mark.parametrize("content", [None, [], {"candidate_days": "30"}, {"staff_months": True}, {"x": 1}])
def test_a_policy_that_cannot_be_read_is_that_of_the_defaults(content: object) -> None:
    assert Retention.from_json(content) == Retention()
    own = Retention(45, 6, 12)
    assert Retention.from_json(own.to_json()) == own
