"""Russian names and posts in their cases: a list read line by line, and what is left to people."""

from pathlib import Path

import pytest

from domain.people.declined import Case
from reports.people.declining import in_case, proposed

NAMES = Path(__file__).with_name("declined_names.txt").read_text("utf-8").splitlines()


def test_three_hundred_difficult_names_stand_in_their_cases() -> None:
    assert len(NAMES) >= 300
    wrong: list[str] = []
    for line in NAMES:
        name, _sign, wanted = line.partition(" = ")
        surname, given, patronymic = name.split("|")
        made = proposed(surname, given, patronymic, "")
        said = "?" if made is None else "; ".join(made.names[case] for case in Case)
        if said != wanted:
            wrong.append(f"{line} / {said}")
    assert not wrong


@pytest.mark.parametrize(
    "name", [("Smith", "John", ""), ("Петров1", "Иван", ""), ("Ким", "Хо", ""), ("", "", "")]
)
def test_what_is_not_known_is_not_proposed(name: tuple[str, str, str]) -> None:
    assert proposed(*name, "менеджер") is None


POSTS = {
    "директор контакт-центра": ("директора контакт-центра", "директору контакт-центра"),
    "Ведущий специалист по обслуживанию": (
        "Ведущего специалиста по обслуживанию",
        "Ведущему специалисту по обслуживанию",
    ),
    "старший оператор": ("старшего оператора", "старшему оператору"),
    "заместитель директора": ("заместителя директора", "заместителю директора"),
    "главный бухгалтер": ("главного бухгалтера", "главному бухгалтеру"),
    "супервайзер": ("супервайзера", "супервайзеру"),
    "HR-менеджер": ("HR-менеджера", "HR-менеджеру"),
    "СТАРШИЙ ОПЕРАТОР": ("СТАРШЕГО ОПЕРАТОРА", "СТАРШЕМУ ОПЕРАТОРУ"),
    "тренер-наставник": ("тренера-наставника", "тренеру-наставнику"),
    "бизнес-тренер": ("бизнес-тренера", "бизнес-тренеру"),
    "заведующий отделом": ("заведующего отделом", "заведующему отделом"),
    "руководитель группы": ("руководителя группы", "руководителю группы"),
    "исполняющий обязанности директора": (
        "исполняющего обязанности директора",
        "исполняющему обязанности директора",
    ),
    "старшая медсестра": ("старшей медсестры", "старшей медсестре"),
    "генеральный директор": ("генерального директора", "генеральному директору"),
    "специалист WFM": ("специалиста WFM", "специалисту WFM"),
    "оператор 1-й категории": ("оператора 1-й категории", "оператору 1-й категории"),
    "управляющий": ("управляющего", "управляющему"),
    "рабочий": ("рабочего", "рабочему"),
    "секретарь": ("секретаря", "секретарю"),
    "уборщица": ("уборщицы", "уборщице"),
    "менеджер": ("менеджера", "менеджеру"),
    "Scrum master": ("", ""),
}


@pytest.mark.parametrize("post", POSTS)
def test_a_post_is_declined_by_its_first_noun(post: str) -> None:
    assert (in_case(post, Case.GENITIVE), in_case(post, Case.DATIVE)) == POSTS[post]
