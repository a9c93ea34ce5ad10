"""A person is named by each way to be reached, and by the name in any case, however it is written."""

import pytest

from domain.people.declined import Case, Declined
from domain.people.naming import Naming, naming_of, parts_of
from domain.people.person import Person

HARE = Person(surname="Заяц", given="Павел", patronymic="Петрович")


def confirmed(*names: str, of: str = HARE.full_name) -> Person:
    return Person(
        surname=HARE.surname,
        given=HARE.given,
        patronymic=HARE.patronymic,
        declined=Declined(of, "", dict(zip(Case, names, strict=False)), {}),
    )


@pytest.mark.parametrize(
    ("contact", "parts"),
    [
        ("+7 900 000-00-00, olga@example.org", ("olga@example.org", "+7 900 000-00-00")),
        ("olga@example.org +7 (900) 000-00-00", ("olga@example.org", "+7 (900) 000-00-00")),
        ("тел. 8 900 000 00 00; почта olga@example.org", ("olga@example.org", "8 900 000 00 00")),
        ("89000000000 telegram @olga", ("89000000000", "@olga")),
        ("8 900 000 00 00/8 900 000 00 01", ("8 900 000 00 00", "8 900 000 00 01")),
        ("через приёмную", ("через приёмную",)),
        ("", ()),
    ],
)
def test_a_contact_is_each_of_the_ways_to_reach_somebody(contact: str, parts: tuple[str, ...]) -> None:
    assert parts_of(contact) == parts


@pytest.mark.parametrize(
    "text",
    [
        "звонить 8 900 000 00 00",
        "тел. +7(900)0000000",
        "89000000000 после шести",
        "писать на Olga@example.org",
    ],
)
def test_a_text_with_one_of_them_names_the_person(text: str) -> None:
    her = Naming("Мельник", others=parts_of("+7 900 000-00-00, olga@example.org"))
    assert [span.sure for span in her.spans(text)] == [True]


@pytest.mark.parametrize("text", ["счёт 40817900000000012345", "почта", "900 000", "example.org"])
def test_other_numbers_and_words_do_not(text: str) -> None:
    her = Naming("Мельник", others=parts_of("почта olga@example.org, +7 900 000-00-00"))
    assert her.spans(text) == ()


@pytest.mark.parametrize("text", ["выдано Цою В. Р.", "с Цоем", "от Цоя"])
def test_a_surname_of_which_the_stem_is_one_letter_is_found_in_its_cases(text: str) -> None:
    assert [span.sure for span in Naming("Цой").spans(text)] == [True]


@pytest.mark.parametrize("text", ["выдано Зайцу П. П.", "Павлу Петровичу лично"])
def test_a_name_whose_stem_changes_is_found_in_the_cases_that_somebody_confirmed(text: str) -> None:
    assert not any(span.sure for span in naming_of(HARE).spans(text))
    known = confirmed("Зайца Павла Петровича", "Зайцу Павлу Петровичу", "Зайца Павла Петровича")
    assert [span.sure for span in naming_of(known).spans(text)] == [True]


def test_cases_of_another_name_or_in_another_order_name_nobody() -> None:
    text = "Павлу и Зайцу"
    assert not any(span.sure for span in naming_of(confirmed("", "Павлу Петровичу Зайцу")).spans(text))
    former = confirmed("", "Зайцу Павлу Петровичу", of="Волк Павел Петрович")
    assert not any(span.sure for span in naming_of(former).spans(text))
