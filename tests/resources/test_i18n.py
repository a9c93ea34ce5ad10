"""Numbers, dates and words come out as people of each language write them."""

import datetime
import string
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from installer import texts
from resources import i18n
from resources.i18n import Number, nb, words

RU = words("ru")
EN = words("en")
DAY = datetime.date(2026, 11, 4)


@dataclass(frozen=True, slots=True)
class Pair:
    ru: str
    en: str | None


@pytest.fixture
def restored() -> Iterator[None]:
    """Put the current language back after a test that changes it."""
    before = i18n.current().language
    yield
    i18n.use(before)


@pytest.mark.parametrize(
    ("value", "russian", "english"),
    [
        (Fraction(1, 4), "0,3", "0.3"),
        (Decimal("1.25"), "1,3", "1.3"),
        (1.25, "1,3", "1.3"),
        (3, "3,0", "3.0"),
        (Fraction(-1, 4), "−0,3", "−0.3"),
        (Fraction(4, 3), "1,3", "1.3"),
        (None, "—", "—"),
        (9999, "9999,0", "9999.0"),
        (12345.67, "12\u00a0345,7", "12,345.7"),
        (-1234567, "−1\u00a0234\u00a0567,0", "−1,234,567.0"),
    ],
)
def test_a_number_is_written_as_in_its_language(value: Number | None, russian: str, english: str) -> None:
    assert RU.number(value) == russian
    assert EN.number(value) == english


def test_a_half_is_rounded_up_and_never_to_the_even_digit() -> None:
    assert [RU.number(value, 0) for value in (0.5, 1.5, 2.5, -2.5)] == ["1", "2", "3", "−3"]


def test_a_decimal_fraction_is_taken_as_it_is_read() -> None:
    assert EN.number(2.675, 2) == "2.68"  # the binary number lies a little below
    assert EN.number(1.005, 2) == "1.01"


@pytest.mark.parametrize("value", [0.0, -0.0, Decimal("-0.0"), Fraction(-1, 25), -0.04])
def test_nothing_is_ever_minus_zero(value: Number) -> None:
    assert RU.number(value) == "0,0"


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_number_can_be_read_back(units: int, digits: int) -> None:
    value = Fraction(units, 10**digits)
    shown = RU.number(value, digits).replace("\u00a0", "").replace(",", ".").replace("−", "-")
    assert Fraction(shown) == value


@given(st.fractions(-1000, 1000), st.integers(0, 3))
def test_what_is_shown_is_at_most_half_a_digit_off(value: Fraction, digits: int) -> None:
    shown = Fraction(EN.number(value, digits).replace(",", "").replace("−", "-"))
    assert abs(shown - value) * 10**digits * 2 <= 1


@given(
    st.fractions(-1000, 1000)
    | st.integers()
    | st.decimals(-1000, 1000, places=4)
    | st.floats(-1e6, 1e6).map(lambda value: round(value, 5)),
    st.integers(0, 3),
)
def test_a_figure_is_rounded_as_on_paper(value: Number, digits: int) -> None:
    exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    units = (2 * abs(exact) * 10**digits + 1) // 2
    shown = EN.number(value, digits).replace(",", "").replace("−", "-")
    assert Fraction(shown) == Fraction(units if exact >= 0 else -units, 10**digits)


def test_a_share_is_a_percentage() -> None:
    assert RU.percent(Fraction(86, 100)) == "86\u00a0%"
    assert EN.percent(0.86) == "86%"
    assert EN.percent(0.145) == "15%"
    assert RU.percent(0.8349, 1) == "83,5\u00a0%"
    assert RU.percent(None) == EN.percent(None) == "—"


def test_bounds_are_one_range_with_one_sign() -> None:
    assert RU.range_percent(0.81, 0.86) == "81–86\u00a0%"
    assert EN.range_percent(0.81, 0.86) == "81–86%"
    assert RU.range_percent(None, 0.86) == "—"


