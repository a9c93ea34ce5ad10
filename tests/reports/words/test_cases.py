"""Names and posts within a Russian sentence: one case throughout, and a capital where a name has its own."""

import pytest

from domain.people.declined import Case, Declined
from domain.people.person import Person, PersonKind
from reports.words import cases
from resources.i18n import words


@pytest.mark.parametrize(
    ("post", "within"),
    [
        ("Менеджер по персоналу", "менеджер по персоналу"),
        ("Директор по ИТ", "директор по ИТ"),
        ("HR-менеджер", "HR-менеджер"),
        ("ИТ-директор", "ИТ-директор"),
        ("Java-разработчик", "Java-разработчик"),
        ("Manager", "manager"),
        ("QA engineer", "QA engineer"),
        ("1С-программист", "1С-программист"),
        ("Зам. директора", "зам. директора"),
        ("И. о. директора", "и. о. директора"),
        ("", ""),
    ],
)
def test_only_an_ordinary_first_word_loses_its_capital(post: str, within: str) -> None:
    assert cases.in_a_sentence(post) == within


@pytest.mark.parametrize("known", [{}, {Case.DATIVE: "менеджеру"}])
def test_a_letter_is_addressed_in_one_case(known: dict[Case, str]) -> None:
    name, whole = "Лебедева Ирина Олеговна", {Case.DATIVE: "Лебедевой Ирине Олеговне"}
    person = Person(
        kind=PersonKind.EMPLOYEE,
        surname="Лебедева",
        given="Ирина",
        patronymic="Олеговна",
        post="менеджер",
        declined=Declined(name, "менеджер", whole, known),
    )
    both = ("Лебедевой Ирине Олеговне", "менеджеру")
    assert cases.addressed(person, words("ru")) == (both if known else (f"Адресат: {name}", "менеджер"))
    assert cases.addressed(person, words("en")) == (f"To: {name}", "менеджер")
