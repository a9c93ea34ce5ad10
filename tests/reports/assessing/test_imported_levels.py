"""Wherever a paper or a workbook shows a level that came from a file, it says so (law 22)."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.assessing.result import CaseResult
from domain.progress import Progress
from reports.assessing import candidate_pdf, candidate_xlsx
from reports.words import phrases
from resources.i18n import words
from tests.reports import sample
from tests.reports.reading import squeezed, whole

CODES = "K13", "K14", "S26"


@pytest.fixture(scope="module")
def imported() -> CaseResult:
    """The employee whose carried levels come from somebody's file."""
    base = sample.employee(carried=CODES)
    entries = tuple(
        row.entry
        if row.entry.carried is None
        else replace(row.entry, carried=replace(row.entry.carried, imported=True))
        for row in base.score.rows
    )
    return sample.with_score(base, entries)


def test_the_counts_tell_imported_levels_from_carried_ones(imported: CaseResult) -> None:
    totals, english = imported.score.totals, words("en")
    count = sum(row.imported for row in imported.score.rows)
    assert count and totals.imported == count
    assert f"carried over 0, imported {count}, no data" in phrases.assessed(totals, english)
    given = sample.employee(carried=CODES).score.totals
    assert f"carried over {count}, no data" in phrases.assessed(given, english)


def test_the_profile_gives_the_sign_beside_the_level_and_explains_it(
    tmp_path: Path, imported: CaseResult
) -> None:
    target = tmp_path / "profile.pdf"
    candidate_pdf.write(imported, target, Progress(), words("en"))
    text = squeezed(whole(target))
    assert "2.5f" in text
    assert "importedfromafile" in text
    assert "imported,2quartersago" in text


def test_the_calculation_sheet_marks_the_level_and_still_counts_with_it(
    tmp_path: Path, imported: CaseResult
) -> None:
    target = tmp_path / "profile.xlsx"
    candidate_xlsx.write(imported, target, Progress(), words("en"))
    book = load_workbook(target)
    sheet = book["Calculation"]
    heads = {sheet.cell(4, at).value: at for at in range(1, sheet.max_column + 1)}
    carried = {
        sheet.cell(row, 1).value: sheet.cell(row, heads["Carried"]) for row in range(5, sheet.max_row + 1)
    }
    for code in CODES:
        assert carried[code].value == 2.5
        assert carried[code].number_format == '0.0000" imported"'
    book.close()
