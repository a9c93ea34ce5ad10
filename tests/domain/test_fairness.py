"""Requirements that rest on no business quality are found in any form, and honest ones pass."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fairness import ARTICLE, Discriminates, Ground, Unfair, unfair
from tests.domain.catalogue_texts import catalogue_texts

FORBIDDEN = [
    (Ground.SEX, "мужчина"),
    (Ground.SEX, "Женщины"),
    (Ground.SEX, "девушек"),
    (Ground.SEX, "парень"),
    (Ground.SEX, "пол: мужской"),
    (Ground.SEX, "женского пола"),
    (Ground.SEX, "пол — ж"),
    (Ground.SEX, "female"),
    (Ground.SEX, "men"),
    (Ground.AGE, "до 35 лет"),
    (Ground.AGE, "от 25 до 40 лет"),
    (Ground.AGE, "с 25 до 40 лет"),
    (Ground.AGE, "25–40 лет"),
    (Ground.AGE, "до 35-ти лет"),
    (Ground.AGE, "до тридцати пяти лет"),
    (Ground.AGE, "не старше 45"),
    (Ground.AGE, "моложе сорока"),
    (Ground.AGE, "возраст до 35"),
    (Ground.AGE, "Возраст: 25"),
    (Ground.AGE, "возраст кандидата"),
    (Ground.AGE, "молодой"),
    (Ground.AGE, "пенсионного возраста"),
    (Ground.AGE, "возрастные ограничения"),
    (Ground.AGE, "30-летний"),
    (Ground.AGE, "younger than 35"),
    (Ground.AGE, "aged 25"),
    (Ground.AGE, "35 years old"),
    (Ground.AGE, "under 30 years"),
    (Ground.AGE, "young"),
    (Ground.FAMILY, "семейное положение"),
    (Ground.FAMILY, "замужем"),
    (Ground.FAMILY, "незамужняя"),
    (Ground.FAMILY, "женат"),
    (Ground.FAMILY, "без маленьких детей"),
    (Ground.FAMILY, "наличие детей"),
    (Ground.FAMILY, "дети до 7"),
    (Ground.FAMILY, "состоит в браке"),
    (Ground.FAMILY, "планирует уходить в декрет"),
    (Ground.FAMILY, "беременность"),
    (Ground.FAMILY, "холостой"),
    (Ground.FAMILY, "marital status"),
    (Ground.FAMILY, "no children"),
    (Ground.LOOKS, "внешность"),
    (Ground.LOOKS, "приятный внешний вид"),
    (Ground.LOOKS, "рост от 170 см"),
    (Ground.LOOKS, "татуировок"),
    (Ground.LOOKS, "good-looking"),
    (Ground.LOOKS, "attractive appearance"),
    (Ground.ORIGIN, "национальность"),
    (Ground.ORIGIN, "только русские"),
    (Ground.ORIGIN, "гражданство"),
    (Ground.ORIGIN, "граждане РФ"),
    (Ground.ORIGIN, "славянка"),
    (Ground.ORIGIN, "nationality"),
    (Ground.RESIDENCE, "прописка"),
    (Ground.RESIDENCE, "московская регистрация"),
    (Ground.RESIDENCE, "регистрация в Москве"),
    (Ground.RESIDENCE, "проживание рядом с"),
    (Ground.RESIDENCE, "место жительства"),
    (Ground.RESIDENCE, "иногородних"),
    (Ground.RESIDENCE, "place of residence"),
    (Ground.BELIEFS, "вероисповедание"),
    (Ground.BELIEFS, "православный"),
    (Ground.BELIEFS, "член профсоюза"),
    (Ground.BELIEFS, "состоит в независимом профсоюзе"),
    (Ground.BELIEFS, "политические взгляды"),
    (Ground.BELIEFS, "trade union membership"),
    (Ground.HEALTH, "инвалидность"),
    (Ground.HEALTH, "крепкое здоровье"),
    (Ground.HEALTH, "состояние здоровья"),
    (Ground.HEALTH, "вредных привычек"),
    (Ground.HEALTH, "некурящий"),
    (Ground.HEALTH, "non-smoker"),
]

HONEST = [
    "возраст обращения до 24 часов",
    "возраст обращений не более 30 дней",
    "средний возраст заявки",
    "обращения не старше 30 дней",
    "записи не старше 24 ч",
    "молодёжная линия",
    "молодёжный тариф, работа с молодёжью",
    "адаптация молодых сотрудников",
    "опыт работы от 15 лет",
    "стаж до 20 лет",
    "до 20 лет стажа",
    "20-летний опыт",
    "хранение записей до 75 лет",
    "опыт от 3 лет",
    "не менее 18 месяцев",
    "парные замеры, парный контроль",
    "половина смены, пол-литра, полное описание",
    "семейный тариф",
    "холостой звонок",
    "детализация до 10 позиций",
    "детская линия",
    "рост продаж от 150 %",
    "рост выручки до 170 млн",
    "анализ внешних данных",
    "внешние пользователи",
    "русский язык на уровне С1",
    "только русский язык",
    "расчёт, рассылка, расписание",
    "регистрация обращений",
    "постоянная регистрация обращений",
    "регистрация в региональной системе",
    "порядок прописан в регламенте",
    "навык убеждения",
    "взаимодействие с профсоюзом",
    "охрана здоровья и труда",
    "предварительный медицинский осмотр",
    "обслуживание инвалидов",
    "женерик, мужество",
    "командная работа, менеджмент, management, mentoring",
    "man-hours",
    "human resources",
    "age of the ticket up to 24 hours",
    "over 20 years of experience",
    "20 years of work experience",
    "call younger than 30 seconds",
    "race condition",
    "trade union",
    "single sign-on",
]


@pytest.mark.parametrize(("ground", "words"), FORBIDDEN)
def test_forbidden_words_are_found_as_they_were_typed(ground: Ground, words: str) -> None:
    assert unfair(words) == (Unfair(ground, words, "ТК РФ 3, 64"),)


@pytest.mark.parametrize("text", HONEST)
def test_honest_requirements_pass(text: str) -> None:
    assert unfair(text) == ()


def test_of_all_that_the_trade_itself_says_only_the_examples_of_bad_answers_are_unfair() -> None:
    found = {text: tuple(one.found for one in unfair(text)) for text in catalogue_texts()}
    assert len(found) > 1500
    assert {text: words for text, words in found.items() if words} == {
        "Перечисляет общие качества, включает пол, возраст или внешность.": ("внешность",),
        "Lists general traits; includes sex, age or appearance.": ("sex",),
    }


def test_findings_stand_in_the_order_of_the_text_and_go_into_one_refusal() -> None:
    text = "Мужчина до 35 лет с опытом работы от 3 лет, славянской внешности, без в/п, прописка."
    refused = Discriminates(unfair(text))
    assert [(one.ground, one.found) for one in refused.findings] == [
        (Ground.SEX, "Мужчина"),
        (Ground.AGE, "до 35 лет"),
        (Ground.ORIGIN, "славянской внешности"),
        (Ground.LOOKS, "внешности"),
        (Ground.RESIDENCE, "прописка"),
    ]
    assert {one.article for one in refused.findings} == {ARTICLE}


def test_words_of_one_ground_that_overlap_are_one_finding() -> None:
    assert unfair("возраст от 25 до 40 лет") == (Unfair(Ground.AGE, "возраст от 25 до 40 лет"),)


@pytest.mark.parametrize(
    "text",
    [
        "мyжчинa",  # Latin y and a
        "МУЖЧИНА",
        "муж\u00adчина",
        "муж\u200bчина",
        "мужчи\u0301на",
        "м0лодая",
        "вн\u0435шность",
        "pаса",  # Latin p
        "замуже\u0301м",
        "ж\u0435нщина",
        "wоman",  # Cyrillic о
        "w0man",
    ],
)
def test_letters_of_another_alphabet_and_hidden_signs_do_not_hide_a_word(text: str) -> None:
    assert unfair(text)


def test_what_was_found_is_shown_as_it_was_typed() -> None:
    assert [one.found for one in unfair("только Муж\u00adчины!")] == ["Муж\u00adчины"]
    assert [one.found for one in unfair("нет дете\u0438\u0306?")] == ["нет детей"]  # й typed as two signs


@given(
    st.sampled_from(FORBIDDEN), st.sampled_from(["Требуется: {}.", "({})", "{}\nи ещё", "опыт, {}", "«{}»"])
)
def test_a_forbidden_word_is_found_wherever_it_stands(forbidden: tuple[Ground, str], frame: str) -> None:
    ground, words = forbidden
    assert (ground, words) in [(one.ground, one.found) for one in unfair(frame.format(words))]


@given(st.sampled_from(FORBIDDEN), st.sampled_from("абяabz9_"))
def test_inside_a_longer_word_it_is_another_word(forbidden: tuple[Ground, str], letter: str) -> None:
    _, words = forbidden
    assert not any(one.found == words for one in unfair(letter + words))


@given(st.text())
def test_whatever_is_typed_each_finding_is_a_part_of_it(text: str) -> None:
    for one in unfair(text):
        assert one.found in unicodedata.normalize("NFC", text)


@given(st.lists(st.sampled_from(HONEST), max_size=4))
def test_honest_requirements_stay_honest_side_by_side(texts: list[str]) -> None:
    assert unfair(". ".join(texts)) == ()
