"""A question of experience has a situation beside it; a vacancy fixes which of the two all are asked."""

from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.assessing.talk import asked
from db.file import engine, migrate
from db.file.store import Store
from db.framework import frameworks
from db.hiring import campaigns
from desktop.office.papers import documents, registry
from domain.framework.edition import Edition
from domain.framework.framework import Function, Item, Kind, Lead, Question, QuestionSet
from domain.mark import Role
from domain.progress import Progress
from domain.text import Text
from tests.db import sample
from tests.reports.reading import squeezed, whole


@pytest.fixture
def hr(store: Store) -> int:
    """The specialist, at work."""
    me = sample.add(store, "Соколова", given="Анна", post="специалист", is_actor=True)
    store.act_as(me)
    return me


def test_each_of_the_17_behavioural_questions_has_a_situation_beside_it(store: Store) -> None:
    questions = store.read(frameworks.questions, 1)
    assert len(questions) == 71  # a second wording is no 72nd question
    behavioural = {code for code, one in questions.items() if one.kind == "behavioural"}
    assert len(behavioural) == 17
    assert {code for code, one in questions.items() if one.twin is not None} == behavioural
    twin = questions["S01"].twin
    assert twin is not None
    assert (twin.kind, twin.minutes, twin.twin) == ("situational", 5, None)
    assert len(twin.probes) == 2
    assert twin.weak != questions["S01"].weak


def test_the_set_says_which_wording_its_candidates_can_answer(store: Store, hr: int) -> None:
    panel = (hr, Role.HR)
    standard = sample.campaign(store, panel)
    internal = sample.campaign(store, panel, question_set_id=sample.set_id(store, "internal"))
    whole = sample.campaign(store, panel, question_set_id=None)
    found = [store.read(campaigns.campaign, one).lead for one in (standard, internal, whole)]
    assert found == [Lead.EXPERIENCE, Lead.SITUATION, Lead.EXPERIENCE]


def test_all_candidates_of_a_vacancy_get_one_wording_and_it_stays(store: Store, hr: int) -> None:
    cycle = sample.campaign(store, (hr, Role.HR), lead=Lead.SITUATION)
    kinds = {one.kind for one in store.read(asked.questions, cycle).values()}
    assert kinds == {"knowledge", "situational"}
    assert store.read(campaigns.campaign, cycle).minutes == 95
    with pytest.raises(IntegrityError, match="frozen with the cycle"):
        store.write(_ask_otherwise, cycle)
    assert store.read(asked.lead, cycle) is Lead.SITUATION


def _ask_otherwise(session: Session, cycle: int) -> None:
    told = text("UPDATE campaign SET lead = 'experience' WHERE cycle_id = :cycle")
    session.connection().execute(told, {"cycle": cycle})


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_papers_of_the_vacancy_hold_the_wording_that_is_asked(
    store: Store, hr: int, tmp_path: Path, language: str
) -> None:
    cycle = sample.campaign(store, (hr, Role.HR), lead=Lead.SITUATION)
    case = store.write(campaigns.invite, cycle, sample.add(store, "Тарасов"))
    keys = squeezed(_paper(store, registry.KEYS, case, hr, tmp_path, language))
    asked_for = squeezed(_paper(store, registry.REQUIREMENTS, cycle, hr, tmp_path, language))
    said = {
        "ru": (
            "Полгодауоператораоценкакачества92",
            "всемкандидатампредлагаютситуацию",
            "безподсказкииполно—3",
        ),
        "en": (
            "Forsixmonthsanagenthadaqualityscoreof92",
            "everycandidategetsthesituation",
            "withoutprompting:3",
        ),
    }[language]
    assert all(one in keys for one in said)
    assert squeezed("Расскажите об операторе, который мог") not in keys
    assert squeezed("Tell me about an agent who could do well") not in keys
    assert said[1] in asked_for


def _paper(store: Store, kind: str, of: int, viewer: int, folder: Path, language: str) -> str:
    done = documents.export(
        store.read, kind, [of], ("pdf",), (language,), folder, Progress(), viewer, sample.TODAY
    )
    assert not done.failed
    return whole(done.written[0])


def test_a_file_from_before_reads_its_edition_as_it_was_and_its_campaigns_ask_of_experience() -> None:
    made = engine.in_memory()
    with made.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        command.upgrade(migrate.config(connection), "0001")
        for statement in OLD:
            connection.exec_driver_sql(statement)
        command.upgrade(migrate.config(connection), "head")
        rows = connection.exec_driver_sql("SELECT cycle_id, lead FROM campaign").all()
        assert [tuple(row) for row in rows] == [(1, "experience")]
        assert connection.exec_driver_sql("SELECT lead FROM question_set").scalar() == "experience"
        with Session(connection) as session:
            question = frameworks.questions(session, 1)["S01"]
            assert (question.question.ru, question.probes, question.twin) == ("Расскажите о смене.", (), None)
    made.dispose()


UID = "00000000000000000000000000000001"
OLD = (
    "INSERT INTO scale (id, key, number, state, content_hash, published_at)"
    " VALUES (1, 'k', 1, 'published', 'h', '2026-01-01')",
    "INSERT INTO framework (id, uid, key, number, scale_id, title_ru, state, content_hash, note, retire_note)"
    f" VALUES (1, '{UID}', 'k', 1, 1, 'т', 'published', 'h', '', '')",
    "INSERT INTO item (id, framework_id, key, code, kind, function_id, clause, ru, label_ru, org_specific,"
    f" origin, position) VALUES (1, 1, '{UID}', 'S01', 'skill', 1, '', 'т', 'т', 0, 'source', 1)",
    "INSERT INTO question (item_id, kind, minutes, question_ru, weak_ru, adequate_ru, strong_ru)"
    " VALUES (1, 'behavioural', 5, 'Расскажите о смене.', 'с', 'д', 'х')",
    "INSERT INTO question_set (id, framework_id, code, name_ru, origin) VALUES (1, 1, 's', 'н', 'source')",
    "INSERT INTO campaign (cycle_id, profile_id, wanted, reason, own_requirements)"
    " VALUES (1, 1, 2, '', '[]')",
)


def test_an_edition_without_second_wordings_keeps_the_hash_it_was_published_with() -> None:
    asked_of = Text("Расскажите о смене.", "Tell me about a shift.")
    question = Question("S01", "behavioural", 5, asked_of, Text("с"), Text("д"), Text("х"))
    edition = Edition(
        "k",
        Text("Менеджер", "Manager"),
        (Function(0, "F1", "2.1.1", Text("ф"), Text("ф")),),
        (Item(0, "u", "S01", Kind.SKILL, "F1", (), "1.5 1)", Text("т"), Text("т"), org_specific=False),),
        questions={"S01": question},
        sets=(QuestionSet(0, "s", Text("н"), ("S01",), 5),),
    )
    published = "f4fa5ee91d6d997c86291cc903b565412f24685e7fc300f8a2ac8094b734b016"  # by the program before
    assert edition.hash == published
    assert replace(edition, questions={"S01": replace(question, twin=question)}).hash != published
