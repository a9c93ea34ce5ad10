"""Whether words name somebody: a surname in any grammatical case, and no ordinary word that looks like it."""

import pytest

from domain.hiring.surnames import naming


@pytest.mark.parametrize(
    ("surname", "text", "word"),
    [
        ("Тарасова", "у Тарасовой больше опыта", "Тарасовой"),
        ("Тарасова", "выбрана тарасова", "тарасова"),
        ("Тарасов", "опыт Тарасова решил", "Тарасова"),
        ("Тарасов", "сильнее Ивановых и Тарасовых", "Тарасовых"),
        ("Ким", "Выбран Ким.", "Ким"),
        ("Ким", "уступает «Киму»", "Киму"),
        ("Цой", "у Цоя опыт дольше", "Цоя"),
        ("Ли", "предпочли Ли", "Ли"),
        ("Рабочая", "выбрали Рабочую", "Рабочую"),
        ("Соловьёв", "с Соловьевым договорились", "Соловьевым"),
        ("Коваль", "у Коваля", "Коваля"),
        ("Толстой", "у Толстого", "Толстого"),
        ("Гоголева-Ким", "у Гоголевой-Ким", "Гоголевой-Ким"),
        ("Дурново", "Дурново опытнее", "Дурново"),
        ("Smith", "Smith's record is longer", "Smith's"),
    ],
)
def test_a_surname_is_found_in_every_case_of_it(surname: str, text: str, word: str) -> None:
    assert naming(text, surname) == word


@pytest.mark.parametrize(
    ("surname", "text"),
    [
        ("Рабочая", "рабочий график не подошёл"),
        ("Рабочая", "Рабочий график не подошёл"),
        ("Рабочая", "готова вести рабочую документацию"),
        ("Ким", "никим не предупреждён, режим кимоно"),
        ("Ли", "не назвала, есть ли срок"),
        ("Зима", "только зимой и в зиму"),
        ("Тарасова", "тара сдана"),
    ],
)
def test_an_ordinary_word_names_nobody(surname: str, text: str) -> None:
    assert naming(text, surname) is None
