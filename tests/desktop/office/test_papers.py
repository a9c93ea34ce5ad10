"""Papers of a campaign from the command line: sheets, requirements, record, comparison, refusal."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.assessing import cases as db_cases
from db.assessing import people
from db.file.store import Store
from db.hiring import campaigns, decisions, refusals
from desktop.office.cli.cli import main
from desktop.office.papers.document import About, When
from desktop.office.papers.registry import (
    DOCUMENTS,
)
from domain.assessing.case import CycleKind
from domain.hiring.decision import Outcome
from domain.mark import Role
from tests import prepared
from tests.db import sample

DAY = "2026-11-24"
PASSWORD = "верный пароль 12"
ON = date(2026, 11, 24)
PEOPLE = ("C-0041", "C-0042", "C-0043")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of two assessors: one candidate refused in words, one assessed, one still blind."""
    path = tmp_path_factory.mktemp("papers") / "campaign.merilo"
    store = Store.open(prepared.empty(path, PASSWORD), PASSWORD)
    hr = sample.add(store, "Соколова", given="Анна", code="E-0101", is_actor=True)
    boss = sample.add(store, "Громов", given="Максим", code="E-0102", is_actor=True)
    store.act_as(hr)
    cycle = sample.campaign(store, (hr, Role.HR), (boss, Role.MANAGER))
    surnames = ("Лебедева", "Назарова", "Юдина")
    cases = [
        store.write(campaigns.invite, cycle, sample.candidate(store, surname, code=code))
        for surname, code in zip(surnames, PEOPLE, strict=True)
    ]
    for place, case in enumerate(cases):
        for who, role, level in ((hr, Role.HR, 1 + place), (boss, Role.MANAGER, 1 + place)):
            if place == 2 and who == boss:
                continue
            store.act_as(who)
            sample.sheet(store, case, who, role, level)
    store.act_as(hr)
    store.write(
        decisions.conclude, cases[0], Outcome.NOT_RECOMMEND, "по фактам интервью", on=date(2026, 11, 24)
    )
    store.write(refusals.keep, cases[0], "Своими словами о причинах.", ON)
    store.close()
    return path


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


def export(file: Path, folder: Path, kind: str, *more: str) -> int:
    os.environ["MERILO_PASSWORD"] = PASSWORD  # the command line takes it out again
    return main(["export", kind, str(file), *more, "--out", str(folder), "--today", DAY])


def made(capsys: pytest.CaptureFixture[str]) -> list[Path]:
    return [Path(line) for line in capsys.readouterr().out.splitlines()]


def text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


