"""The number of a sheet: what a hand writes and a camera reads comes back, and errors show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.sheet_number import Flaw, NotANumber, flaw, parse, sheet_number

NUMBER = sheet_number("0191d2a4-7c3e-7c11-8f0e-3b6f0a9b2c4d")
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
UIDS = st.uuids().map(str)


def test_the_number_has_its_form_and_always_the_same() -> None:
    assert NUMBER == "Л-KXXR-44C5-A"
    assert parse(NUMBER) == NUMBER


@given(UIDS)
def test_every_number_is_read_back_however_it_is_typed(uid: str) -> None:
    number = sheet_number(uid)
    bare = number.replace("-", "").removeprefix("Л")
    for typed in (number, number.lower(), f" {bare} ", f"л {bare}", f"L{bare}", f"Л–{bare[:4]}−{bare[4:]}"):
        assert parse(typed) == number


@given(UIDS)
def test_look_alikes_are_forgiven(uid: str) -> None:
    number = sheet_number(uid)
    body = number.removeprefix("Л-")
    cyrillic = body.translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ"))
    for typed in (
        body.replace("0", "O"),
        body.replace("0", "о"),
        body.replace("1", "l"),
        body.replace("1", "I"),
        cyrillic,
        cyrillic.lower(),
    ):
        assert parse(f"Л-{typed}") == number


@given(UIDS, st.integers(0, 8), st.sampled_from(DIGITS))
def test_one_wrong_sign_always_shows(uid: str, place: int, sign: str) -> None:
    signs = list(sheet_number(uid).replace("-", "").removeprefix("Л"))
    if signs[place] == sign:
        return
    signs[place] = sign
    with pytest.raises(NotANumber):
        parse("".join(signs))


@given(UIDS, st.integers(0, 8), st.integers(0, 8))
def test_two_swapped_signs_always_show(uid: str, one: int, other: int) -> None:
    signs = list(sheet_number(uid).replace("-", "").removeprefix("Л"))
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    with pytest.raises(NotANumber):
        parse("".join(signs))


@pytest.mark.parametrize(
    "text", ["", "Л-", "Л-KXXR-44C5", f"{NUMBER}8", "Л-KXXR-44CU-A", "Л-KXXR-44C☺-A", "71 компетенция"]
)
def test_what_is_no_number_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(NotANumber) as refused:
        parse(text)
    assert refused.value.text == text


@given(st.text(max_size=14))
def test_whatever_is_typed_is_a_number_or_refused(text: str) -> None:
    try:
        number = parse(text)
    except NotANumber:
        return
    assert parse(number) == number


def test_a_wrong_number_is_told_apart_from_an_unfinished_one_and_from_words() -> None:
    assert flaw(NUMBER) is None
    assert flaw(NUMBER[:-1] + "B") is Flaw.WRONG
    assert flaw("kxxr44c5ab") is Flaw.WRONG, "a sign too many"
    assert flaw("4typ") is Flaw.UNFINISHED
    assert flaw("Л-KXXR-44") is Flaw.UNFINISHED
    assert flaw("громов") is None
    assert flaw("E-0102 лишнее!") is None
