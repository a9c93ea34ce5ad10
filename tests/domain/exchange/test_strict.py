"""Records are read as they were written, and nothing else is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import canonical
from domain.exchange import strict
from domain.exchange.strict import Base64, Digest, Digits, NotStrict, Uid
from domain.framework.profile import Target


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    number: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Outer:
    text: str
    colour: Colour
    day: date
    at: datetime
    none: int | None
    parts: tuple[Inner, ...]


WHOLE = Outer(
    "я", Colour.RED, date(2026, 11, 24), datetime(2026, 11, 24, 9, tzinfo=UTC), None, (Inner(1, True),)
)

_TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
_INNER = st.builds(Inner, st.integers(-(1 << 53), 1 << 53), st.booleans())


@given(
    st.builds(
        Outer,
        _TEXTS,
        st.just(Colour.RED),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
        st.none() | st.integers(0, 4),
        st.lists(_INNER, max_size=4).map(tuple),
    )
)
def test_what_was_written_is_read_back(value: Outer) -> None:
    content = strict.plain(value)
    again = strict.record(Outer, strict.parsed(canonical(content)))
    assert canonical(strict.plain(again)) == canonical(content)


def test_a_record_is_read_back_as_the_same_record() -> None:
    assert strict.record(Outer, strict.parsed(canonical(strict.plain(WHOLE)))) == WHOLE


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 1),
        ("text", "\0"),
        ("text", "\ud800"),
        ("text", "a" * (strict.LONGEST_TEXT + 1)),
        ("colour", "blue"),
        ("day", "20261124"),
        ("day", "2026-11-24T00:00:00"),
        ("at", "2026-11-24T09:00:00"),
        ("at", "2026-11-24T09:00:00Z"),
        ("at", "2026-11-24T12:00:00+03:00"),
        ("at", "0001-01-01T00:00:00+23:59"),
        ("none", True),
        ("none", "1"),
        ("parts", {}),
        ("parts", [{"number": True, "sure": True}]),
        ("parts", [{"number": 1, "sure": 1}]),
        ("parts", [{"number": 1}]),
        ("parts", [{"number": 1, "sure": True, "more": 1}]),
        ("parts", [None]),
    ],
)
def test_a_field_of_another_kind_is_refused(field: str, value: object) -> None:
    content = strict.plain(WHOLE) | {field: value}
    with pytest.raises(NotStrict):
        strict.record(Outer, content)


@dataclass(frozen=True, slots=True)
class Forms:
    uid: Uid
    hash: Digest
    share: Digits
    body: Base64


def test_an_identity_a_hash_and_bytes_have_one_spelling() -> None:
    uid = "00000000-0000-0000-0000-00000000000a"
    content: dict[str, object] = {"uid": uid, "hash": "ab" * 32, "share": "0f", "body": "A" * 300_000 + "=="}
    assert strict.record(Forms, content).uid == uid
    for field, wrong in (
        *(("uid", one) for one in ("", "x", uid.upper(), uid.replace("-", ""), uid + "\n", None, 1)),
        *(("hash", one) for one in ("", "ab", "AB" * 32, "ab" * 33, "zz" * 32, " " * 64)),
        *(("share", one) for one in ("", "0", "0f 0f", "0F", "0f" * 257)),
        *(("body", one) for one in ("", "я", "AAAA*", "=", "A=A", "AAAA\n")),
    ):
        with pytest.raises(NotStrict):
            strict.record(Forms, content | {field: wrong})


@pytest.mark.parametrize("content", [None, [], "x", {}, {**strict.plain(WHOLE), "more": 1}])
def test_missing_and_further_fields_are_refused(content: object) -> None:
    with pytest.raises(NotStrict):
        strict.record(Outer, content)


@pytest.mark.parametrize(
    "line",
    [
        b"NaN",
        b"[Infinity]",
        b"1.0",
        b"1e3",
        b'{"a":1,"a":2}',
        b"9" * 5_000,
        b"9007199254740993",
        b"[" * 21 + b"]" * 21,
        b"[" * 1_000_000,
        b'"' + b'\\"' * 1_000_000,
        b"\xff",
        b"",
        b"{",
        b"[1]x",
    ],
    ids=range(14),
)
def test_json_that_two_readers_would_read_differently_or_that_takes_long_is_refused(line: bytes) -> None:
    with pytest.raises(NotStrict):
        strict.parsed(line)


@dataclass(frozen=True, slots=True)
class Table:
    shares: dict[str, Fraction | None]
    colours: Mapping[Colour, tuple[str, ...]]


def test_a_mapping_keeps_its_order_and_a_fraction_is_exact() -> None:
    value = Table({"я": Fraction(7, 10), "а": None, "б": Fraction(0)}, {Colour.RED: ("1", "2")})
    again = strict.record(Table, strict.parsed(canonical(strict.plain(value))))
    assert again == value and list(again.shares) == ["я", "а", "б"]


@pytest.mark.parametrize(
    "shares",
    [
        {"а": "1/2"},
        [["а", "1/2"], ["а", "1/2"]],
        [["а"]],
        [["а", "1/2", "1"]],
        ["ab"],
        [["а", "2/4"]],
        [["а", "1/0"]],
        [["а", "-1/2"]],
        [["а", "0.5"]],
        [["а", f"1/{'9' * 5_000}"]],
        [["а", 1]],
        [[1, "1/2"]],
    ],
    ids=range(12),
)
def test_a_mapping_or_a_fraction_in_another_form_is_refused(shares: object) -> None:
    with pytest.raises(NotStrict):
        strict.record(Table, {"shares": shares, "colours": []})


def test_a_record_that_a_rule_forbids_is_refused() -> None:
    with pytest.raises(NotStrict):
        strict.record(Target, {**strict.plain(Target(3, 1, critical=False)), "level": 7})


def test_brackets_in_a_text_are_no_depth() -> None:
    assert strict.parsed(b'"' + b"[" * 50 + b'\\""') == "[" * 50 + '"'


def test_what_would_take_much_memory_or_time_to_read_is_refused_before_it_is() -> None:
    for line in (
        b"[" + b"1," * strict.MOST_VALUES + b"1]",
        b"[" + b"{}," * strict.MOST_VALUES + b"{}]",
        b'"' * (2 * strict.MOST_VALUES + 4),
        b"[" * 10_000_000,
        b"[" + b"9" * 10_000_000 + b"]",
    ):
        with pytest.raises(strict.NotStrict) as refused:
            strict.parsed(line)
        assert refused.value.place in {"values", "depth", "number"}