def test_bounds_that_look_the_same_are_one_figure() -> None:
    assert EN.range_percent(0.811, 0.812) == "81%"


def test_dates_are_written_as_in_their_language() -> None:
    assert (RU.date(DAY), EN.date(DAY)) == ("04.11.2026", "4\u00a0Nov\u00a02026")
    assert RU.long_date(DAY) == "4\u00a0ноября 2026\u00a0г."
    assert EN.long_date(DAY) == "4\u00a0November 2026"
    assert RU.day_of_month(DAY) == "4\u00a0ноября"
    assert EN.day_of_month(DAY) == "4\u00a0November"
    assert (RU.weekday(DAY), EN.weekday(DAY)) == ("среда", "Wednesday")
    assert (RU.day_month(DAY), EN.day_month(DAY)) == ("04.11", "4\u00a0Nov")
    assert (RU.month_year(DAY), EN.month_year(DAY)) == ("ноябрь\u00a02026", "November\u00a02026")


def test_a_date_that_is_not_known_is_a_dash() -> None:
    for write in (RU.date, RU.long_date, RU.day_of_month, EN.day_month, EN.month_year):
        assert write(None) == "—"


def test_every_month_has_its_names() -> None:
    days = [datetime.date(2026, month, 1) for month in range(1, 13)]
    starts = " ".join(EN.date(day)[2:5] for day in days)
    assert starts == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    for day in days:
        stem = RU.month_year(day)[:2]
        assert RU.long_date(day)[2:4] == stem, day  # «май», «мая»: another ending, the same month


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the process cannot be set here")
def test_a_moment_is_shown_by_the_clock_on_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.datetime(2026, 11, 24, 11, 32, 7, tzinfo=datetime.UTC)
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "MSK-3")
        time.tzset()
        shown = RU.time(moment), RU.time(moment, seconds=True)
    time.tzset()
    assert shown == ("14:32", "14:32:07")


def test_a_text_without_english_is_shown_in_russian_and_marked() -> None:
    own = Pair("Чат-бот", None)
    assert RU.text(own) == "Чат-бот"
    assert EN.text(own) == "Чат-бот\u00a0(ru)"
    assert EN.text(Pair("Знание", "Knowledge")) == "Knowledge"
    assert EN.text(Pair("Shadow a trainer", None)) == "Shadow a trainer", "typed by whoever works in English"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        words("de")
    with pytest.raises(ValueError, match="de"):
        i18n.use("de")


@pytest.mark.usefixtures("restored")
def test_the_screens_speak_the_language_that_was_chosen() -> None:
    i18n.use("en")
    assert i18n.current() is EN
    assert i18n._("Nobody found") == "Nobody found"
    assert i18n.ngettext("{n} day", "{n} days", 2) == "{n} days"
    i18n.use("ru")
    assert i18n.current() is RU


def test_a_text_without_translation_stays_english() -> None:
    assert RU.gettext("No such text anywhere") == "No such text anywhere"
    assert RU.gettext("") == ""  # not the header of the catalogue


