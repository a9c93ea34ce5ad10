"""A few letters find whom or what was meant, under any layout and at any number of people."""

import pytest

from domain.matching import Index, find_in, readings

NAMES = (
    "Люди People",
    "Тарасов Кирилл Андреевич C-0042",
    "Кириллова Тамара Игоревна E-0007",
    "Семёнов Пётр E-0008",
    "Салтыкова-Щедрина Анна E-0009",
    "Smith John X-0001",
)


def found(typed: str, names: tuple[str, ...] = NAMES) -> list[str]:
    return [names[number].split()[0] for number in Index(names).find(typed, 50)]


@pytest.mark.parametrize("typed", ["люди", "ЛЮ", "k.lb", "K>LB", "people", "зущзду", "ЗУЩ", "ppl"])
def test_a_screen_is_found_under_any_layout(typed: str) -> None:
    assert found(typed)[0] == "Люди"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("семен", "Семёнов"),
        ("семён", "Семёнов"),
        ("ctv`y", "Семёнов"),
        ("петр", "Семёнов"),
        ("кирилл тар", "Тарасов"),
        ("такир", "Тарасов"),
        ("тка", "Тарасов"),
        ("щедр", "Салтыкова-Щедрина"),
        ("салтыкова-щ", "Салтыкова-Щедрина"),
        ("c-0042", "Тарасов"),
        ("с-0042", "Тарасов"),  # a Cyrillic С is the same key
        ("0042", "Тарасов"),
        ("ыьшер", "Smith"),
        ("смит", ""),
        ("трсв", "Тарасов"),
        ("<b>", ""),
    ],
)
def test_names_are_found_by_parts(typed: str, first: str) -> None:
    assert next(iter(found(typed)), "") == first


def test_word_starts_come_before_what_stands_inside() -> None:
    names = ("Сокирина Анна", "Орлов Кирилл", "Кириллов Пётр", "Канина Ирина")
    assert found("кир", names) == ["Кириллов", "Орлов", "Сокирина", "Канина"]


def test_what_stands_earlier_wins_among_equals() -> None:
    assert found("анна", ("Белова Анна", "Алова Анна")) == ["Белова", "Алова"]


def test_two_letters_far_apart_are_no_match() -> None:
    assert found("тс") == []
    assert found("трс") == ["Тарасов"]


def test_nothing_typed_shows_the_first_ones() -> None:
    index = Index(NAMES)
    assert index.find("  ", 3) == (0, 1, 2)
    assert index.find("", 99) == tuple(range(len(NAMES)))
    assert Index(()).find("а", 5) == ()


def test_no_more_are_found_than_asked_for() -> None:
    assert len(Index(["Анна"] * 100).find("анна", 7)) == 7


@pytest.mark.parametrize("typed", ["\\", "[", "^", "а]", "*+", "\n", "(?:", "." * 60, "а" * 200])
def test_signs_are_no_patterns(typed: str) -> None:
    Index(NAMES).find(typed, 50)


@pytest.mark.parametrize(
    ("typed", "meant"), [("j,vty", "обмен"), (",fpf", "база"), ("rk.xb", "ключи"), ("фищге", "about")]
)
def test_keys_of_the_other_layout_are_turned_before_a_word_is_split(typed: str, meant: str) -> None:
    assert meant in readings(typed)


def test_a_reading_is_named_once() -> None:
    assert readings("0042") == ("0042",)
    assert readings("люди") == ("люди", "k lb")
    assert readings(" \t") == ()


def test_letters_strewn_over_several_words_mean_nothing() -> None:
    names = ("Заметка в дневник\nДневник: все записи Note for the diary", "Загрузить людей…\nУволить Дата")
    assert found("тема", names) == []
    assert found("удал", names) == []
    assert found("зметка", names) == ["Заметка"], "a letter left out is forgiven"


def test_initials_do_not_run_into_unseen_words() -> None:
    assert found("звд", ("Заметка в дневник",)) == ["Заметка"]
    assert found("звд", ("Загрузить\nВыход\nДата",)) == []


class Counting(str):
    """A text that tells how often it is looked through."""

    __slots__ = ()
    looks = 0

    def __contains__(self, key: object) -> bool:
        Counting.looks += 1
        return super().__contains__(key)  # pyright: ignore[reportArgumentType]


def test_a_key_among_ten_thousand_people_looks_at_few_of_them() -> None:
    index = Index(f"Тарасов{number} Кирилл E-{number:05}" for number in range(10_000))
    lines = index._lines  # pyright: ignore[reportPrivateUsage]
    lines[:] = [Counting(line) for line in lines]
    Counting.looks = 0
    assert len(index.find("e-09999", 50)) == 1
    index.find("кирилл тарасов1", 50)
    assert Counting.looks < 200, "lines without the rarest word are not asked"


@pytest.mark.parametrize("typed", ["", "к", "та", "тамара", "кир", "e-0", "кита", "птр", "смит", "зущ", "zz"])
@pytest.mark.parametrize("limit", [1, 3, 50])
def test_several_indices_are_searched_as_if_they_were_one(typed: str, limit: int) -> None:
    whole = Index(NAMES).find(typed, limit)
    parts = (NAMES[:2], (), NAMES[2:5], NAMES[5:])
    at = [sum(len(one) for one in parts[:part]) for part in range(len(parts))]
    found = find_in([Index(part) for part in parts], typed, limit)
    assert tuple(at[part] + number for part, number in found) == whole
