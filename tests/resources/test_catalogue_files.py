"""Scale, interview and development agree with the catalogue, and every text in them is clean."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import yaml

import resources

type Data = dict[str, Any]

FILES = ("catalogue", "scale", "interview", "development", "job_description")


@pytest.fixture(params=FILES)
def shipped(request: pytest.FixtureRequest) -> Data:
    """Each of the data files in turn."""
    return request.getfixturevalue(request.param)


def texts(node: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, text) for every text under *node*."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from texts(value, f"{key}.{name}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from texts(value, f"{key}[{place}]")
    elif isinstance(node, str):
        yield key, node


def is_in(language: str, key: str) -> bool:
    return re.search(rf"[._]{language}$", key) is not None


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_utf_8_without_a_byte_order_mark(name: str) -> None:
    raw = resources.data(f"catalogue/{name}.yaml")
    assert raw.decode("utf-8")[0] != "\ufeff"


def test_no_word_mixes_latin_and_cyrillic_letters(shipped: Data) -> None:
    mixed = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
    assert [row for row in texts(shipped) if mixed.search(row[1])] == []


def test_no_text_has_stray_spaces_or_loose_accents(shipped: Data) -> None:
    for key, text in texts(shipped):
        assert text == text.strip(), key
        assert "  " not in text, key
        assert unicodedata.is_normalized("NFC", text), key


def test_each_language_is_written_in_its_letters(shipped: Data) -> None:
    for key, text in texts(shipped):
        # A category of staff keeps its Russian word in the English; a date or a blank has no letters.
        if is_in("en", key) and not key.startswith(".eligibility"):
            assert not re.search(r"[А-Яа-яЁё]", text), key
        if is_in("ru", key) and re.search(r"[^\W\d_]", text) and not re.fullmatch(r"[0.N _]+", text):
            assert re.search(r"[А-Яа-яЁё]", text), key


def test_the_scale_has_five_levels_with_words_for_each(scale: Data) -> None:
    assert [level["value"] for level in scale["levels"]] == [0, 1, 2, 3, 4]
    for level in scale["levels"]:
        for part in ("name", "short", "knowledge", "skill"):
            assert level[part]["ru"], (level["value"], part)
            assert level[part]["en"], (level["value"], part)


def test_not_assessed_is_no_level_and_has_five_reasons(scale: Data) -> None:
    without = scale["not_assessed"]
    assert without["value"] is None
    reasons = ["not_asked", "no_evidence", "not_observed", "not_applicable", "recused"]
    assert [reason["id"] for reason in without["reasons"]] == reasons


def test_the_gap_bands_follow_each_other_without_a_hole(scale: Data) -> None:
    bands = scale["gap"]
    assert [band["id"] for band in bands] == ["met", "small", "large"]
    assert all(low["max"] == high["min"] for low, high in pairwise(bands))


def test_there_is_one_question_for_each_competency(interview: Data, competencies: dict[str, Data]) -> None:
    questions = interview["questions"]
    assert [question["code"] for question in questions] == list(competencies)
    for question in questions:
        allowed = {"knowledge"} if question["code"][0] == "K" else {"behavioural", "situational"}
        assert question["type"] in allowed, question["code"]
    assert len({question["question"]["ru"] for question in questions}) == 71


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_question_and_answer_is_a_finished_sentence(interview: Data, language: str) -> None:
    for question in interview["questions"]:
        for part in ("question", "weak", "adequate", "strong"):
            assert re.search(r"[.?][»']?$|'$|»$", question[part][language]), (question["code"], part)


def test_every_ready_made_interview_covers_all_functions(
    interview: Data, competencies: dict[str, Data]
) -> None:
    for chosen in interview["meta"]["sets"]:
        codes = chosen["codes"]
        assert len(set(codes)) == len(codes), chosen["id"]
        functions = {competencies[code]["function"] for code in codes}
        assert functions == {"F1", "F2", "F3", "F4", "F5"}, chosen["id"]


def test_each_competency_has_an_action_of_every_kind(
    development: Data, competencies: dict[str, Data]
) -> None:
    assert [plan["code"] for plan in development["plans"]] == list(competencies)
    for plan in development["plans"]:
        kinds = [action["kind"] for action in plan["actions"]]
        assert kinds == ["experience", "social", "formal"], plan["code"]


def test_the_213_actions_differ_and_say_how_they_are_proved(development: Data) -> None:
    actions = [action for plan in development["plans"] for action in plan["actions"]]
    assert len(actions) == 213
    for key in ("id", "ru", "en"):
        assert len({action[key] for action in actions}) == 213, key
    for action in actions:
        assert isinstance(action["weeks"], int), action["id"]
        assert 1 <= action["weeks"] <= 12, f"{action['id']}: its evidence would outlive a quarter"
        assert action["evidence"]["ru"], action["id"]
        assert action["evidence"]["en"], action["id"]


def test_the_calendar_has_every_holiday_of_article_112_and_moves_days_within_their_year() -> None:
    content = yaml.safe_load(resources.text("catalogue/calendar.yaml"))
    assert len(content["yearly"]) == 14
    for year, days in content["years"].items():
        assert {day.year for kind in days.values() for day in kind} == {year}
        assert all(day.weekday() < 5 for day in days["moved_off"]), "a weekend needs no line"
        assert all(day.weekday() > 4 for day in days["worked"])


def test_the_induction_names_who_leads_and_speaks_two_languages() -> None:
    steps = yaml.safe_load(resources.text("catalogue/induction.yaml"))["steps"]
    assert [one["day"] for one in steps] == sorted(one["day"] for one in steps)
    assert {one["by"] for one in steps} <= {"manager", "mentor", "hr", "safety", "it"}
    told = " ".join(one["ru"] for one in steps)
    assert all(word in told for word in ("Рабочее место", "доступы", "Вводный инструктаж", "под подпись"))
    assert all(one["en"].isascii() for one in steps)


LEADS = ("question", "twin")


def leads(interview: Data) -> Iterator[tuple[str, Data]]:
    """Yield (code, lead) of every lead, both of a question that has two."""
    for question in interview["questions"]:
        yield question["code"], question
        if "twin" in question:
            yield question["code"], question["twin"]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_one_thing_is_asked_at_a_time_and_the_rest_are_follow_ups(interview: Data, language: str) -> None:
    for code, lead in leads(interview):
        assert lead["question"][language].count("?") <= 1, code
        for probe in lead.get("probes", ()):
            assert probe[language].count("?") == 1, code
        assert len(lead.get("probes", ())) <= 3, code


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_behavioural_question_has_a_situation_with_its_own_answers(
    interview: Data, language: str
) -> None:
    behavioural = [one for one in interview["questions"] if one["type"] == "behavioural"]
    assert len(behavioural) == 17
    assert [one["code"] for one in interview["questions"] if "twin" in one] == [
        one["code"] for one in behavioural
    ]
    for one in behavioural:
        twin = one["twin"]
        for part in ("question", "weak", "adequate", "strong"):
            assert re.search(r"[.?][»']?$|'$|»$", twin[part][language]), (one["code"], part)
            assert twin[part][language] != one[part][language], (one["code"], part)
        assert len(twin["probes"]) == 2, one["code"]


PAST = re.compile(
    r"[Рр]асскажите|приведите пример|у вас было|вы провели|Tell me about|have you|did you", re.I
)


def test_a_situation_is_answered_without_having_led_anybody_and_is_as_concrete(interview: Data) -> None:
    """Clause 1.2 asks for no more than 6-12 months as an agent or analyst."""
    for one in interview["questions"]:
        if "twin" in one:
            told = one["twin"]["question"]
            for text in (told["ru"], told["en"], *(probe["ru"] for probe in one["twin"]["probes"])):
                assert not PAST.search(text), (one["code"], text)
            assert len(re.findall(r"\d+|\b(?:два|две|три|пять|шесть|восемь|девять)\w*", told["ru"])) >= 2, (
                told
            )


EXPERIENCE = re.compile(
    r"вы применяли|вы пользовались|на последнем месте|имеет опыт|из практики|have you used|has configured"
    r"|last workplace|from practice"
)


def test_a_question_on_knowledge_asks_for_knowledge_and_not_for_experience(interview: Data) -> None:
    for one in interview["questions"]:
        if one["type"] == "knowledge":
            for part in ("question", "weak", "adequate", "strong"):
                for text in one[part].values():
                    assert not EXPERIENCE.search(text), (one["code"], part)


def test_what_parts_level_two_from_level_three_is_said(interview: Data) -> None:
    rule = interview["meta"]["adequate_rule"]
    assert "3" in rule["ru"] and "2" in rule["ru"] and "без подсказки" in rule["ru"]
    assert "prompting" in rule["en"]


def test_a_russian_text_says_adherence_in_russian_and_an_english_one_names_its_book(
    interview: Data, development: Data
) -> None:
    for data in (interview, development):
        assert [row for row in texts(data) if is_in("ru", row[0]) and "adherence" in row[1].lower()] == []
    english = " ".join(text for key, text in texts([interview, development]) if is_in("en", key))
    for calque in ("an act on", "paperwork", "an act states"):
        assert calque not in english
    for plan in development["plans"]:
        for action in plan["actions"]:
            if "Прочитать «" in action["ru"] or "книгу" in action["ru"]:
                assert re.search(r"'.+'", action["en"]), action["id"]


OTHERS = re.compile(
    r"жалоб\w* .*нет|SL .*(?:цели|сократил)|критических ошибок (?!нет)|применяют не менее|принято не менее"
    r"|не ушёл|(?:доля|частота|оценка|показател\w+|FCR) .*(?:снизил|вырос|улучшил|восстановил|верну)"
)


def test_what_others_decide_too_is_told_apart_from_what_the_person_did(development: Data) -> None:
    actions = {action["id"]: action for plan in development["plans"] for action in plan["actions"]}
    for id_ in ("K18-70", "S02-70", "S22-70"):  # named by a reader
        assert "effect" in actions[id_], id_
    for id_, action in actions.items():
        assert not OTHERS.search(action["evidence"]["ru"]), (id_, action["evidence"]["ru"])
        if "effect" in action:
            assert action["effect"]["ru"][0].islower() or action["effect"]["ru"].startswith("SL"), id_
            assert action["effect"]["en"], id_
    assert "зависит не только от сотрудника" in development["meta"]["effect"]["ru"]
