"""Delimited text: whatever program wrote it, the same values come out, or a line that is broken is named."""

import csv
from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.progress import Progress
from reports.intake import file
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Table

ROWS = [["Фамилия", "Имя", "Доля"], ["Лебедева", "Ирина", "3,5"], ["Ёлкин", "Пётр; мл.", "3.5"]]
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"), max_size=12
)


def read(data: bytes) -> Table:
    return file.parse(data, "люди.csv", Progress())


def written(rows: list[list[str]], delimiter: str, encoding: str = "utf-8") -> bytes:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL).writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encoding_and_delimiter_are_found_out(encoding: str, delimiter: str) -> None:
    found = read(written(ROWS, delimiter, encoding))
    assert [list(line.cells) for line in found.lines] == ROWS
    assert [line.number for line in found.lines] == [1, 2, 3]


def test_what_excel_says_of_the_delimiter_is_followed() -> None:
    found = read(b"sep=;\r\n" + written(ROWS, ";"))
    assert [list(line.cells) for line in found.lines] == ROWS
    assert found.lines[0].number == 2


def test_a_value_of_several_lines_keeps_the_number_of_its_first_line() -> None:
    found = read(b'a;b\n"1\n2\n3";x\n\nc;d\n')
    assert [line.number for line in found.lines] == [1, 2, 6]
    assert found.lines[1].cells == ("1\n2\n3", "x")


@pytest.mark.parametrize(
    ("data", "why", "place"),
    [
        (b'a;b\n"open;c\nd;e\n', Why.BAD_LINE, "2"),
        (b'a;b\nc;d\n"x"y;e\n', Why.BAD_LINE, "3"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, Why.PICTURE, ""),
        (b"MZ\x90\x00\x03" * 90, Why.ENCODING, ""),
        (b"a;b\n" + b"x;" * 300 + b"x\n", Why.TOO_FAR, "IW2"),
        (b"a\n" * 50_001, Why.TOO_FAR, "A50001"),
        (b"a;b\nc;" + b"x" * 110_000 + b"\n", Why.LONG_TEXT, "B2"),
        (b"\r\n \r\n", Why.EMPTY, ""),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(data: bytes, why: Why, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert (caught.value.why, caught.value.place) == (why, place)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=3, max_size=8),
    st.sampled_from([";", "\t", ","]),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    head = ["Фамилия", "Имя", "Отчество"]  # a table has one, and it is what tells the delimiter
    found = read(written([head] * 60 + rows, delimiter, encoding))
    read_back = [list(line.cells) for line in found.lines if line.number > 60]
    expected = [
        _without_tail([value if value.strip() else None for value in row])
        for row in rows
        if any(value.strip() for value in row)
    ]
    assert read_back == expected


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        read(data)


def _without_tail(values: list[str | None]) -> list[str | None]:
    while values and values[-1] is None:
        values.pop()
    return values