# Of whom or of what each document may not be had in this file, and the sentence that says so.
REFUSED: dict[tuple[About, When], tuple[tuple[str, ...], str]] = {
    (About.CASE, When.SHEETS_IN): (
        ("--person", "C-0043"),
        "C-0043: Отметки скрыты, пока не сданы все листы",
    ),
    (About.CASE, When.SHEET_OUT): (("--person", "C-0042"), "C-0042: Все листы сданы"),
    (About.CASE, When.REFUSED): (("--person", "C-0042"), "C-0042: Этому кандидату никто не отказывал"),
    (About.CASE, When.CANDIDATE): (("--person", "C-9999"), "Человека с кодом C-9999 нет."),
    (About.PLAN, When.FAILED): (("--person", "C-0042"), "Такого плана нет: C-0042."),
    (About.PLAN, When.MENTORED): (("--person", "C-0042"), "Такого плана нет: C-0042."),
    (About.PLAN, When.MENTOR_AGREES): (("--person", "C-0042"), "Такого плана нет: C-0042."),
    (About.CASE, When.ALWAYS): (("--person", "C-9999"), "Человека с кодом C-9999 нет."),
    (About.CAMPAIGN, When.ALWAYS): (("--cycle", "2020-H-001"), "Оценки с кодом 2020-H-001 нет."),
    (About.TEAM, When.ALWAYS): (("--cycle", "2020-H-001"), "Оценки с кодом 2020-H-001 нет."),
    (About.PLAN, When.ALWAYS): (("--person", "C-0042"), "Такого плана нет: C-0042."),
    (About.MODEL, When.ALWAYS): (("--edition", "9"), "Здесь нет contact-centre-manager-163n, 9."),
    (About.PERSON, When.ALWAYS): (("--person", "C-9999"), "Человека с кодом C-9999 нет."),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_document_is_refused_with_a_sentence_where_it_may_not_be_had(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    whom, reason = REFUSED[DOCUMENTS[kind].about, DOCUMENTS[kind].when]
    assert export(file, tmp_path, kind, *whom) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert reason in said.err
    assert not list(tmp_path.glob("*.*"))


@pytest.mark.parametrize(("kind", "keys"), [("sheet", False), ("sheet-keys", True)])
def test_a_sheet_is_printed_for_each_assessor_who_is_out_while_the_case_is_blind(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, keys: bool
) -> None:
    assert export(file, tmp_path, kind, "--person", "C-0043", "--lang", "ru,en") == 0
    paths = made(capsys)
    assert [path.name for path in paths] == [
        f"{kind}_C-0043_{who}_{DAY}_{language}.pdf"
        for who in ("E-0102",)  # the other one has handed in
        for language in ("ru", "en")
    ]
    first = text(paths[0])
    assert ("Кандидату не показывать" in first) == keys
    assert "Юдина" in first
    assert "Крестиков в столбцах" in first


def test_a_filled_sheet_comes_out_only_when_all_are_in(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(file, tmp_path, "sheet-filled", "--person", "C-0042") == 0
    paths = made(capsys)
    assert len(paths) == 2
    assert "сдан" in text(paths[0])
    assert export(file, tmp_path, "sheet-filled", "--person", "C-0043") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "C-0043: Отметки скрыты, пока не сданы все листы. Ждём: Громов Максим" in said.err


def test_the_record_the_summary_and_the_refusal_of_one_person(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, told in (
        ("decision", "Не рекомендовать."),
        ("summary", "Соколова А."),
        ("summary-unnamed", "Оц. 1"),
        ("refusal", "Своими словами о причинах."),
    ):
        assert export(file, tmp_path, kind, "--person", "C-0041", "--format", "pdf") == 0
        (path,) = made(capsys)
        assert path.name == f"{kind}_C-0041_{DAY}_ru.pdf"
        assert told in text(path)
        if kind == "summary-unnamed":
            assert "Соколова" not in text(path)


def test_a_consent_is_a_sheet_of_its_own_with_lines_for_what_is_never_in_the_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, term in (("consent", "30 дней после него"), ("consent-reserve", "12 месяцев со дня")):
        assert export(file, tmp_path, kind, "--person", "C-0043", "--lang", "ru,en", "--format", "pdf") == 0
        russian, english = made(capsys)
        assert len(PdfReader(russian).pages) == len(PdfReader(english).pages) == 1
        told = text(russian)
        assert "СОГЛАСИЕ НА ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ" in told
        for part in ("Юдина", "Цель", "Данные", "Действия и способы", "Срок", "Отзыв", term):
            assert part in told, part


def test_a_refusal_to_somebody_whom_nobody_refused_is_told_in_words(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(file, tmp_path, "refusal", "--person", "C-0042") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "C-0042: Этому кандидату никто не отказывал" in said.err
    assert "Документ не создан. Запишите заключение или отметьте" in said.err
    assert not list(tmp_path.glob("refusal*"))
    assert export(file, tmp_path, "refusal", "--all") == 0  # those who were refused, and nobody else
    assert sorted(path.name for path in made(capsys)) == [
        f"refusal_C-0041_{DAY}_ru.docx",
        f"refusal_C-0041_{DAY}_ru.pdf",
    ]


def test_a_refusal_nobody_put_into_words_is_a_draft(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "own.merilo"
    for end in ("", ".keys"):
        shutil.copyfile(f"{file}{end}", f"{mine}{end}")
    store = Store.open(mine, PASSWORD)
    store.act_as(store.read(people.by_code, "E-0101").id)
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    staff = sample.case(store, store.read(people.by_code, "E-0102").id, cycle)
    sample.sheet(store, staff, store.read(people.by_code, "E-0101").id, Role.HR, 2)
    candidate = store.read(people.by_code, "C-0042").id
    case = store.read(db_cases.case_of, candidate, None)
    store.write(refusals.choose_another, case, "дольше руководил группой")
    store.close()
    assert export(mine, tmp_path, "refusal", "--person", "C-0042", "--format", "pdf") == 0
    (path,) = made(capsys)
    assert "ПРОЕКТ" in text(path)
    assert "выбран другой кандидат" in text(path)
    assert "дольше руководил группой" in text(path)
    assert "Лебедева" not in text(path)
    assert export(mine, tmp_path, "refusal", "--person", "E-0102") == 1
    assert "E-0102: Это оценка сотрудника" in capsys.readouterr().err


def test_papers_of_a_campaign_are_named_by_its_code(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, told in (
        ("requirements", "ПРОФИЛЬ ТРЕБОВАНИЙ"),
        ("comparison", "Не показаны, листы ещё не сданы: Юдина."),
        ("form", "ЛИСТ ОЦЕНКИ"),
    ):
        assert export(file, tmp_path, kind, "--cycle", "2026-H-001") == 0
        path, *others = made(capsys)
        assert path.name == f"{kind}_2026-H-001_{DAY}_ru.pdf"
        assert told in text(path)
        more = {"comparison": [".xlsx"], "requirements": [".docx"]}
        assert [one.suffix for one in others] == more.get(kind, [])
    assert export(file, tmp_path, "requirements", "--all") == 0
    assert len(made(capsys)) == 2


def test_all_candidates_of_a_campaign_get_their_sheets(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = [f"sheet_C-0043_E-0102_{DAY}_ru.pdf"]  # of all others every sheet is in
    assert export(file, tmp_path, "sheet", "--all", "--cycle", "2026-H-001") == 0
    assert [path.name for path in made(capsys)] == who
    assert export(file, tmp_path, "sheet", "--all") == 0
    assert [path.name for path in made(capsys)] == who


def test_an_empty_sheet_of_who_has_handed_in_is_refused_with_a_sentence(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(file, tmp_path, "sheet", "--person", "C-0042") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "C-0042: Все листы сданы" in said.err


@pytest.mark.parametrize(
    ("kind", "more"), [("requirements", ()), ("comparison", ("--person", "C-0041")), ("decision", ())]
)
def test_who_is_meant_must_be_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, more: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as left:
        export(file, tmp_path, kind, *more)
    assert left.value.code == 2
    assert "--all" in capsys.readouterr().err


def test_a_campaign_nobody_knows_is_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(file, tmp_path, "comparison", "--cycle", "2020-H-001") == 1
    said = capsys.readouterr()
    assert "2020-H-001" in said.err
    assert said.out == ""
