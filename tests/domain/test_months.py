"""Experience as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.months import MAX_MONTHS, NotMonths, WhyNot, parse_months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("5,5 лет", 66),
        ("2 г. 3 мес.", 27),
        ("полгода", 6),
        ("1.5 года", 18),
        ("18", 18),
        ("18 мес", 18),
        ("2 years 3 months", 27),
        ("3 года и 2 месяца", 38),
        ("3 года, 2 месяца", 38),
        ("2г3м", 27),
        ("2 Г.3 МЕС.", 27),
        ("  1\u00a0год ", 12),
        ("год", 12),
        ("месяц", 1),
        ("год и месяц", 13),
        ("год с половиной", 18),
        ("2 с половиной года", 30),
        ("1½ года", 18),
        ("½ года", 6),
        ("пол года", 6),
        ("полтора года", 18),
        ("два года и полгода", 30),
        ("три месяца", 3),
        ("четырёх лет", 48),
        ("0,25 года", 3),
        ("0", 0),
        ("0 лет", 0),
        ("1 year", 12),
        ("a year and a half", 18),
        ("half a year", 6),
        ("two and a half years", 30),
        ("2 yrs, 3 mos", 27),
        ("3 мес. 1 год", 15),
        ("75 лет", 900),
        ("0,5 года 2,0 мес.", 8),
    ],
)
def test_what_people_type_is_understood(text: str, months: int) -> None:
    assert parse_months(text) == months


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", WhyNot.EMPTY),
        (" \n\t", WhyNot.EMPTY),
        ("более 3 лет", WhyNot.BOUND),
        ("не менее трёх лет", WhyNot.BOUND),
        ("около года", WhyNot.BOUND),
        ("от 1 года", WhyNot.BOUND),
        ("2-3 года", WhyNot.BOUND),
        ("2 – 3 года", WhyNot.BOUND),
        ("3+ years", WhyNot.BOUND),
        ("at least 2 years", WhyNot.BOUND),
        ("~2 года", WhyNot.BOUND),
        ("5,5", WhyNot.FRACTION),
        ("5,5 мес.", WhyNot.FRACTION),
        ("1,3 года", WhyNot.FRACTION),
        ("полтора месяца", WhyNot.FRACTION),
        ("месяц с половиной", WhyNot.FRACTION),
        ("901", WhyNot.TOO_LONG),
        ("75 лет 1 месяц", WhyNot.TOO_LONG),
        ("2019 год", WhyNot.TOO_LONG),
        ("9" * 5000, WhyNot.TOO_LONG),
        ("много", WhyNot.UNCLEAR),
        ("лет", WhyNot.UNCLEAR),
        ("лет пять", WhyNot.UNCLEAR),
        ("2 года 3", WhyNot.UNCLEAR),
        ("2 3 года", WhyNot.UNCLEAR),
        ("2 года 3 года", WhyNot.UNCLEAR),
        ("полгода полгода", WhyNot.UNCLEAR),
        ("2 полгода", WhyNot.UNCLEAR),
        ("6 недель", WhyNot.UNCLEAR),
        ("-5 лет", WhyNot.UNCLEAR),
        ("с 2019", WhyNot.UNCLEAR),
        ("2² года", WhyNot.UNCLEAR),
        ("٣ года", WhyNot.UNCLEAR),
        (",", WhyNot.UNCLEAR),
        ("01.02.2019", WhyNot.UNCLEAR),
    ],
)
def test_what_is_no_number_of_months_is_refused_with_why(text: str, why: WhyNot) -> None:
    with pytest.raises(NotMonths) as refused:
        parse_months(text)
    assert refused.value.why is why
    assert refused.value.text == text


@given(
    st.integers(0, 70),
    st.integers(0, 11),
    st.sampled_from(["{} г. {} мес.", "{} лет и {} месяцев", "{}y {}m"]),
)
def test_years_and_months_add_up(years: int, months: int, form: str) -> None:
    assert parse_months(form.format(years, months)) == years * 12 + months


@given(st.integers(0, MAX_MONTHS))
def test_a_bare_number_is_months(months: int) -> None:
    assert parse_months(str(months)) == months


@given(st.integers(0, 74), st.integers(1, 99))
def test_a_part_of_a_year_is_whole_months_or_refused_and_never_rounded(years: int, hundredths: int) -> None:
    text = f"{years},{hundredths:02d} года"
    exact, rest = divmod((years * 100 + hundredths) * 12, 100)
    if rest:
        with pytest.raises(NotMonths):
            parse_months(text)
    else:
        assert parse_months(text) == exact


@given(st.text() | st.text("0123456789,.½ -годалетмсцwithyr", max_size=25))
def test_whatever_is_typed_is_months_or_refused(text: str) -> None:
    try:
        months = parse_months(text)
    except NotMonths:
        return
    assert 0 <= months <= MAX_MONTHS
