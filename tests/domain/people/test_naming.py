"""How somebody is reached: each address and number of a contact names the person, however it is written."""

import pytest

from domain.people.naming import Naming, parts_of


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
