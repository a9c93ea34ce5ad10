"""Papers made of text: what each says and never says, what it leaves blank, how long it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from reportlab.platypus import Paragraph

from db.assessing import cases, cycles, people
from db.development import adaptations, plan_board, plans, probations
from db.file.store import Store
from db.framework import frameworks, job_description_editions
from db.hiring import campaigns
from db.papers import hiring_papers, team_papers
from db.team import staff_cycles
from desktop.office import sentences
from desktop.office.demo import demo
from desktop.office.papers import documents, registry, subjects
from desktop.office.papers.document import About
from domain.assessing.case import CycleKind
from domain.development.adaptation import MentorsByJob
from domain.development.probation import ProbationDraft
from domain.errors import NoCandidate, NoMentor, NotFailed, NotRefused
from domain.mark import Role
from domain.people.organisation import Requisites
from domain.plan_kinds import PlanKind, ProbationOutcome
from domain.progress import Progress
from reports.assessing import assessment_order
from reports.hiring import question_list
from reports.paper.text_papers import text_paper_docx, text_paper_pdf, text_writers
from reports.paper.text_papers.text_paper import (
    Clause,
    Facts,
    Heading,
    Lines,
    Note,
    Signer,
    Table,
    TextPaper,
    Ticks,
    Top,
)
from resources.i18n import Words, words
from tests import prepared
from tests.reports import sample
from tests.reports.typed import HOSTILE

PAGES = {
    registry.REGULATION: 3,
    registry.MODEL_ORDER: 1,
    registry.ORDER: 1,
    registry.STAFF_ORDER: 2,
    registry.INVITATION: 1,
    registry.QUESTIONS: 3,
    registry.AGENDA: 1,
    registry.MINUTES: 2,
    registry.SELECTION: 1,
    registry.REJECTION: 1,
    registry.FEEDBACK: 1,
    registry.QUARTER: 1,
    registry.MEETING: 2,
    registry.CHECK_DAY: 1,
    registry.NOTICE: 1,
    registry.MENTOR_CONSENT: 1,
    registry.MENTOR_ORDER: 1,
    registry.MENTOR_REPORT: 2,
    registry.REFUSAL_TO_SIGN: 1,
    registry.REFUSAL: 1,
    registry.CONSENT: 1,
    registry.RESERVE: 1,
    registry.PLAN: 3,
    registry.IDP: 3,
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("text") / "demo.merilo"
    prepared.demo(path)
    return path


@pytest.fixture(scope="module")
def store(file: Path) -> Iterator[Store]:
    opened = Store.open(file)
    yield opened
    opened.close()


def subject(store: Store, kind: str) -> int:
    """Return what a kind is asked of in the example."""
    document = registry.DOCUMENTS[kind]
    if document.about is About.MODEL:
        return store.read(job_description_editions.ids)[0]
    if document.about is About.CAMPAIGN:
        return store.read(campaigns.campaigns)[0].cycle.id
    if document.about is About.TEAM:
        return store.read(cycles.by_code, "2026-IV").id
    if document.about is About.PLAN:
        rows = store.read(plan_board.rows, date.min)
        return next(one.plan_id for one in rows if one.kind is document.plan)
    if document.about is About.PERSON:
        return store.read(people.by_code, "E-0301").id
    code = {registry.FEEDBACK: "E-0301", registry.INVITATION: "C-0042"}.get(kind, "C-0041")
    return store.read(cases.case_of, store.read(people.by_code, code).id, None)


def made(store: Store, kind: str, folder: Path, language: str = "ru", of: int = 0) -> dict[str, str]:
    """Return format -> the text of the document."""
    done = documents.export(
        store.read,
        kind,
        (of or subject(store, kind),),
        ("pdf", "docx"),
        (language,),
        folder,
        Progress(),
        None,
        demo.TODAY,
        processes=1,
    )
    assert not done.failed, done.failed
    return {path.suffix[1:]: text_of(path) for path in done.written}


def text_of(path: Path) -> str:
    if path.suffix == ".pdf":
        return flat(" ".join(page.extract_text() for page in PdfReader(path).pages))
    document: Any = Document(str(path))
    return flat(" ".join(_texts(document.element.body)))


def _texts(element: Any) -> Iterator[str]:
    for one in element.iter():
        if one.tag.endswith("}t"):
            yield one.text or ""
        elif one.tag.endswith(("}p", "}tc")):
            yield " "


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", PAGES)
def test_a_paper_keeps_to_its_pages_in_both_languages(store: Store, tmp_path: Path, kind: str) -> None:
    for language in ("ru", "en"):
        made(store, kind, tmp_path, language)
    counts = {path.name: len(PdfReader(path).pages) for path in tmp_path.glob("*.pdf")}
    assert counts and max(counts.values()) <= PAGES[kind], counts


def test_every_paper_made_of_text_has_a_limit_of_pages() -> None:
    text = {key for key, one in registry.DOCUMENTS.items() if "docx" in one.formats}
    as_long_as_the_model = {registry.JOB_DESCRIPTION, registry.REQUIREMENTS}
    assert text - as_long_as_the_model == set(PAGES)


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (
            registry.ORDER,
            (
                "ПРИКАЗ",
                "О проведении оценки кандидатов на вакансию",
                "Провести оценку 2026-H-001 с 12.11.2026 по 08.12.2026",
                "Утвердить комиссию в составе",
                "Соколова Анна Викторовна",
                "не является аттестацией",
                "С приказом ознакомлены",
            ),
        ),
        (registry.STAFF_ORDER, ("ПРИКАЗ", "Назначить оценщиков", "Алёшина Вера Петровна", "31.12.2026")),
        (
            registry.REGULATION,
            (
                "ПОЛОЖЕНИЕ",
                "УТВЕРЖДАЮ",
                "Экспертный",
                "меньше чем на 0,5",
                "не менее чем для 70 %",
                "хранят 30 дней после решения",
            ),
        ),
        (registry.MODEL_ORDER, ("ПРИКАЗ", "«Менеджер», редакция 2 (приложение 1)", "Ввести их в действие с")),
        (
            registry.INVITATION,
            ("Адресат: Лебедева Ирина Олеговна", "Здравствуйте, Ирина Олеговна.", "115 мин"),
        ),
        (registry.QUESTIONS, ("ВОПРОСЫ ИНТЕРВЬЮ", "K01.", "Какие KPI вы поставите")),
        (registry.AGENDA, ("ПОВЕСТКА ВСТРЕЧИ", "S01", "Сначала факты")),
        (
            registry.MINUTES,
            ("ПРОТОКОЛ ЗАСЕДАНИЯ КОМИССИИ", "Слушали:", "не рекомендовать, 16.11.2026", "Секретарь"),
        ),
        (registry.SELECTION, ("СВОДКА ПО ВАКАНСИИ", "≈ 94 %", "Записать заключение: Лебедева И. О.")),
        (registry.REJECTION, ("не можем предложить вам эту должность", "в течение семи рабочих дней")),
        (
            registry.FEEDBACK,
            ("ОБРАТНАЯ СВЯЗЬ", "Что получается хорошо", "Своими словами", "Беседу провёл(а)"),
        ),
        (registry.QUARTER, ("СВОДКА ПО ОЦЕНКЕ", "сдано листов: 16 из 21", "Какие решения нужны")),
        (registry.CHECK_DAY, ("ЛИСТ КОНТРОЛЬНОЙ ТОЧКИ ИСПЫТАНИЯ", "О чём договорились в прошлый раз")),
        (registry.NOTICE, ("ПРОЕКТ", "УВЕДОМЛЕНИЕ", "статьи 71", "свидетели")),
        (registry.MENTOR_CONSENT, ("СОГЛАСИЕ НА НАСТАВНИЧЕСТВО", "351.8", "за три рабочих дня", "Рябов")),
        (registry.MENTOR_ORDER, ("ПРИКАЗ", "Назначить наставником: Фомина Елена Павловна")),
        (
            registry.REFUSAL_TO_SIGN,
            ("АКТ ОБ ОТКАЗЕ ОТ ПОДПИСИ", "Составил(а)", "Свидетели", "либо подписать отказался"),
        ),
        (registry.REFUSAL, ("ОБОСНОВАНИЕ ОТКАЗА", "На ваше письменное требование от", "Экземпляр получен")),
        (registry.CONSENT, ("СОГЛАСИЕ НА ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ", "Цель", "Отзыв", "Оператор")),
        (
            registry.MENTOR_REPORT,
            ("ОТЧЁТ НАСТАВНИКА", "Готовность работать без наставника", "74,5 на 8-й неделе"),
        ),
    ],
)
def test_a_paper_says_the_same_as_pdf_and_as_text_document(
    store: Store, tmp_path: Path, kind: str, parts: tuple[str, ...]
) -> None:
    for name, text in made(store, kind, tmp_path).items():
        for part in parts:
            assert part in text, (name, part, text)


def test_an_order_names_no_candidate_and_a_page_for_the_head_no_level_of_anybody(
    store: Store, tmp_path: Path
) -> None:
    for text in made(store, registry.ORDER, tmp_path).values():
        assert "Лебедева" not in text and "Мельник" not in text
    for text in made(store, registry.QUARTER, tmp_path).values():
        assert "Алёшина" not in text, "somebody of whom levels are known"


def test_an_order_for_a_unit_is_of_its_people_and_names_everybody_who_assesses_them(store: Store) -> None:
    cycle = store.read(cycles.by_code, "2026-IV").id
    (paper,) = store.read(team_papers.staff_order, registry.STAFF_ORDER, cycle, demo.TODAY)
    whole = paper.record
    page = store.read(staff_cycles.page, cycle)
    parts = {
        (one.assessor_id, one.role)
        for line in page.people
        if not line.gone
        for one in (*line.case.sheets, *line.case.assigned)
        if one.role is not Role.SELF
    }
    assert {(one.person_id, one.role) for one in whole.commission} == parts
    line = next(one for one in page.people if one.unit_id is not None)
    asked = registry.STAFF_ORDER, cycle, demo.TODAY, line.unit_id
    (one,) = store.read(team_papers.staff_order, *asked)
    part = one.record
    assert part.unit == line.unit and one.code != paper.code
    assert 0 < len(part.people) < len(whole.people)
    assert {who for who, _post, _unit in part.people} <= {who for who, _post, _unit in whole.people}


def test_a_long_list_of_people_is_an_annex_below_the_signatures(store: Store, tmp_path: Path) -> None:
    for text in made(store, registry.STAFF_ORDER, tmp_path).values():
        order, annex = text.split("Приложение к приказу. Список оцениваемых работников")
        assert "по списку (приложение), человек: 11." in order
        assert "Щербакова" not in order and "С приказом ознакомлены" in order
        assert "Щербакова Нина Львовна" in annex
    cycle = store.read(cycles.by_code, "2026-IV").id
    (paper,) = store.read(team_papers.staff_order, registry.STAFF_ORDER, cycle, demo.TODAY)
    few = replace(paper.record, people=paper.record.people[:3])
    assert not assessment_order.lay(few, words("ru")).annex


def test_what_is_to_be_answered_stays_with_the_lines_for_the_answer(store: Store) -> None:
    vacancy = subject(store, registry.QUESTIONS)
    (paper,) = store.read(hiring_papers.requirements, registry.QUESTIONS, vacancy, demo.TODAY)
    flow: list[Any] = [*text_paper_pdf.story(question_list.lay(paper.record, words("ru")), words("ru"))]
    for at, one in enumerate(flow):
        if isinstance(one, Paragraph) and one.getPlainText(identify=False).startswith("K26."):
            kept = [each.getKeepWithNext() for each in flow[at : at + 5]]
            assert kept == [1] * 5, "the question and its two lines"
            break
    else:
        raise AssertionError


def test_feedback_names_none_of_those_who_assessed(store: Store, tmp_path: Path) -> None:
    case = subject(store, registry.FEEDBACK)
    result = store.read(cases.result, case, None, demo.TODAY)
    for text in made(store, registry.FEEDBACK, tmp_path).values():
        before, _talk, _after = text.partition("Беседу провёл(а)")
        others = [one.person.surname for one in result.assessors if one.role is not Role.SELF]
        assert others and not [name for name in others if name in before]


def test_a_rejection_has_neither_levels_nor_reasons_and_questions_no_keys(
    store: Store, tmp_path: Path
) -> None:
    for text in made(store, registry.REJECTION, tmp_path).values():
        assert "уров" not in text and "ниже" not in text
    framework = store.read(frameworks.framework, store.read(campaigns.campaigns)[0].cycle.framework_id)
    keys = store.read(frameworks.questions, framework.id)
    for text in made(store, registry.QUESTIONS, tmp_path).values():
        assert not [code for code, one in keys.items() if flat(one.strong.ru) in text]


def test_an_employee_is_not_invited_and_nobody_is_rejected_who_was_not_refused(
    store: Store, tmp_path: Path
) -> None:
    employee = store.read(cases.case_of, store.read(people.by_code, "E-0301").id, None)
    refused = {registry.INVITATION: NoCandidate, registry.REJECTION: NotRefused}
    for kind, reason in refused.items():
        done = documents.export(
            store.read, kind, (employee,), ("pdf",), ("ru",), tmp_path, Progress(), None, demo.TODAY
        )
        assert not done.written and isinstance(done.failed[0].error, reason)


def test_papers_of_mentoring_need_a_mentor(store: Store, tmp_path: Path) -> None:
    rows = store.read(plan_board.rows, date.min)
    plan = next(one.plan_id for one in rows if one.kind is PlanKind.IDP)
    done = documents.export(
        store.read, registry.MENTOR_ORDER, (plan,), ("pdf",), ("ru",), tmp_path, Progress(), None, demo.TODAY
    )
    assert isinstance(done.failed[0].error, NoMentor)


def test_a_mentor_by_job_is_asked_for_no_consent_and_the_order_names_the_clause(
    file: Path, tmp_path: Path
) -> None:
    prepared.demo(tmp_path / "own.merilo")
    store = Store.open(tmp_path / "own.merilo")
    try:
        plan = subject(store, registry.MENTOR_CONSENT)
        sheet = store.read(plans.plan, plan, None, demo.TODAY)
        assert sheet.mentoring is not None
        for text in made(store, registry.MENTOR_CONSENT, tmp_path / "agreed").values():
            assert "351.8" in text and "обязанности наставника" not in text, "nothing for whoever drafts it"
        for text in made(store, registry.MENTOR_ORDER, tmp_path / "agreed").values():
            assert "351.8" in text and "17-Н" in text and "входит в" not in text
        store.act_as(sheet.manager.id if sheet.manager else 1)
        assert registry.MENTOR_CONSENT in subjects.with_somebody(store.read)
        clause = "п. 2.4 трудового договора № 17"
        store.write(adaptations.appoint, plan, replace(sheet.mentoring, clause=clause))
        there = subjects.with_somebody(store.read)
        assert registry.MENTOR_CONSENT not in there and registry.MENTOR_ORDER in there
        done = documents.export(
            *(store.read, registry.MENTOR_CONSENT, (plan,), ("pdf",), ("ru",), tmp_path, Progress()),
            *(None, demo.TODAY),
        )
        refused = done.failed[0].error
        assert isinstance(refused, MentorsByJob) and refused.clause == clause
        told = sentences.sentence(refused, words("ru"))
        assert clause in told.what and "Согласие не требуется" in told.todo
        for text in made(store, registry.MENTOR_ORDER, tmp_path / "by_job").values():
            assert f"Основание: {clause}." in text and "Введение в должность" in text
            assert "351.8" not in text and "согласие" not in text and "доплата" not in text
    finally:
        store.close()


def test_a_notice_has_the_recorded_reasons_and_none_is_made_of_a_probation_that_was_passed(
    file: Path, tmp_path: Path
) -> None:
    prepared.demo(tmp_path / "own.merilo")
    store = Store.open(tmp_path / "own.merilo")
    plan = subject(store, registry.NOTICE)
    sheet = store.read(plans.plan, plan, None, demo.TODAY)
    store.act_as(sheet.manager.id if sheet.manager else 1)
    day = date(2026, 11, 23)
    draft = ProbationDraft(
        ProbationOutcome.NOT_PASSED,
        "Не освоил расписание перерывов: 12.10 и 19.10 смена осталась без резерва.",
        sheet.agreed_end,
        day,
        documents="акты от 12.10.2026 и 19.10.2026",
    )
    store.write(probations.conclude, plan, draft, demo.TODAY)
    for text in made(store, registry.NOTICE, tmp_path / "failed").values():
        assert "ПРОЕКТ" not in text
        assert "смена осталась без резерва" in text and "акты от 12.10.2026 и 19.10.2026" in text
    store.write(
        probations.conclude,
        plan,
        replace(draft, outcome=ProbationOutcome.PASSED, reasons="Освоил."),
        demo.TODAY,
    )
    done = documents.export(
        store.read, registry.NOTICE, (plan,), ("pdf",), ("ru",), tmp_path, Progress(), None, demo.TODAY
    )
    store.close()
    assert isinstance(done.failed[0].error, NotFailed)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("top", Top)
def test_nothing_that_people_type_breaks_a_paper(tmp_path: Path, text: str, top: Top) -> None:
    own = replace(sample.ORGANISATION, full_name=text[:300], approver_name=text[:120], city=text[:120])
    own = own.printed_by(
        Requisites(unit=text[:300], executor=text[:300], confidentiality=text[:300], coded=True)
    )
    blocks = (
        Heading(text[:300]),
        Clause(text, number="1.", lead=text[:40]),
        Lines(2, text[:60]),
        Facts(((text[:80], text), ("x", ""))),
        Table((text[:40], "B"), ((text[:2_000], text[:80]),), (0.6, 0.4), blank=2),
        Ticks((text[:60], "no")),
        Note(text),
    )
    signer = Signer(text[:120], text[:120], text[:60])
    paper = TextPaper(
        text[:80],
        text[:300],
        "XX-1",
        own,
        sample.TODAY,
        top,
        blocks,
        (signer,),
        to=(text[:120],),
        after=((text[:200], (signer,)),),
    )
    for module, name in ((text_paper_pdf, "p.pdf"), (text_paper_docx, "p.docx")):
        module.write(paper, tmp_path / name, Progress(), words("ru"))
    assert PdfReader(tmp_path / "p.pdf").pages
    assert Document(str(tmp_path / "p.docx")).paragraphs


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    paper = TextPaper("Т", "О", "XX-1", sample.ORGANISATION, sample.TODAY, Top.ORDER, (Clause("Текст"),))

    def lay(record: TextPaper, _words: Words) -> TextPaper:
        return record

    write, write_docx = text_writers.writers(lay)
    for number in (1, 2):
        write(paper, tmp_path / f"{number}.pdf", Progress(), words("ru"))
        write_docx(paper, tmp_path / f"{number}.docx", Progress(), words("ru"))
    for kind in ("pdf", "docx"):
        assert (tmp_path / f"1.{kind}").read_bytes() == (tmp_path / f"2.{kind}").read_bytes()


def test_the_example_has_a_hiring_and_a_staff_assessment(store: Store) -> None:
    kinds = {one.kind for one in store.read(cycles.cycles)}
    assert {CycleKind.HIRING, CycleKind.QUARTERLY} <= kinds
