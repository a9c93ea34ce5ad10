"""Somebody's own scale becomes levels 0-4 only as far as its words are known; the rest is asked."""

import pytest

from domain.team.level_scale import Scale, likely, proposed, remembered, unplaced, words_of


def placed(*words: str) -> dict[str, int | None]:
    return dict(proposed(words_of((word, "A1") for word in words)))


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        (("0", "1", "2", "3", "4"), (0, 1, 2, 3, 4)),
        (("1", "2", "3", "4", "5"), (0, 1, 2, 3, 4)),
        (("1", "2", "4"), (1, 2, 4)),
        (("0", "5", "10"), (0, 2, 4)),
        (("0%", "35%", "60%", "100%"), (0, 1, 3, 4)),
        (("0", "0.4", "1"), (0, 2, 4)),
        (("нет", "базовый", "эксперт"), (0, 2, 4)),
        (("Начинающий", "уверенный"), (1, 3)),
        (("Level 3", "L1"), (3, 1)),
        (("2 - знает", "3 - учит"), (2, 3)),
    ],
)
def test_usual_scales_are_proposed(words: tuple[str, ...], levels: tuple[int, ...]) -> None:
    found = placed(*words)
    assert [found[word.casefold()] for word in words] == list(levels)


def test_a_dash_means_no_level_and_never_zero() -> None:
    assert placed("-", "н/п", "n/a") == {"-": None, "н/п": None, "n/a": None}


def test_a_word_that_nobody_knows_is_asked() -> None:
    words = words_of([("бронза", "B2"), ("3", "B3"), ("Бронза", "B4")])
    assert [(one.text, one.count, one.place) for one in unplaced(words, proposed(words))] == [
        ("бронза", 2, "B2")
    ]


def test_an_empty_cell_is_no_word() -> None:
    assert words_of([("", "A1"), (" ", "A2")]) == ()


def test_half_a_level_is_asked() -> None:
    assert placed("2", "2,5", "3") == {"2": 2, "3": 3}


@pytest.mark.parametrize("words", [("да", "нет"), ("x", "o"), ("yes", "no", "n/a"), ("+", "-"), ("x",)])
def test_a_scale_of_yes_and_no_is_asked_and_only_has_likely_levels(words: tuple[str, ...]) -> None:
    told = words_of((word, "A1") for word in words)
    placed = proposed(told)
    assert not any(level is not None for level in placed.values())
    assert set(likely(told)) | set(placed) == set(words)
    assert likely(told)[words[0]] == 2


def test_yes_among_other_words_is_a_level_like_them() -> None:
    assert placed("да", "эксперт") == {"да": 2, "эксперт": 4}
    assert likely(words_of([("да", "A1"), ("эксперт", "A2"), ("1", "A3")])) == {}


def test_that_a_word_means_no_level_is_remembered_with_its_scale() -> None:
    before = Scale("прошлый.csv", {"н/п": None, "2": 2, "3": 3})
    told = words_of([("н/п", "A1"), ("2", "A2"), ("новое", "A3")])
    found = remembered(told, [before])
    assert found is before
    assert before.places["н/п"] is None
    assert unplaced(told, before.places) == (told[2],)
