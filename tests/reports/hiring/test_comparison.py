"""The comparison as a paper and a workbook: what all were asked, an order that says what it rests on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from domain.hiring.comparison import Comparison
from domain.progress import Cancelled, Progress
from reports.hiring import comparison_pdf, comparison_xlsx
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports import sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE
from tests.reports.formulas import Reader
from tests.reports.reading import drawn, fonts, pages, parts, squeezed, whole


def write(comparison: Comparison, folder: Path, language: str = "ru", name: str = "comparison.pdf") -> Path:
    target = folder / name
    comparison_pdf.write(comparison, target, Progress(), words(language))
    return target


def workbook(comparison: Comparison, folder: Path, language: str = "ru") -> Path:
    target = folder / "comparison.xlsx"
    comparison_xlsx.write(comparison, target, Progress(), words(language))
    return target


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    with path.open("rb") as file:
        book = load_workbook(file)
        yield book
        book.close()


def crowd(count: int) -> Comparison:
    """So many candidates that they do not fit beside each other."""
    people = [
        replace(sample.CANDIDATE, id=100 + n, code=f"C-{100 + n:04}", surname=f"Фамилия{n}")
        for n in range(count)
    ]
    return hiring.comparison(hiring.contenders(people))


def test_the_order_gates_and_figures_stand_there_and_who_is_provisional_has_no_place(tmp_path: Path) -> None:
    first = pages(write(hiring.comparison(), tmp_path))[0]
    assert "1 Лебедева И. О. C-0042 соответствует соответствует в процессе 4" in first
    assert "2 Назарова А. И. C-0043" in first
    assert "— Юдин П. И. C-0044 мало данных" in first
    assert first.index("C-0042") < first.index("C-0043") < first.index("C-0044")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "(C-0042) — не различаются по этим данным: Назарова А. И. (C-0043)."),
        ("en", "(C-0042): on these data not distinguishable from Назарова А. И. (C-0043)."),
    ],
)
def test_pairs_whose_intervals_overlap_are_named(tmp_path: Path, language: str, said: str) -> None:
    comparison = hiring.comparison()
    assert comparison.ties
    assert said in whole(write(comparison, tmp_path, language))
    assert said not in whole(write(replace(comparison, ties=()), tmp_path, language))


def test_only_common_competencies_stand_in_the_table(tmp_path: Path) -> None:
    comparison = hiring.comparison()
    text = squeezed(whole(write(comparison, tmp_path)))
    assert "67из71компетенций,общаячасть95%" in text
    for item in comparison.framework.items:
        assert (squeezed(item.label.ru) in text) == (item.code in comparison.common), item.code
    assert (
        "Невошли,оцененынеувсех,чейрезультатитоговый(2из3):" + ",".join(row.code for row in comparison.others)
        in text
    )


@pytest.mark.parametrize(
    ("language", "whom", "alone"),
    [
        ("ru", "оценено у всех, чей результат итоговый (1 из 2): ", "единственный итоговый результат"),
        ("en", "assessed for everyone whose result is final (1 of 2): ", "the only final result"),
    ],
)
def test_what_the_only_final_result_was_asked_is_not_told_as_asked_of_all(
    tmp_path: Path, language: str, whom: str, alone: str
) -> None:
    final, _second, thin = hiring.contenders()
    comparison = hiring.comparison([final, thin])
    text = " ".join(whole(write(comparison, tmp_path, language)).split())
    assert whom in text and alone in text
    assert ("оценённому у всех:" if language == "ru" else "assessed for everyone:") not in text
    with opened(workbook(comparison, tmp_path, language)) as book:
        cells = " ".join(str(cell) for row in book.worksheets[0].values for cell in row if cell is not None)
    assert whom in cells.replace("\u00a0", " ") and alone in cells.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "заключение от 16.11.2026: не рекомендовать"), ("en", "conclusion of ")],
)
def test_what_was_concluded_stands_beside_the_name(tmp_path: Path, language: str, said: str) -> None:
    comparison = hiring.comparison()
    first = replace(comparison.contenders[0], concluded=replace(hiring.REFUSED, on=date(2026, 11, 16)))
    told = replace(comparison, contenders=(first, *comparison.contenders[1:]))
    assert said in " ".join(pages(write(told, tmp_path, language))[0].split())
    assert said not in " ".join(pages(write(comparison, tmp_path, language))[0].split())
    with opened(workbook(told, tmp_path, language)) as book:
        cells = [str(cell) for row in book.worksheets[0].values for cell in row if cell is not None]
    assert any(said in cell.replace("\u00a0", " ") for cell in cells)


def test_without_mandatory_requirements_none_are_told_to_be_checked(tmp_path: Path) -> None:
    comparison = hiring.comparison()
    none = replace(comparison, contenders=tuple(replace(one, gates=()) for one in comparison.contenders))
    text = " ".join(pages(write(none, tmp_path))[0].split())
    assert "обязательных требований не устанавливает" in text and "Обязательные требования на" not in text


def test_a_small_overlap_is_warned_of(tmp_path: Path) -> None:
    narrow = hiring.contenders()
    final = tuple(
        replace(row.entry, in_scope=row.entry.in_scope and row.code in hiring.SCREENING)
        for row in narrow[2].score.rows
    )
    comparison = hiring.comparison([narrow[0], sample.with_score(narrow[2], final)])
    assert comparison.warn
    assert "Общая часть мала" in whole(write(comparison, tmp_path))
    assert "Общая часть мала" not in whole(write(hiring.comparison(), tmp_path))


def test_of_blind_candidates_only_the_names_are_told(tmp_path: Path) -> None:
    comparison = hiring.comparison(blind=("Лисин Олег Петрович",))
    assert "листы ещё не сданы: Лисин Олег Петрович." in pages(write(comparison, tmp_path))[0]
    with opened(workbook(comparison, tmp_path)) as book:
        cells = [str(cell.value) for row in book["Сводка"].iter_rows() for cell in row if cell.value]
    assert sum("Лисин" in cell for cell in cells) == 1


def test_an_open_answer_is_named_beside_its_candidate(tmp_path: Path) -> None:
    one, *others = hiring.contenders()
    (first, *rest) = one.assessors
    one = replace(one, assessors=(replace(first, open_answer=True), *rest))
    comparison = hiring.comparison((one, *others))
    told = f"({one.person.code}). Открытый ответ: {first.person.short_name} Отметки"
    assert told in " ".join(whole(write(comparison, tmp_path)).replace("\u00a0", " ").split())
    with opened(workbook(comparison, tmp_path)) as book:
        cells = (str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
        assert any(told in cell.replace("\u00a0", " ") for cell in cells)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_nobody_or_one_alone_makes_a_whole_paper(tmp_path: Path, language: str) -> None:
    for comparison in (hiring.comparison([]), hiring.comparison(hiring.contenders()[:1])):
        text = whole(write(comparison, tmp_path, language))
        assert "None" not in text
        assert workbook(comparison, tmp_path, language).stat().st_size > 5_000
    assert ("сравнивать пока некого" if language == "ru" else "nobody to compare yet") in whole(
        write(hiring.comparison([]), tmp_path, language)
    )


def test_twenty_candidates_go_over_tables_and_none_is_lost(tmp_path: Path) -> None:
    comparison = crowd(20)
    path = write(comparison, tmp_path)
    text = whole(path)
    for one in comparison.contenders:
        assert text.count(one.person.code) >= 3, one.person.code
    assert all(not page.endswith("По функциям") for page in pages(path))


def test_long_and_hostile_names_are_printed_as_they_are_seen(tmp_path: Path) -> None:
    people = (
        replace(sample.CANDIDATE, surname="Я" * 120, code="=1+1"),
        replace(hiring.SECOND, surname=HOSTILE[:60]),
    )
    comparison = hiring.comparison(hiring.contenders(people), blind=("Щ" * 120, HOSTILE))
    text = squeezed(whole(write(comparison, tmp_path)))
    assert "Я" * 120 in text
    assert "Щ" * 120 in text
    assert squeezed("<img src=x> <b {} =1+1") in text
    with opened(workbook(comparison, tmp_path)) as book:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f" or sheet.title == "Расчёт", cell.coordinate


def test_the_formulas_lead_from_the_levels_to_the_same_numbers(tmp_path: Path) -> None:
    comparison = hiring.comparison()
    found: dict[tuple[str, str], object] = {}
    with opened(workbook(comparison, tmp_path)) as book:
        sheet = book["Расчёт"]
        reader = Reader(sheet)
        at = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 6).value == "Формула")
        who = ""
        for row in range(at + 1, sheet.max_row + 1):
            if sheet.cell(row, 6).data_type != "f":
                continue
            name, index = str(sheet.cell(row, 2).value), str(sheet.cell(row, 4).value)
            who = name if "(C-" in name else who
            found[who + ("" if name == who else name), index] = reader.value(f"F{row}")
            difference = reader.value(f"H{row}")
            assert difference == "" or difference == pytest.approx(0, abs=1e-12)
    for one in comparison.contenders:
        who = f"{one.person.short_name} ({one.person.code})"
        parts_of = {"": one.common} | {
            comparison.framework.function(code).short.ru: totals for code, totals in one.functions.items()
        }
        for name, totals in parts_of.items():
            for index, value in (
                ("Выполнение профиля", totals.attainment),
                ("Средний уровень", totals.mean),
            ):
                wanted = "" if value is None else pytest.approx(float(value), abs=1e-12)
                assert found[who + name, index] == wanted, (who, name, index)
    assert len(found) == 2 * sum(1 + len(one.functions) for one in comparison.contenders)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ru", ["Сводка", "Расчёт", "Компетенции", "Справка"]),
        ("en", ["Summary", "Calculation", "Competencies", "Reference"]),
    ],
)
def test_the_workbook_has_its_sheets_and_says_all_without_colour(
    tmp_path: Path, language: str, names: list[str]
) -> None:
    comparison = hiring.comparison()
    path = workbook(comparison, tmp_path, language)
    with opened(path) as book:
        assert book.sheetnames == names
        levels = book[names[2]]
        assert levels.max_row == 1 + len(comparison.rows) + len(comparison.others)
        below = "ниже допустимого" if language == "ru" else "below minimum"
        assert any(cell.value == below for row in levels.iter_rows() for cell in row)
    assert '<patternFill patternType="solid"' not in parts(path)["xl/styles.xml"]


def test_both_files_repeat_their_bytes_and_name_nobody_in_their_properties(tmp_path: Path) -> None:
    comparison = hiring.comparison()
    for make in (write, workbook):
        one = make(comparison, tmp_path)
        first = one.read_bytes()
        assert make(comparison, tmp_path).read_bytes() == first
    paper = write(comparison, tmp_path)
    assert all(fonts(paper).values())
    assert not any("Helvetica" in font for font, _ in drawn(paper))
    metadata = PdfReader(paper).metadata
    assert metadata is not None
    assert metadata.title == "Сравнение кандидатов"
    for said in (str(metadata), parts(workbook(comparison, tmp_path))["docProps/core.xml"]):
        assert not any(name in said for name in ("Лебедева", "Назарова", "Юдин"))


def test_a_cancelled_comparison_leaves_what_was_there(tmp_path: Path) -> None:
    for module in (comparison_pdf, comparison_xlsx):
        target = tmp_path / "old"
        target.write_text("old")
        progress = Progress()
        progress.cancel()
        with pytest.raises(Cancelled):
            module.write(hiring.comparison(), target, progress, words("ru"))
        assert target.read_text() == "old"
        assert len(list(tmp_path.iterdir())) == 1


def test_the_paper_says_of_neighbours_whether_their_order_holds(tmp_path: Path) -> None:
    text = whole(write(hiring.comparison(), tmp_path))
    assert "Насколько надёжен порядок?" in text
    assert "Лебедева И. О. выше, чем Назарова А. И.: " in text
    assert "Юдин П. И. выше" not in text, "who has no place is not in the order"
