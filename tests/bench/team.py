"""Papers of a team of 1,000 people × 71 items: the matrix as PDF, and the workbook with its formulas."""

import shutil
import subprocess
import tempfile
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from domain.papers.team_paper import TeamPaper
from domain.progress import Progress
from reports.team import team_pdf, team_xlsx
from resources.i18n import words
from tests.bench.measure import Figure, in_turn, middle, processor, seconds
from tests.reports import team_sample

PEOPLE, FEW = 1000, 100
MOST = 12.0  # times as long for ten times the people
NO_OFFICE = "team matrix PDF: not measured, LibreOffice (soffice) is not installed here"


def matrix_pdf(rounds: int = 5) -> Figure | None:
    """Measure ``team_pdf.write`` against LibreOffice converting a workbook of the same; None without it."""
    office = shutil.which("soffice")
    if office is None:
        return None
    paper, language = measured(), words("ru")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book, target = folder / "equal.xlsx", folder / "team.pdf"
        _equal(paper).save(book)
        command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(folder / "out"), str(book)]

        def ours() -> float:
            return seconds(lambda: team_pdf.write(paper, target, Progress(), language))

        def theirs() -> float:
            return seconds(lambda: subprocess.run(command, check=True, capture_output=True))

        ours(), theirs()
        values, baselines = in_turn(ours, theirs, rounds)
    return Figure("team matrix PDF 1,000 × 71", middle(values), middle(baselines), limit=1.5, most=4.0)


def workbook(rounds: int = 2) -> Figure:
    """Measure ``team_xlsx.write`` against a write-only loop of openpyxl over the same styled cells."""
    paper, language = measured(), words("ru")
    with tempfile.TemporaryDirectory() as name:
        target, bare = Path(name) / "team.xlsx", Path(name) / "bare.xlsx"

        def ours() -> float:
            return seconds(lambda: team_xlsx.write(paper, target, Progress(), language))

        ours()
        sheets = _cells(target)

        def loop() -> float:
            return seconds(lambda: _bare(sheets, bare))

        values, baselines = in_turn(ours, loop, rounds)
    return Figure("team workbook 1,000 × 71", middle(values), middle(baselines), limit=1.3, most=4.0)


def growth(rounds: int = 3) -> list[Figure]:
    """Measure how both papers grow with the team: in time of the processor, as others work beside."""
    language = words("ru")
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as name:
        for paper, write in (("team workbook", team_xlsx.write), ("team matrix PDF", team_pdf.write)):
            times: list[float] = []
            for team in (measured(FEW), measured()):
                target = Path(name) / "team"
                made = partial(write, team, target, Progress(), language)
                times.append(min(processor(made) for _round in range(rounds)))
            few, many = times
            found.append(Figure(f"{paper}, growth", many, few, MOST))
    return found


def measured(count: int = PEOPLE) -> TeamPaper:
    """Return the paper of *count* people; the last has left, since leavers come last in every matrix."""
    return team_sample.paper(team_sample.matrix(count, left=(count - 1,)))


def _equal(paper: TeamPaper) -> Workbook:
    """Return the levels alone as a plain workbook, heads and names repeated on each page."""
    book = Workbook()
    sheet: Any = book.active
    matrix = paper.matrix
    sheet.append(["", *matrix.codes])
    for row, one in enumerate(matrix.people):
        levels = [matrix.place(row, column).level for column in range(len(matrix.codes))]
        sheet.append([one.name, *(None if level is None else float(level) for level in levels)])
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    return book


type Look = tuple[Any, Any, Any, str]
type Sheets = list[tuple[str, list[list[tuple[Any, Look]]]]]


def _cells(path: Path) -> Sheets:
    """Return the cells of the workbook: value, font, alignment, border and number format of each."""
    looks: dict[int, Look] = {}

    def look(cell: Any) -> Look:
        if cell.style_id not in looks:
            parts = copy(cell.font), copy(cell.alignment), copy(cell.border)
            looks[cell.style_id] = (*parts, cell.number_format)
        return looks[cell.style_id]

    with path.open("rb") as file:
        book = load_workbook(file)
        found: Sheets = [
            (
                sheet.title,
                [
                    [(cell.value, look(cell)) for cell in row if cell.value is not None or cell.has_style]
                    for row in sheet.iter_rows()
                ],
            )
            for sheet in book.worksheets
        ]
        book.close()
    return found


def _bare(sheets: Sheets, target: Path) -> None:
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet: Any = book.create_sheet(title)
        for row in rows:
            cells: list[Any] = []
            for value, (font, alignment, border, form) in row:
                cell: Any = WriteOnlyCell(sheet, value)
                cell.font, cell.alignment, cell.border, cell.number_format = font, alignment, border, form
                cells.append(cell)
            sheet.append(cells)
    book.save(target)