@pytest.mark.parametrize(
    ("loose", "bound"),
    [
        ("В файле и в папке", "В·файле и·в·папке"),
        ("программа — это мерило", "программа·— это мерило"),
        ("№ 15", "№·15"),
        ("contract No. 5 of No. ______", "contract No.·5·of No.·______"),
        ("изучить ГОСТ Р ИСО 10002, ISO 9001", "изучить ГОСТ·Р·ИСО·10002, ISO·9001"),
        ("ГОСТ Р 7.0.97-2025, ГОСТ 7.32, Р и Р", "ГОСТ·Р·7.0.97-2025, ГОСТ·7.32, Р и·Р"),
        ("(ст. 71 ТК РФ, ст. 22.1 ТК РФ)", "(ст.·71·ТК·РФ, ст.·22.1·ТК·РФ)"),
        ("Labour Code, art. 71", "Labour Code, art.·71"),
        ("от 81 до 86 %", "от·81·до·86·%"),
        ("20 МБ", "20·МБ"),
        ("7–10 дней, 2,5 часа", "7–10·дней, 2,5·часа"),
        ("K01 Показатели групп", "K01·Показатели групп"),
        ("группа1 слово2 слово3 и другие", "группа1 слово2 слово3 и·другие"),
        ("E-0301 Соколова", "E-0301·Соколова"),
        ("24 ноября 2026 г.", "24·ноября 2026·г."),
        ("Громов М. С.", "Громов М.·С."),
        ("«Север», г. Архангельск", "«Север», г.·Архангельск"),
        ("в 2026 г. Они", "в·2026·г. Они"),
        ("если бы не он", "если·бы не·он"),
        ("п. 1.5 12)", "п.·1.5 12)"),
        ("как-то раз, по-русски", "как-то раз, по-русски"),
    ],
)
def test_what_belongs_together_is_not_torn_at_the_end_of_a_line(loose: str, bound: str) -> None:
    assert nb(loose) == bound.replace("·", "\u00a0")
    assert nb(nb(loose)) == nb(loose)


@given(st.text("абвгис АБ—%№ 12.", max_size=40))
def test_binding_changes_nothing_but_spaces(text: str) -> None:
    assert nb(text).replace("\u00a0", " ") == text


@given(st.text(st.characters(codec="ascii", exclude_characters="{}<>&"), min_size=1, max_size=200))
def test_the_pseudo_language_is_longer_by_two_fifths_and_shows_both_ends(message: str) -> None:
    shown = words(i18n.PSEUDO).gettext(message)
    assert len(shown) >= 1.4 * len(message)
    assert (shown[0], shown[-1]) == ("[", "]")


def test_the_pseudo_language_keeps_fields_markup_and_mnemonics() -> None:
    message = "{done:.1f} of {total} <b>items</b> &amp; &Files {{x}}"
    shown = i18n.pseudo(message)
    for kept in ("{done:.1f}", "{total}", "<b>", "</b>", "&amp;", "&F", "{{", "}}"):
        assert kept in shown
    names = [name for _text, name, _spec, _conversion in string.Formatter().parse(shown) if name]
    assert names == ["done", "total"]
    assert "items" not in shown


def test_the_pseudo_language_counts_and_dates_as_english() -> None:
    pseudo = words(i18n.PSEUDO)
    assert pseudo.language == "en"
    assert pseudo.number(1.5) == "1.5"
    assert "dáý" in pseudo.ngettext("{n} day", "{n} days", 1)
    assert "dáýš" in pseudo.ngettext("{n} day", "{n} days", 3)


def test_a_resource_that_was_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        resources.path("icons/nothing.svg")
    assert resources.data("icons/merilo.png").startswith(b"\x89PNG")
    assert "<svg" in resources.text("icons/merilo.svg")


def _filled(template: str) -> str:
    """Return the text with every field filled by what ends in a full stop itself: initials."""
    fields = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    return template.format(**dict.fromkeys(fields, "Громов М. С."))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_sentence_ends_twice_when_a_name_with_initials_ends_it(language):
    told = words(language)
    sources = {one for name in texts.messages(texts.load(texts.RUSSIAN)) for one in [name]}
    twice = []
    for context, source in sorted(sources):
        said = told.pgettext(context, source) if context else told.gettext(source)
        if ".." in _filled(said):
            twice.append(said)
    assert twice == []


def test_a_template_keeps_what_people_wrote_and_ends_once():
    told = RU.gettext("Reason: {text}")
    assert told.format(text="так и есть..") == "Причина: так и есть.."
    closed = RU.gettext("Closed on {day}: {name}.")
    assert closed.format(day="24.11.2026", name="Громов М. С.").endswith("Громов М. С.")
    assert closed.format(day="24.11.2026", name="Громов").endswith("Громов.")
    assert i18n.sentences("Громов М. С.", "Дальше") == "Громов М. С. Дальше"
    assert i18n.sentences("Громов", "Дальше") == "Громов. Дальше"
