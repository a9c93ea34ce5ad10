"""The job description lives with its model: filled in, published together or apart, compared word by word."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

import resources
from db import models
from db.assessing import cycles, people
from db.assessing.progress import lines_where
from db.file.store import Store
from db.framework import drafts, editions, frameworks, starter
from db.framework import job_description_editions as documents
from domain.assessing.case import CaseState, CycleKind
from domain.errors import Impossible, NothingChanged, TooLong, Unknown
from domain.framework import edition_edit as edit
from domain.framework.framework import EditionState, Kind
from domain.framework.job_description import Clause, FeedKind, JobDescription, Standing
from domain.framework.job_description_difference import ClauseChange, Word, clause_differences
from domain.framework.numbers_kept import printed_lines
from domain.framework.profile import Phase
from domain.framework.provision import Provision, Topic
from domain.people.person import PersonKind
from domain.text import Text, fold
from tests.db import sample


def shipped(store: Store) -> JobDescription:
    return store.read(documents.view, sample.framework(store).id)


def line(record: JobDescription, number: str) -> Clause:
    return next(one for one in record.clauses if one.number == number)


def words_of(text: str) -> list[str]:
    """Return the words and figures of a text; blanks are one word each."""
    return re.findall(r"_[_ ]*_|[^\W_]+(?:[-/][^\W_]+)*", " ".join(text.split()))


def test_the_shipped_job_description_is_the_source_word_for_word(store: Store) -> None:
    source = resources.text("catalogue/source.txt")
    body = source[source.index("1. Общие положения") :]
    record = shipped(store)
    lines: list[str] = []
    for one in printed_lines(record.clauses):
        lines.append(f"{one.printed_number} {one.text.ru}")
        if one.caption is not None:
            lines.append(one.caption.ru)
    assert words_of(" ".join(lines)) == words_of(body)
    assert record.post == Text("Менеджера", "of a Manager")
    assert all(one.text.en for one in printed_lines(record.clauses))
    assert {one.number for one in record.clauses if one.standing is Standing.BLANK} == {
        *("1.4 40)", "1.5 33)", "1.6 1)", "1.6 2)", "1.6 4)", "1.7", "1.8", "2.2", "3.1.7", "3.2"),
        *("4.9", "5.2", "6.1", "", "6.3"),
    }


def test_every_line_of_the_model_leads_to_it_and_every_gate_to_its_clause(store: Store) -> None:
    content = store.read(editions.content, sample.framework(store).id)
    feeds = [feed for one in shipped(store).clauses for feed in one.feeds]
    for kind, codes in (
        (FeedKind.ITEM, {one.code for one in content.items}),
        (FeedKind.DUTY, {one.code for one in content.duties}),
        (FeedKind.FUNCTION, {one.code for one in content.functions}),
        (FeedKind.GATE, {"education", "experience", "medical"}),
    ):
        assert {one.code for one in feeds if one.kind is kind} == codes
    assert line(shipped(store), "1.3").feeds[0].code == "medical"
    assert line(shipped(store), "3.1.4 10)").feeds[0].code == "D4.10"


def test_blanks_are_filled_reworded_left_out_and_restored(store: Store) -> None:
    framework = sample.framework(store).id
    put = {
        "1.6 2)": "отделе дистанционного обслуживания",
        "1.7": "начальнику отдела",
        "4.9": "Требовать отпуск.\nПредлагать график",
        "1.1": "Менеджер относится к категории специалистов.",
        "1.8": None,
        "post": "Старшего менеджера",
    }
    for place, text in put.items():
        store.write(documents.fill, framework, place, text)
    record = shipped(store)
    assert (record.state, record.number) == (EditionState.DRAFT, 1)
    assert line(record, "1.6 2)").text.ru == "Положением о отделе дистанционного обслуживания;"
    assert line(record, "1.7").text.ru == "Менеджер подчиняется непосредственно начальнику отдела."
    assert [line(record, one).text.ru for one in ("4.9", "4.10")] == [
        "Требовать отпуск.",
        "Предлагать график.",
    ]
    assert line(record, "1.1").standing is Standing.OWN
    assert line(record, "1.1").source.ru.endswith("руководителей.")
    assert "1.8" not in {one.number for one in printed_lines(record.clauses)}
    assert record.post.ru == "Старшего менеджера"
    for place in put:
        store.write(documents.fill, framework, place, "")
    assert shipped(store).clauses == assembled_anew(store)
    assert shipped(store).id == 0, "a draft without anything of its own is none"
    store.write(documents.fill, framework, "1.7", "начальнику отдела")
    store.write(documents.discard, framework)
    assert shipped(store).id == 0


def assembled_anew(store: Store) -> tuple[Clause, ...]:
    """Return the lines of the same model in a file where nobody filled anything."""
    record = shipped(store)
    assert record.values == {}
    return record.clauses


def test_what_cannot_be_put_in_is_refused_and_nothing_changes(store: Store) -> None:
    framework = sample.framework(store).id
    with pytest.raises(Unknown):
        store.write(documents.fill, framework, "7.1", "x")
    with pytest.raises(Impossible):
        store.write(documents.fill, framework, "1.4 40)", "то, что никто не оценит")
    with pytest.raises(TooLong):
        store.write(documents.fill, framework, "4.9", "x" * 4_001)
    with pytest.raises(TooLong):
        store.write(documents.fill, framework, "post", "x" * 121)
    with pytest.raises(Unknown):
        store.write(documents.discard, framework)
    assert shipped(store).id == 0


def test_own_competencies_functions_and_duties_stand_before_the_blanks(store: Store) -> None:
    draft = store.write(drafts.begin, sample.framework(store).id)
    content = store.read(editions.content, draft)
    text = Text("порядок ведения базы знаний", "how the knowledge base is kept")
    content = edit.add_item(content, "0e7a1b52-9d1c-4d55-8f3e-1f6a3c2b9a10", Kind.KNOWLEDGE, "F1", text)
    content = edit.add_duty(content, "F1", Text("следит за чат-ботом"), ("K01",))
    content = edit.add_function(content, Text("управление чат-ботом"))
    store.write(drafts.put, draft, content)
    record = store.read(documents.view, draft)
    numbers = [one.number for one in record.clauses]
    assert line(record, "1.4 40)").text.ru == "порядок ведения базы знаний;"
    assert numbers[numbers.index("1.4 40)") + 1] == "1.4 41)"
    assert line(record, "1.4 41)").standing is Standing.BLANK
    assert line(record, "3.1.1 9)").text.ru.endswith(";")
    assert line(record, "3.1.1 10)").text.ru == "следит за чат-ботом."
    assert line(record, "2.2").text.ru == "Управление чат-ботом."
    assert line(record, "2.3").standing is Standing.BLANK


def test_a_published_job_description_never_changes(store: Store) -> None:
    framework = sample.framework(store).id
    store.write(documents.fill, framework, "1.7", "начальнику отдела")
    store.write(documents.publish, framework, "15", sample.TODAY)
    record = shipped(store)
    assert (record.state, record.paper_number, record.dated_on) == (
        EditionState.PUBLISHED,
        "15",
        sample.TODAY,
    )
    with pytest.raises(NothingChanged):
        store.write(documents.publish, framework, "15", sample.TODAY)

    def overwrite(session: Session) -> None:
        row = session.get_one(models.JobDescription, record.id)
        row.paper_number = "16"
        session.add(row)
        session.flush()

    with pytest.raises(IntegrityError, match="published"):
        store.write(overwrite)
    assert store.check().problems == ()


def test_undoing_all_that_was_put_in_since_an_edition_leaves_that_edition(store: Store) -> None:
    framework = sample.framework(store).id
    store.write(documents.fill, framework, "1.7", "начальнику отдела")
    store.write(documents.publish, framework, "15", sample.TODAY)
    published = shipped(store)
    store.write(documents.fill, framework, "1.7", "начальнику смены")
    store.write(documents.fill, framework, "4.9", "Требовать отпуск")
    assert shipped(store).state is EditionState.DRAFT
    store.write(documents.fill, framework, "1.7", "начальнику отдела")
    assert shipped(store).state is EditionState.DRAFT
    store.write(documents.fill, framework, "4.9", "")
    assert shipped(store) == published
    store.write(documents.fill, framework, "4.9", "Требовать отпуск")
    assert shipped(store).number == 2
    assert store.check().problems == ()


def test_a_line_that_the_program_calls_otherwise_than_before_is_nothing_new(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    framework = sample.framework(store).id
    store.write(documents.publish, framework, "15", sample.TODAY)
    assemble = documents.assembled

    def called_anew(*asked: Any) -> tuple[Clause, ...]:
        return tuple(
            replace(one, standing=Standing.HEADING) if one.standing is Standing.SOURCE else one
            for one in assemble(*asked)
        )

    monkeypatch.setattr(documents, "assembled", called_anew)
    with pytest.raises(NothingChanged):
        store.write(documents.publish, framework, "15", sample.TODAY)
    store.write(documents.fill, framework, "4.9", "Требовать отпуск")
    store.write(documents.fill, framework, "4.9", "")
    assert shipped(store).state is EditionState.PUBLISHED


def test_undoing_what_was_put_in_for_the_next_model_leaves_what_would_be_begun(store: Store) -> None:
    first = sample.framework(store).id
    store.write(documents.fill, first, "1.7", "начальнику отдела")
    store.write(documents.publish, first, "15", sample.TODAY)
    draft = store.write(drafts.begin, first)
    begun = store.read(documents.view, draft)
    store.write(documents.fill, draft, "1.7", None)
    store.write(documents.fill, draft, "1.7", "начальнику отдела")
    assert store.read(documents.view, draft) == begun


def test_a_new_edition_says_what_it_changes_and_for_whom(store: Store) -> None:
    framework = sample.framework(store).id
    holder = sample.add(store, "Громов", given="Максим", post="менеджер")
    sample.add(store, "Орлов", post="бухгалтер")
    sample.add(store, "Юдин", post="Менеджер", left_on=sample.SEEN_ON)
    store.write(documents.fill, framework, "1.7", "начальнику отдела")
    store.write(documents.publish, framework, "", None)
    store.write(documents.fill, framework, "1.7", "начальнику смены")
    record = shipped(store)
    assert (record.number, record.before_number) == (2, 1)
    assert [one.person_id for one in record.holders] == [holder]
    (change,) = clause_differences(record.before, record.clauses)
    assert (change.change, change.new_number, change.duty) == (ClauseChange.REWORDED, "1.7", False)
    assert [(kind, text.strip()) for kind, text in change.words] == [
        (Word.SAME, "Менеджер подчиняется непосредственно начальнику"),
        (Word.DROPPED, "отдела."),
        (Word.ADDED, "смены."),
    ]


def test_the_model_and_its_job_description_are_published_together_or_apart(store: Store) -> None:
    first = sample.framework(store).id
    store.write(documents.fill, first, "1.7", "начальнику отдела")
    store.write(documents.publish, first, "15", sample.TODAY)
    draft = store.write(drafts.begin, first)
    content = store.read(editions.content, draft)
    duty = content.duty("D1.1")
    content = edit.reword_duty(content, "D1.1", Text("ставит задачи на смену"))
    store.write(drafts.put, draft, content)
    with pytest.raises(Impossible):
        store.write(documents.publish, draft, "16", sample.TODAY)
    record = store.read(documents.view, draft)
    (change,) = clause_differences(record.before, record.clauses)
    assert (change.new_number, change.duty) == (duty.clause, True)
    assert line(record, "1.7").standing is Standing.FILLED
    store.write(documents.publish_both, draft, "задачи на смену", "16", sample.TODAY)
    record = store.read(documents.view, draft)
    assert (record.state, record.number, record.follows) == (EditionState.PUBLISHED, 2, False)
    following = store.write(drafts.begin, draft)
    content = store.read(editions.content, following)
    store.write(drafts.put, following, edit.reword_duty(content, "D1.2", Text("проводит собрания")))
    store.write(drafts.publish, following, "собрания")
    record = store.read(documents.view, following)
    assert (record.follows, record.number, record.before_number) == (True, 3, 2)
    store.write(documents.publish, following, "17", None)
    assert store.check().problems == ()


def test_nothing_is_put_into_the_job_description_of_a_retired_edition(store: Store) -> None:
    first = sample.framework(store).id
    draft = store.write(drafts.begin, first)
    content = replace(store.read(editions.content, draft), title=Text("Руководитель смены"))
    store.write(drafts.put, draft, content)
    store.write(drafts.publish, draft, "новое название")
    store.write(drafts.retire, first, "устарела")
    with pytest.raises(Impossible):
        store.write(documents.fill, first, "1.7", "начальнику отдела")
    assert store.read(documents.view, first).id == 0


def test_a_discarded_draft_of_the_model_takes_its_job_description_along(store: Store) -> None:
    draft = store.write(drafts.begin, sample.framework(store).id)
    store.write(documents.fill, draft, "1.7", "начальнику отдела")
    store.write(drafts.discard, draft)
    assert shipped(store).id == 0


def test_a_model_without_a_document_has_the_sections_to_fill_in(store: Store) -> None:
    record = store.read(documents.view, store.write(starter.begin))
    assert [one.text.ru for one in record.clauses if one.printed_number and not one.place][:1] == [
        "Общие положения"
    ]
    assert not any("енеджер" in one.text.ru for one in record.clauses)
    assert line(record, "1.1").caption is not None
    assert line(record, "3.1.1 1)").feeds[0].code == "D1.1"
    assert record.post.ru == record.title.ru


def test_an_imported_document_keeps_its_own_sections(store: Store) -> None:
    content = store.read(editions.content, sample.framework(store).id)
    provisions = (
        Provision(Topic.GENERAL, "1. Общее", "1.1", "Пекарь подчиняется технологу.", False),
        Provision(Topic.GENERAL, "1. Общее", "1.9", "Пекаря замещает помощник.", False),
        Provision(Topic.RIGHTS, "4. Права", "4.1", "Отдыхать.", True),
    )
    draft = store.write(drafts.begin_from, content, sample.framework(store).id, (), provisions)
    record = store.read(documents.view, draft)
    texts = [one.text.ru for one in record.clauses]
    assert texts[:3] == ["1. Общее", "Пекарь подчиняется технологу.", "Должен знать:"]
    assert texts.index("Пекаря замещает помощник.") < texts.index("Должностные обязанности")
    assert texts[-2:] == ["4. Права", "Отдыхать."]
    rights = record.clauses[-1]
    store.write(documents.fill, draft, rights.place, "Отдыхать два раза в смену.")
    assert store.read(documents.view, draft).clauses[-1].standing is Standing.OWN


@pytest.mark.parametrize(
    ("put", "text", "standing"),
    [
        ("12.10.2026", "Приказ от 12.10.2026 № ____.", Standing.BLANK),
        ("12.10.2026\n7", "Приказ от 12.10.2026 № 7.", Standing.FILLED),
        ("12.10.2026\n\n7\n  и № 8", "Приказ от 12.10.2026 № 7 и № 8.", Standing.FILLED),
    ],
)
def test_each_line_fills_the_next_blank_and_a_line_with_one_left_is_still_to_fill(
    store: Store, put: str, text: str, standing: Standing
) -> None:
    content = store.read(editions.content, sample.framework(store).id)
    provisions = (Provision(Topic.GENERAL, "1. Общее", "1.1", "Приказ от ____ № ____.", False),)
    draft = store.write(drafts.begin_from, content, sample.framework(store).id, (), provisions)
    place = line(store.read(documents.view, draft), "1.1").place
    store.write(documents.fill, draft, place, put)
    filled = line(store.read(documents.view, draft), "1.1")
    assert (filled.text.ru, filled.standing) == (text, standing)


@pytest.mark.parametrize(
    ("first", "last", "duties"),
    [
        ("I. Общее", "III. Права", "II. Должностные обязанности"),
        ("1. Общее", "3. Права", "2. Должностные обязанности"),
        ("I. Общее", "IV. Права", "Должностные обязанности"),
        ("Общее", "Права", "Должностные обязанности"),
    ],
)
def test_what_the_model_took_from_a_document_keeps_the_number_it_had(
    store: Store, first: str, last: str, duties: str
) -> None:
    content = store.read(editions.content, sample.framework(store).id)
    knowledge = [one for one in content.items if one.kind is Kind.KNOWLEDGE]
    numbered = {one.code: f"4.{at}" for at, one in enumerate(knowledge, start=1)}
    items = tuple(replace(one, clause=numbered.get(one.code, one.clause)) for one in content.items)
    provisions = (
        Provision(Topic.GENERAL, first, "3", "Пекаря назначает директор.", False),
        Provision(Topic.GENERAL, first, "6", "Пекарь подчиняется технологу.", False),
        Provision(Topic.RIGHTS, last, "1", "Отдыхать.", True),
    )
    framework = sample.framework(store).id
    draft = store.write(drafts.begin_from, replace(content, items=items), framework, (), provisions)
    clauses = store.read(documents.view, draft).clauses
    assert duties in [one.text.ru for one in clauses]
    lead = next(one for one in clauses if one.text.ru == "Должен знать:")
    assert lead.number == "4"
    headings = {one.text.ru for one in clauses if one.standing is Standing.HEADING}
    assert headings == {"Должен знать:", "Должен уметь:", duties}  # our words, not the document's


def test_who_works_in_the_position_is_who_a_walk_through_everybody_finds(store: Store) -> None:
    boss = sample.add(store, "Громов", given="Максим", is_actor=True)
    store.act_as(boss)
    framework = sample.framework(store)
    titles = {sample.profile(store).post.ru, sample.profile(store, Phase.POST).post.ru}
    for number, post in enumerate(("МЕНЕДЖЕР", "менеджер", "бухгалтер", "", *titles)):
        sample.add(store, f"Орлов{number}", post=post)
        sample.candidate(store, f"Ким{number}", post=post)
    withdrawn, quarter = (sample.cycle(store, kind) for kind in (CycleKind.AD_HOC, CycleKind.QUARTERLY))
    for number in range(4):
        who = sample.add(
            store, f"Белова{number}", post="бухгалтер", left_on=None if number else sample.SEEN_ON
        )
        sample.case(store, who, quarter if number < 2 else withdrawn)
    store.write(cycles.withdraw_cycle, withdrawn, "ошибка")
    back = sample.add(store, "Юдин", post="кассир")
    for cycle in (quarter, sample.cycle(store, CycleKind.AD_HOC)):
        sample.case(store, back, cycle)

    def plain(session: Session) -> list[int]:
        """Return the ids of the holders, decided for one person after another."""
        today = sample.TODAY
        posts = {
            fold(text)
            for one in frameworks.profiles(session)
            for text in (one.post.ru, one.post.en or "")
            if text
        }
        found: list[int] = []
        for one in people.everybody(session):
            lines = lines_where(session, models.Case.person_id == one.id)
            counted = [line for line in lines if line.state is not CaseState.WITHDRAWN]
            last = max(counted, key=lambda line: (line.opened_on, line.case_id), default=None)
            here = one.kind is PersonKind.EMPLOYEE and (one.left_on is None or one.left_on >= today)
            by_model = last is not None and last.framework_id == framework.id
            if here and (fold(one.post) in posts or by_model):
                found.append(one.id)
        return found

    holders = [one.person_id for one in shipped(store).holders]
    assert holders == store.read(plain)
    assert len(holders) > 3
    assert back in holders
