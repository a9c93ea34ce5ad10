"""What a strict reader found: known posts, the order of signatures, words and signs that a paper says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.file.store import Store
from db.framework import editions, frameworks
from db.papers import hiring_papers
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.period import Period
from domain.progress import Progress
from reports.assessing import feedback
from reports.framework import model_matrix
from reports.paper.text_papers.text_paper import Clause
from reports.words import phrases
from reports.words.development import phrases_plans
from resources.i18n import words
from tests import prepared
from tests.desktop.office.papers.test_text_papers import made, subject, text_of

RU = words("ru")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(prepared.demo(tmp_path_factory.mktemp("strict") / "demo.merilo"))
    yield opened
    opened.close()


def test_whoever_gives_an_order_signs_it_before_those_who_read_it_and_once(
    store: Store, tmp_path: Path
) -> None:
    for kind in (registry.MODEL_ORDER, registry.ORDER, registry.STAFF_ORDER):
        for text in made(store, kind, tmp_path).values():
            signed, read = text.split("С приказом ознакомлены:")
            assert "М.С. Громов" in signed and "М.С. Громов" not in read, kind


def test_a_post_that_is_known_stands_beside_the_signature(store: Store, tmp_path: Path) -> None:
    for text in made(store, registry.MENTOR_CONSENT, tmp_path).values():
        assert "Тренер по качеству" in text and "(должность)" not in text
    for text in made(store, registry.REFUSAL_TO_SIGN, tmp_path).values():
        assert "Начальник смены" in text.split("С актом ознакомлен")[1]


def test_a_familiarisation_sheet_asks_nobody_to_write_the_post_above_it_again(
    store: Store, tmp_path: Path
) -> None:
    person = subject(store, registry.REFUSAL_TO_SIGN)
    done = documents.export(
        *(store.read, registry.FAMILIARISATION, (person,), ("pdf",), ("ru",), tmp_path, Progress()),
        *(None, demo.TODAY),
        processes=1,
    )
    (text,) = map(text_of, done.written)
    assert text.count("Начальник смены") == 2 and "(должность)" not in text


def test_no_date_of_a_plan_is_parted_at_the_end_of_a_line() -> None:
    period = Period(demo.TODAY, demo.TODAY)
    assert phrases_plans.long_period(period, RU).split(" ") == [
        "с",
        "24\u00a0ноября\u00a02026\u00a0г.",
        "по",
        "24\u00a0ноября\u00a02026\u00a0г.",
    ]


def test_requirements_name_the_job_description_they_rest_on(store: Store, tmp_path: Path) -> None:
    for text in made(store, registry.REQUIREMENTS, tmp_path).values():
        assert "12.11.2026 № 49-ДИ, редакция 1" in text


def test_a_regulation_says_whose_marks_count_in_whole_sentences(store: Store, tmp_path: Path) -> None:
    for text in made(store, registry.REGULATION, tmp_path).values():
        assert "В результат входят отметки этих ролей: руководитель" in text
        assert "Профессиональный стандарт: Профессиональный стандарт" not in text


def test_a_quarter_on_one_page_names_each_competency_and_says_of_how_many(
    store: Store, tmp_path: Path
) -> None:
    for text in made(store, registry.QUARTER, tmp_path).values():
        assert "192 из 484" in text
        assert "Обучить группой: K18 Регламенты обслуживания клиентов, S19 Обучение на рабочем месте" in text
        assert "Орлов Денис Игоревич (ждём: Громов Максим Сергеевич)" in text


def test_feedback_says_which_level_was_carried_over(store: Store) -> None:
    of = subject(store, registry.FEEDBACK)
    (paper,) = store.read(hiring_papers.feedback, registry.FEEDBACK, of, None, demo.TODAY)
    rows = [row for row in paper.record.decided.result.score.strengths[:3] if phrases.is_carried(row)]
    assert rows  # the example has one
    said = [one for one in feedback.lay(paper.record, RU).blocks if isinstance(one, Clause)]
    told = [one.text for one in said if "по оценке 1 квартал назад" in one.text]
    assert told and all(one.startswith("уровень ") for one in told), told


def test_profiles_of_a_model_are_told_apart_by_signs_and_not_by_figures_among_levels(store: Store) -> None:
    framework = store.read(frameworks.current)[0]
    edition = store.read(editions.content, framework)
    assert model_matrix.signs(edition.profiles) == ("○", "●")
    assert [one[:4] for one in model_matrix.legend(edition, RU)] == ["○ — ", "● — "]
    three = (*edition.profiles, replace(edition.profiles[0]))
    assert model_matrix.signs(three) == ("1", "2", "3")
    for item in edition.items:
        aims = "".join(model_matrix.aims(edition.profiles, item.code))
        assert not any(letter.isdigit() for letter in aims)
