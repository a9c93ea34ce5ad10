"""Which profile a post is assessed by, when the file holds several models."""

import pytest

from domain.framework.edition import NO_REQUIREMENTS
from domain.framework.profile import Phase, Profile, called_by, fitting
from domain.text import Text

MANAGER = Text("Менеджер контактного центра", "Contact-centre manager")
OPERATOR = Text("Оператор контактного центра", "Contact-centre operator")
CHAT = Text("Оператор чата", "Chat operator")


def made(number: int, post: Text, phase: Phase) -> Profile:
    return Profile(number, "", f"p{number}", 1, post, phase, NO_REQUIREMENTS, {})


PROFILES = tuple(
    made(10 * place + (phase is Phase.POST), post, phase)
    for place, post in enumerate((MANAGER, OPERATOR, CHAT), 1)
    for phase in Phase
)


@pytest.mark.parametrize(
    ("post", "wanted"),
    [
        ("оператор", OPERATOR),
        ("Старший оператор", OPERATOR),
        ("оператор чата", CHAT),
        ("и. о. оператора чата", CHAT),
        ("Contact-centre operator", OPERATOR),
        ("contact centre operator, night shift", OPERATOR),
        ("менеджер", MANAGER),
        ("руководитель контактного центра", MANAGER),  # the centre alone calls nobody an operator
        ("супервайзер", MANAGER),
        ("операционный директор", MANAGER),
        ("", MANAGER),
    ],
)
def test_the_post_chooses_the_profile(post: str, wanted: Text) -> None:
    for phase in Phase:
        found = fitting(PROFILES, post, phase)
        assert (found.post, found.phase) == (wanted, phase)


def test_without_a_profile_of_the_phase_there_is_still_one() -> None:
    only = (made(1, OPERATOR, Phase.POST),)
    assert fitting(only, "менеджер", Phase.HIRE) is only[0]


@pytest.mark.parametrize(
    "post",
    [
        *("супервайзер", "", "руководитель контактного центра"),
        *("HR-менеджер", "менеджер по персоналу", "Старший менеджер по продажам"),  # a field of their own
    ],
)
def test_a_post_that_nothing_is_called_by_is_not_guessed(post: str) -> None:
    assert called_by(PROFILES, post) is None
    assert called_by((), post) is None


def test_a_post_that_a_profile_is_called_by_is_known() -> None:
    found = called_by(PROFILES, "Старший оператор")
    assert found is not None and found.post == OPERATOR


@pytest.mark.parametrize(
    ("post", "named"),
    [
        ("оператор-консультант", OPERATOR),
        ("оператор контакт-центра", OPERATOR),
        ("менеджер контактного центра по обучению", MANAGER),
        ("Старший менеджер по продажам", Text("Менеджер по продажам")),
        ("Старший HR-менеджер", Text("HR-менеджер")),
        ("HR manager", Text("HR", "HR manager")),
    ],
)
def test_what_else_a_post_says_makes_it_no_other(post: str, named: Text) -> None:
    found = called_by((*PROFILES, made(90, named, Phase.POST)), post)
    assert found is not None and found.post == named
