"""`merilo import form`: what the form says is told if one asks, its marks here never; twice is as once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.assessing.sheet import answer_forms, sheets
from db.file.store import Store
from db.hiring import campaigns
from desktop.office.cli.cli import main
from domain.assessing.sheet import SheetOrigin
from domain.mark import Mark, Role
from domain.progress import Progress
from reports.assessing import answer_form_xlsx
from reports.book.answer_form_columns import Column
from resources.i18n import words
from tests import prepared
from tests.db import sample

DAY = date(2026, 11, 24)


def begun(path: Path) -> tuple[int, int]:
    """Begin a campaign with one candidate and send the form of its assessor; return sheet and assessor."""
    store = Store.open(path)
    head = sample.add(store, "Громов", given="Пётр", is_actor=True)
    campaign = sample.campaign(store, (head, Role.MANAGER))
    case = store.write(campaigns.invite, campaign, sample.candidate(store))
    (sheet_id,) = store.write(answer_forms.send, case)
    store.close()
    return sheet_id, head


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    yield prepared.empty(tmp_path / "Север.merilo")


def filled(path: Path, target: Path, **marks: int) -> str:
    """Write the only form that the file has sent, with these marks by item code."""
    store = Store.open(path)
    (one,) = store.read(answer_forms.expected, DAY)
    (paper,) = store.read(answer_forms.papers, one.case_id, DAY)
    store.close()
    answer_form_xlsx.write(paper, target, Progress(), words("ru"))
    book = load_workbook(target)
    page = book.worksheets[0]
    at = {cell.value: number for number, cell in enumerate(page[1], start=1)}
    for row in range(3, page.max_row + 1):
        if (code := str(page.cell(row, at[Column.CODE]).value)) in marks:
            page.cell(row, at[Column.MARK], marks[code])
    book.save(target)
    book.close()
    return str(target)


def marks_of(path: Path, sheet_id: int, assessor: int) -> dict[str, Mark]:
    store = Store.open(path)
    try:
        sheet = store.read(sheets.sheet, sheet_id, assessor)
        assert sheet.origin in (SheetOrigin.FORM, SheetOrigin.SCREEN)
        return {row.item.code: row.mark for row in sheet.rows if row.mark is not None}
    finally:
        store.close()


def test_only_how_much_the_form_says_is_told_unless_one_asks(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever takes in a colleague's form may owe a sheet about the same person."""
    begun(file)
    form = filled(file, tmp_path / "форма.xlsx", K01=0, K02=1, S08=7)
    for options in (["--dry-run"], []):
        assert main(["import", "form", str(file), form, *options]) == 0
        shown = capsys.readouterr()
        assert shown.out.startswith("форма.xlsx: Отметок: 2 · не принимается: 1 (S08) · без отметки: ")
        assert "K01" not in shown.out and "«7»" not in shown.out
        assert "S08: такого уровня в шкале нет" in shown.err and "7" not in shown.err
        assert "У 1 отметки нет факта, а он нужен: K01." in shown.err, "critical: at any level"


def test_a_dry_run_shows_what_the_form_says_whatever_its_sheet_says(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet_id, head = begun(file)
    form = filled(file, tmp_path / "форма.xlsx", K01=3, K02=1, S08=7)
    told: list[str] = []
    for level in (3, 0):  # the one that the form says, and another
        store = Store.open(file)
        store.write(sheets.rate, sheet_id, sample.item(store, "K01"), Mark.rated(level))
        store.close()
        assert main(["import", "form", str(file), form, "--dry-run", "--show"]) == 0
        shown = capsys.readouterr()
        told.append(shown.out)
        assert "S08: «7», такого уровня в шкале нет" in shown.err
    assert told[0] == told[1]
    assert "K01: 3 · " in told[0] and "K02: 1 · " in told[0]
    assert "уже есть 1 отметка" in told[0]
    assert marks_of(file, sheet_id, head) == {"K01": Mark.rated(0)}


def test_a_form_is_accepted_once_and_again(file: Path, tmp_path: Path) -> None:
    sheet_id, head = begun(file)
    form = filled(file, tmp_path / "форма.xlsx", K01=3, K02=1)
    for _ in range(2):
        assert main(["import", "form", str(file), form]) == 0
        assert marks_of(file, sheet_id, head) == {"K01": Mark.rated(3), "K02": Mark.rated(1)}


def test_marks_that_need_a_fact_and_have_none_are_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(file)
    form = filled(file, tmp_path / "форма.xlsx", K01=0)
    assert main(["import", "form", str(file), form, "--dry-run", "--show"]) == 0
    assert "У 1 отметки нет факта, а он нужен: K01." in capsys.readouterr().err


def test_a_form_of_another_file_is_refused(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet_id, head = begun(file)
    (tmp_path / "other").mkdir()
    other = prepared.empty(tmp_path / "other" / "Юг.merilo")
    begun(other)
    form = filled(other, tmp_path / "чужая.xlsx", K01=3)
    assert main(["import", "form", str(file), form]) == 1
    assert "чужая.xlsx" in capsys.readouterr().err
    assert marks_of(file, sheet_id, head) == {}
