"""What is settled of a training: unknown is not nought, and what cannot be is refused by its field."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Impossible, TooLong
from domain.team.training import DraftGroup, TrainingDraft
from domain.team.training_plan import Learner, Topic
from domain.team.training_terms import COST_LIMIT, HOURS_LIMIT, UNKNOWN, Terms, checked, total

WHOLE = Terms(
    starts_on=date(2027, 1, 12),
    ends_on=date(2027, 1, 12),
    trainer="Учебный центр",
    cost=0,
    hours=8,
    off_line=8,
    share=Fraction(3, 100),
    indicator="Ошибок меньше",
)


def test_what_is_settled_passes_and_words_lose_their_blanks() -> None:
    assert checked(WHOLE) == WHOLE
    assert checked(UNKNOWN) == UNKNOWN
    assert checked(replace(WHOLE, trainer="  Учебный \n центр ")).trainer == "Учебный центр"
    assert checked(Terms(starts_on=date(2027, 1, 12))).ends_on is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ends_on", date(2027, 1, 11)),
        ("cost", -1),
        ("cost", COST_LIMIT + 1),
        ("hours", 0),
        ("hours", -8),
        ("hours", HOURS_LIMIT + 1),
        ("off_line", -1),
        ("off_line", 9),
        ("share", Fraction(-1, 100)),
        ("share", Fraction(100)),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(field: str, value: object) -> None:
    with pytest.raises(Impossible) as refused:
        checked(replace(WHOLE, **{field: value}))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_hours_off_the_line_may_be_known_alone() -> None:
    assert checked(Terms(off_line=40)).off_line == 40
    assert checked(Terms(off_line=0)).off_line == 0


@pytest.mark.parametrize(("field", "limit"), [("trainer", 120), ("indicator", 300)])
def test_words_have_their_length(field: str, limit: int) -> None:
    checked(replace(WHOLE, **{field: "ё" * limit}))  # type: ignore[arg-type]
    with pytest.raises(TooLong) as refused:
        checked(replace(WHOLE, **{field: "ё" * (limit + 1)}))  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.limit) == (field, limit)


@given(st.lists(st.tuples(st.none() | st.integers(0, 1000), st.integers(1, 12))))
def test_a_sum_adds_what_is_known_and_counts_the_rest(parts: list[tuple[int | None, int]]) -> None:
    made = total(parts)
    known = [(value, weight) for value, weight in parts if value is not None]
    assert made.known == sum(value * weight for value, weight in known)
    assert made.unknown == len(parts) - len(known)
    assert made.nothing == (not known)


def test_terms_belong_to_their_group_and_stay_while_people_come_and_go() -> None:
    draft = TrainingDraft((DraftGroup(1, ("K01",), (1, 2)), DraftGroup(2, ("K02",), (3,))), ())
    changed = draft.with_terms(1, WHOLE).with_person(1, 9).without_person(1, 2)
    assert [one.terms for one in changed.groups] == [WHOLE, UNKNOWN]
    assert changed.only({9, 3}).groups[0].terms == WHOLE


def test_levels_of_a_file_are_counted_only_in_a_mean_that_is_told() -> None:
    one = Learner("Ким А.", "оператор", Fraction(1), 2, imported=True)
    alone, three = (Topic(("K01",), (one,) * count, ()) for count in (1, 3))
    assert (alone.now, alone.imported) == (None, 0)
    assert (three.now, three.imported) == (1, 3)
