"""The papers of one person in a quarter: the sheet to fill in, as handed in, all of them, the trend."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from db.assessing import cases, cycles, people
from db.assessing.sheet import forms
from db.file.store import Store
from db.papers import hiring_papers
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.papers import sheet_paper
from domain.progress import Progress
from tests import prepared

DAY = "2026-11-24"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("quarter") / "demo.merilo"
    prepared.demo(path)
    opened = Store.open(path)
    yield opened
    opened.close()


def case(store: Store, code: str, cycle: str) -> int:
    return store.read(cases.case_of, store.read(people.by_code, code).id, cycle, blank=True)


def made(
    store: Store, kind: str, code: str, cycle: str, folder: Path, language: str = "ru"
) -> dict[str, str]:
    """Return file name -> text of the papers."""
    done = documents.export(
        store.read,
        kind,
        (case(store, code, cycle),),
        ("pdf",),
        (language,),
        folder,
        Progress(),
        None,
        demo.TODAY,
    )
    assert done.failed == ()
    return {
        path.name: " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)
        for path in done.written
    }


def test_a_sheet_to_fill_in_has_all_items_and_nothing_of_the_quarter_before(
    store: Store, tmp_path: Path
) -> None:
    told = made(store, registry.SHEET, "E-0322", "2026-IV", tmp_path)
    assert set(told) == {f"sheet_E-0322_E-0102_{DAY}_ru.pdf"}, "the own sheet is in"
    mine = told[f"sheet_E-0322_E-0102_{DAY}_ru.pdf"]
    assert "квартальная, 01.10.2026–31.12.2026" in mine and "самооценка" not in mine
    assert "кварта" not in mine.replace("квартальная", "") and "цель" not in mine.casefold()
    for sheet in store.read(forms.blanks, case(store, "E-0322", "2026-IV")):
        blank = sheet_paper.blank(sheet, store.read(_organisation), demo.TODAY, None)
        assert len(blank.lines) == 71
        assert all(line.mark is None and not line.fact for line in blank.lines)


def _organisation(session: object) -> object:
    from db.people.organisation import organisation

    return organisation(session)  # type: ignore[arg-type]


def test_sheets_that_were_handed_in_show_the_marks_of_each_assessor(store: Store, tmp_path: Path) -> None:
    told = made(store, registry.FILLED, "E-0310", "2026-IV", tmp_path)
    manager, expert = (told[f"sheet-filled_E-0310_{who}_{DAY}_ru.pdf"] for who in ("E-0102", "E-0103"))
    assert "Громов Максим Сергеевич" in manager and "руководитель" in manager
    assert "Фомина Елена Павловна" in expert and "эксперт" in expert
    for text in (manager, expert):
        assert "сдан 15.11.2026" in text and "5 вопрос не задан" in text
        assert sum(text.count(f"{code} ") for code in ("K01", "S32", "K13")) >= 3


@pytest.mark.parametrize(
    ("language", "age"), [("ru", "перенесён, 1 квартал"), ("en", "carried over, 1 quarter")]
)
def test_the_summary_sheet_has_all_assessors_and_carried_levels_with_their_age(
    store: Store, tmp_path: Path, language: str, age: str
) -> None:
    (text,) = made(store, registry.SUMMARY, "E-0310", "2026-IV", tmp_path, language).values()
    assert "Фомина" in text and "Громов" in text and age in text


def test_the_profile_of_staff_shows_the_quarters_that_are_open(store: Store, tmp_path: Path) -> None:
    (text,) = made(store, registry.PROFILE, "E-0304", "2026-IV", tmp_path).values()
    told = text[text.index("Динамика по кварталам") :]
    assert "первый квартал, оценено" in told and "точность неизвестна" in told
    assert [f"{quarter} 26" in told for quarter in ("I", "II", "III", "IV")] == [True] * 4
    (two,) = made(store, registry.PROFILE, "E-0310", "2026-IV", tmp_path).values()
    assert "разброса оценщиков" in two  # two assessors: the scatter is known
    (older,) = made(store, registry.PROFILE, "E-0322", "2026-III", tmp_path).values()
    assert "III 26" in older and "IV 26" not in older


def test_a_candidate_and_a_first_quarter_have_no_trend(store: Store, tmp_path: Path) -> None:
    for code, cycle in (("C-0042", "2026-H-001"), ("E-0304", "2026-I")):
        (text,) = made(store, registry.PROFILE, code, cycle, tmp_path).values()
        assert "Динамика по кварталам" not in text
    candidate = case(store, "C-0042", "2026-H-001")
    (paper,) = store.read(hiring_papers.profile, registry.PROFILE, candidate, None, demo.TODAY)
    assert paper.record.result.trend is None


def test_a_team_paper_has_the_quarters_of_its_people_up_to_its_own(store: Store, tmp_path: Path) -> None:
    for code, last, rated in (("2026-IV", "IV 26", 11), ("2026-II", "II 26", 12)):  # one left in IV
        done = documents.export(
            store.read,
            registry.TEAM,
            (store.read(cycles.by_code, code).id,),
            ("pdf",),
            ("ru",),
            tmp_path,
            Progress(),
            None,
            demo.TODAY,
        )
        page = " ".join(PdfReader(done.written[0]).pages[1].extract_text().split())
        assert "Динамика по кварталам" in page and last in page
        assert ("III 26" in page) == (code == "2026-IV")
        assert f"оценено людей: {rated}, сопоставимо: {rated}" in page
