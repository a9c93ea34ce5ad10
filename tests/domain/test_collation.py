"""Lists are read in the order of the alphabet, in either language."""

import random

import pytest

from domain.collation import order_key
from domain.text import fold

RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"


def ordered(texts: list[str], **manner: bool) -> list[str]:
    mixed = random.Random(7).sample(texts, len(texts))
    return sorted(mixed, key=lambda text: order_key(text, **manner))


@pytest.mark.parametrize("cyrillic_first", [True, False])
def test_the_whole_alphabet_stands_in_its_order(cyrillic_first: bool) -> None:
    assert ordered(list(RUSSIAN), cyrillic_first=cyrillic_first) == list(RUSSIAN)
    assert ordered(list(RUSSIAN.upper()), cyrillic_first=cyrillic_first) == list(RUSSIAN.upper())
    assert ordered(list(LATIN), cyrillic_first=cyrillic_first) == list(LATIN)


def test_the_readers_own_script_comes_first() -> None:
    names = ["Adams", "Zed", "Élan", "Адамс", "Яковлев"]
    assert ordered(names, cyrillic_first=False) == ["Adams", "Élan", "Zed", "Адамс", "Яковлев"]
    assert ordered(names) == ["Адамс", "Яковлев", "Adams", "Élan", "Zed"]


def test_yo_counts_as_ye_and_only_the_last_letter_of_doubt_tells_them_apart() -> None:
    names = ["Ежов", "Ёжов", "Ежова", "Ёлкина", "Елкина Я", "Ельцов", "Жуков"]
    assert ordered(names) == ["Ежов", "Ёжов", "Ежова", "Ёлкина", "Елкина Я", "Ельцов", "Жуков"]


def test_capitals_and_blanks_do_not_matter() -> None:
    assert ordered(["БЕЛОВ  Яков", "белов Анна", "Белов Ян"]) == ["белов Анна", "БЕЛОВ  Яков", "Белов Ян"]


def test_numbers_in_codes_count_by_value() -> None:
    codes = ["C-2", "C-0010", "C-11", "C-100", "E-1", "E-0301", "2026-IV"]
    assert ordered(codes, numbers=True) == ["2026-IV", "C-2", "C-0010", "C-11", "C-100", "E-1", "E-0301"]
    assert ordered(["C-2", "C-10"]) == ["C-10", "C-2"]
    assert ordered(["C-" + "9" * 40, "C-1" + "0" * 40], numbers=True)[0] == "C-" + "9" * 40


@pytest.mark.parametrize("letters", [RUSSIAN + "ёЁ -'1", LATIN + "éüñçö -'1"])
def test_the_order_of_the_file_is_the_order_of_the_screen_within_a_script(letters: str) -> None:
    dice = random.Random(11)
    names = ["".join(dice.choices(letters, k=dice.randint(1, 6))).strip() or letters[0] for _ in range(2000)]
    on_screen = sorted(names, key=order_key)
    assert [fold(name) for name in on_screen] == sorted(fold(name) for name in names)
