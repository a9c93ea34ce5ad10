"""Requirements that rest on no business quality are found in any form, and honest ones pass."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.framework.fairness import ARTICLE, SOME_POSTS, Discriminates, Ground, Unfair, restricted, unfair
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
    (Ground.FAMILY, "холост"),
    (Ground.FAMILY, "холостые"),
    (Ground.FAMILY, "незамужняя"),
    (Ground.FAMILY, "разведён"),
    (Ground.FAMILY, "разведена"),
    (Ground.FAMILY, "в разводе"),
    (Ground.FAMILY, "мать-одиночка"),
    (Ground.FAMILY, "вдова"),
    (Ground.FAMILY, "нет мужа"),
    (Ground.FAMILY, "планирует ребёнка"),
    (Ground.FAMILY, "без детей"),
    (Ground.HEALTH, "вредных привычек"),
    (Ground.HEALTH, "непьющий"),
    (Ground.HEALTH, "не пьёт"),
    (Ground.RESIDENCE, "пропиской"),
    (Ground.RESIDENCE, "прописок"),
    (Ground.RESIDENCE, "прописан в Москве"),
    (Ground.ORIGIN, "носитель языка"),
    (Ground.ORIGIN, "носители русского языка"),
    (Ground.ORIGIN, "родной русский"),
    (Ground.AGE, "средних лет"),
    (Ground.SEX, "прекрасного пола"),
    (Ground.BELIEFS, "неверующий"),
    (Ground.BELIEFS, "крещёная"),
    (Ground.BELIEFS, "вне профсоюза"),
    (Ground.BELIEFS, "членство в партии"),
    (Ground.BELIEFS, "мусульманка"),
    (Ground.BELIEFS, "католик"),
    (Ground.ORIGIN, "native Russian speaker"),
    (Ground.ORIGIN, "native speakers"),
    (Ground.ORIGIN, "mother tongue"),
    (Ground.BELIEFS, "member of no union"),
    (Ground.BELIEFS, "members of no trade union"),
    (Ground.BELIEFS, "non-union"),
    (Ground.BELIEFS, "member of a political party"),
    (Ground.BELIEFS, "churchgoer"),
    (Ground.FAMILY, "must be single"),
    (Ground.FAMILY, "single mothers"),
    (Ground.FAMILY, "not married"),
    (Ground.FAMILY, "without family"),
    (Ground.FAMILY, "pregnant"),
    (Ground.AGE, "middle-aged"),
    (Ground.HEALTH, "teetotal"),
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
    "keeps pace with three chats",
    "приезжает на смену вовремя",
    "перерывы разведены по сменам",
    "разведены перерывы и обеды",
    "умеет разводить перерывы",
    "холостой ход системы",
    "бакалавр, bachelor's degree",
    "single point of contact",
    "single queue",
    "единый профсоюзный комитет",
    "знание русского языка не ниже C1",
    "родительский контроль как услуга",
    "грамотная русская речь",
    "носитель информации",
    "носители данных",
    "трезвая оценка рисков",
    "партия товара",
    "отправка партии заказов",
    "партийная отгрузка",
    "общежитие, регистрация обращения",
    "прописаны сроки",
    "прописать порядок действий",
    "опыт работы в чате от 6 месяцев",
    "скорость печати 250 знаков в минуту",
    "знание CRM и АТС",
    "готовность к сменному графику 2/2",
    "готовность к ночным сменам",
    "английский язык B2",
    "English at B2 or higher",
    "experience with voice and chat",
    "types 200 characters a minute",
    "no more than 3 critical errors",
    "shift work, including nights",
    "handles angry customers",
    "член рабочей группы",
    "члены экспертной группы",
    "member of a project team",
    "members of the quality committee",
    "a native mobile application",
    "native integration with CRM",
    "family tariff",
    "мужество признать ошибку",
    "восточный округ, восточная площадка",
    "европейский часовой пояс",
    "планирует смены и обучение",
    "без семинаров не более квартала",
    "голосовое меню с двумя голосами",
    "возраст базы знаний не более года",
    "опыт сопровождения новичков",
    "диплом о высшем образовании",
    "среднее профессиональное образование",
    "медицинский допуск по пункту 1.3",
]


@pytest.mark.parametrize(("ground", "words"), FORBIDDEN)
def test_forbidden_words_are_found_as_they_were_typed(ground: Ground, words: str) -> None:
    assert unfair(words) == (Unfair(ground, words, "ТК РФ 3, 64"),)


@pytest.mark.parametrize("text", HONEST)
def test_honest_requirements_pass(text: str) -> None:
    assert unfair(text) == ()


RECORD = [
    "без судимости",
    "отсутствие судимости",
    "несудимые",
    "не судим",
    "no criminal record",
    "no convictions",
]
NO_RECORD = ["опыт от года", "судовые перевозки", "error-free wording", "обсуждение"]


@pytest.mark.parametrize("text", RECORD)
def test_no_criminal_record_is_told_of_as_lawful_where_a_law_asks_for_it_and_not_refused(text: str) -> None:
    assert unfair(text) == ()
    (found,) = restricted(text)
    assert (found.ground, found.article) == (Ground.RECORD, SOME_POSTS)
    assert found.found in text


@pytest.mark.parametrize("text", [*HONEST, *NO_RECORD])
def test_nothing_else_is_told_of_as_for_some_posts_only(text: str) -> None:
    assert restricted(text) == ()


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


def test_words_that_rest_on_two_grounds_are_told_with_both() -> None:
    assert {one.ground for one in unfair("славянской внешности")} == {Ground.ORIGIN, Ground.LOOKS}
    assert {one.ground for one in unfair("азиатская внешность")} == {Ground.ORIGIN, Ground.LOOKS}
    assert {one.ground for one in unfair("no young mothers")} == {Ground.AGE, Ground.FAMILY}


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
