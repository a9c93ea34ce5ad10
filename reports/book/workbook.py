"""Workbooks: one gate for text, one look, print set-up, clean properties, reproducible bytes."""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Collection, Sequence
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import IO, Any, final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reports.book.workbook_block import Block, Style
from reports.book.workbook_values import Known, ValuesWriter
from reports.paper.seen import fitting, printable

PRODUCT = "Merilo"
TITLE_LIMIT = 31
_EDGES = "'" + "".join(char for char in map(chr, range(0x3001)) if char.isspace())  # of no title

NUMBER, WHOLE, SHARE, EXACT, DAY = "0.0", "0", "0%", "0.0000", "dd.mm.yyyy"

# Heads of 9 points are printed at no less than 8; wider tables go over several pages.
LEAST_SCALE = 89  # percent
POINTS_A_CHARACTER = 5.25  # a column is seven pixels a character, at 96 to the inch
PAPER = {"portrait": (8.27 - 1.0) * 72, "landscape": (11.69 - 1.0) * 72}  # points between the margins


class Look(Enum):
    """How a cell is set."""

    TEXT = "text"
    STRONG = "strong"
    TITLE = "title"
    HEAD = "head"
    MUTED = "muted"


_FACE = "Arial"
_FONTS = {
    Look.TEXT: Font(name=_FACE, size=10),
    Look.STRONG: Font(name=_FACE, size=10, bold=True),
    Look.TITLE: Font(name=_FACE, size=14, bold=True),
    Look.HEAD: Font(name=_FACE, size=9, bold=True, color="FF55565A"),
    Look.MUTED: Font(name=_FACE, size=9, color="FF55565A"),
}
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_FLAT = Alignment(vertical="top")
_FIGURE = Alignment(vertical="top", horizontal="right", indent=1)
_HEAD = Alignment(vertical="bottom", wrap_text=True)
_HEAD_RIGHT = Alignment(vertical="bottom", horizontal="right", indent=1, wrap_text=True)
_MIDDLE = Alignment(vertical="top", horizontal="center")
_CENTRE = Alignment(vertical="bottom", horizontal="center")
_TURNED = Alignment(vertical="bottom", horizontal="center", text_rotation=90, wrap_text=True)
_RULE = Border(bottom=Side(style="medium", color="FF16171A"))
_HAIR = Border(bottom=Side(style="hair", color="FF9A9CA3"))


def style(look: Look, form: str = "General", place: str = "left") -> Style:
    """Return how to set the cells of a block, with *place* left, right or centre and a hair line below."""
    alignment = {"left": _FLAT, "right": _FIGURE, "centre": _MIDDLE}[place]
    return Style(_FONTS[look], alignment, _HAIR, form)


@final
class Book:
    """A workbook being filled; ``title`` is its neutral name in the properties, with no names of people."""

    def __init__(self, title: str, made_on: date) -> None:
        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        stamp = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001 the format knows no zone
        properties = self._book.properties
        properties.title = title
        properties.creator = properties.lastModifiedBy = PRODUCT
        properties.created = properties.modified = stamp
        # Each formula has its value beside it for viewers; a program that can compute does so on opening.
        self._book.calculation.fullCalcOnLoad = True
        self._stamp = (made_on.year, made_on.month, made_on.day, 0, 0, 0)
        self._tabs: dict[str, Tab] = {}

    def tab(self, title: str, *, portrait: bool = False) -> "Tab":
        """Add a sheet; its title is made safe and unique."""
        taken = {name.casefold() for name in self._book.sheetnames}
        sheet = self._book.create_sheet(safe_title(title, taken))
        made = self._tabs[sheet.title] = Tab(sheet, portrait=portrait)
        return made

    def save(self, target: Path | BytesIO) -> None:
        """Write the file to *target*, without temporary files elsewhere on the disk."""
        for tab in self._tabs.values():
            tab.print_legibly()
        with _Archive(target, self._stamp) as archive:
            writer = _Writer(self._book, archive)
            writer.tabs = self._tabs
            writer.save()


@final
class Tab:
    """One sheet; rows and columns count from 1, and user text comes in through ``put_text`` alone."""

    def __init__(self, sheet: Worksheet, *, portrait: bool) -> None:
        self._sheet = sheet
        self.rows: Block | None = None
        self.known: Known = {}
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "portrait" if portrait else "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = sheet.page_margins
        margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.4, 0.8, 0.6
        margins.header = margins.footer = 0.3
        footer: Any = sheet.oddFooter
        footer.center.text, footer.center.size = "&P / &N", 8

    @property
    def name(self) -> str:
        """The title, quoted for formulas of other sheets."""
        return quoted(str(self._sheet.title))

    def put_text(
        self, row: int, column: int, text: str, look: Look = Look.TEXT, *, wrap: bool = True
    ) -> None:
        """Write a text: whatever it looks like, it never acts as a formula, an error or a number."""
        cell = self._cell(row, column, look)
        shown = fitting(printable(text))
        cell.value = shown
        cell.data_type = "s"
        cell.alignment = _HEAD if look is Look.HEAD else _WRAPPED if wrap else _FLAT
        if shown[:1] in ("=", "+", "-", "@"):
            cell.quotePrefix = True  # remains a text even when somebody edits the cell

    def put_number(
        self,
        row: int,
        column: int,
        value: Fraction | float | None,
        form: str = NUMBER,
        look: Look = Look.TEXT,
    ) -> None:
        """Write a number with its full precision; None leaves the cell empty, since nothing is known."""
        cell = self._cell(row, column, look)
        cell.value = float(value) if isinstance(value, Fraction) else value
        cell.number_format = form
        cell.alignment = _FIGURE

    def put_day(self, row: int, column: int, day: date | None, look: Look = Look.TEXT) -> None:
        """Write a date; None leaves the cell empty."""
        cell = self._cell(row, column, look)
        cell.value = day
        cell.number_format = DAY
        cell.alignment = Alignment(vertical="top", horizontal="left")

    def put(self, row: int, column: int, value: str | int | date | None) -> None:
        """Write a value as what it is: a day as a day, a count as a number that can be calculated with."""
        if isinstance(value, date):
            self.put_day(row, column, value)
        elif isinstance(value, int):
            self.put_number(row, column, value, WHOLE)
        else:
            self.put_text(row, column, value or "")

    def put_formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: Fraction | float | None,
        form: str = NUMBER,
        look: Look = Look.TEXT,
    ) -> None:
        """Write one of our formulas, with its leading sign, and its value; no user text may be in it.

        The value None is an empty text: the formula has nothing to compute with.
        """
        assert formula.startswith("="), formula
        self.known[row, column] = value
        cell = self._cell(row, column, look)
        cell.value = formula
        cell.number_format = form
        cell.alignment = _FIGURE

    def heads(
        self, row: int, names: Sequence[str], figures: Collection[int] = (), centred: Collection[int] = ()
    ) -> None:
        """Write the heads of a table with a rule below; those over *figures* are right-aligned."""
        for column, name in enumerate(names, start=1):
            self.put_text(row, column, name, Look.HEAD)
            if column in figures:
                self._sheet.cell(row, column).alignment = _HEAD_RIGHT
            if column in centred:
                self._sheet.cell(row, column).alignment = _CENTRE
            self._sheet.cell(row, column).border = _RULE

    def underline(self, row: int, columns: int) -> None:
        """Draw a hair line below a row."""
        for column in range(1, columns + 1):
            self._sheet.cell(row, column).border = _HAIR

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns from the first, in characters."""
        for number, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width

    def table(self, head: int, last: int, columns: int, fixed: int = 0) -> None:
        """Freeze what is above and left of the data, filter by the heads, repeat them on printed pages."""
        self._sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{head + 1}"
        self._sheet.auto_filter.ref = f"A{head}:{get_column_letter(columns)}{max(head + 1, last)}"
        self._sheet.print_title_rows = f"{head}:{head}"

    def pivot_table(self, name: str, heads: Sequence[str], last: int, fixed: int = 0) -> None:
        """Make the sheet from A1 to row *last* a named table with filters, which a pivot table takes by name.

        The heads are in row 1, each different.
        """
        assert len(set(heads)) == len(heads), heads
        ref = f"A1:{get_column_letter(len(heads))}{max(2, last)}"
        made: Any = Table(displayName=name, ref=ref, autoFilter=AutoFilter(ref=ref))
        made.tableColumns = [TableColumn(id=at, name=head) for at, head in enumerate(heads, start=1)]
        made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        self._sheet.add_table(made)
        self._sheet.freeze_panes = f"{get_column_letter(fixed + 1)}2"
        self._sheet.print_title_rows = "1:1"

    def print_legibly(self) -> None:
        """Print over several pages a table too wide for one, with its first columns on each."""
        sheet = self._sheet
        properties: Any = sheet.sheet_properties.pageSetUpPr
        wide = sum(one.width for one in sheet.column_dimensions.values()) * POINTS_A_CHARACTER
        paper = PAPER[str(sheet.page_setup.orientation)]
        if not properties.fitToPage or wide * LEAST_SCALE / 100 <= paper:
            return
        first = sheet.freeze_panes
        fixed = 0 if first is None else column_index_from_string(first.rstrip("0123456789")) - 1
        head = str(sheet.print_title_rows or "$1:$1").replace("$", "").split(":")[0]
        self.parts((), (int(head), int(head)), (1, fixed), LEAST_SCALE)

    def block(self, first: int) -> Block:
        """Begin a block of very many cells at row *first*; it holds the last rows of the sheet."""
        self.rows = Block(self._sheet, first)
        return self.rows

    def turned(self, row: int, column: int, text: str, height: float) -> None:
        """Write a head turned upright, so that its column may be narrow; *height* of the row in points."""
        self.put_text(row, column, text, Look.HEAD)
        self._sheet.cell(row, column).alignment = _TURNED
        self._sheet.row_dimensions[row].height = height

    def small_head(self, row: int, column: int, text: str) -> None:
        """Write a centred sign above a narrow column."""
        self.put_text(row, column, text, Look.HEAD)
        self._sheet.cell(row, column).alignment = _CENTRE

    def small_number(self, row: int, column: int, value: int) -> None:
        """Write a centred whole number above a narrow column."""
        self.put_number(row, column, value, WHOLE, Look.MUTED)
        self._sheet.cell(row, column).alignment = _CENTRE

    def parts(
        self, breaks: Sequence[int], heads: tuple[int, int], columns: tuple[int, int], scale: int
    ) -> None:
        """Print a wide table in parts: break pages after the columns *breaks*; *heads* and *columns* repeat.

        *scale* is in percent.
        """
        sheet = self._sheet
        properties: Any = sheet.sheet_properties
        properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
        setup: Any = sheet.page_setup
        setup.fitToWidth = setup.fitToHeight = None
        setup.scale = scale
        sheet.print_title_rows = f"{heads[0]}:{heads[1]}"
        if columns[1]:
            first, last = (get_column_letter(column) for column in columns)
            sheet.print_title_cols = f"{first}:{last}"
        for column in breaks:
            sheet.col_breaks.append(Break(id=column))

    def mark(self, area: str, formula: str, *, bold: bool, underline: bool, frame: bool) -> None:
        """Mark the cells where the formula holds: by letters and lines first, and only then by a tint."""
        side = Side(style="thin", color="FF16171A")
        font = Font(
            bold=bold or None, italic=None if bold else True, underline="single" if underline else None
        )
        rule: Any = Rule(
            type="expression",
            formula=[formula],
            stopIfTrue=True,
            dxf=DifferentialStyle(
                font=font,
                border=Border(left=side, right=side, top=side, bottom=side) if frame else None,
                fill=PatternFill(bgColor="FFDADBDF" if frame else "FFF2F2F4", fill_type="solid"),
            ),
        )
        self._sheet.conditional_formatting.add(area, rule)

    def text_column(self, column: int) -> None:
        """Make anything typed into the column a text, so that 0042 keeps its zeros."""
        dimension: Any = self._sheet.column_dimensions[get_column_letter(column)]
        dimension.number_format = "@"

    def hide(self, *, row: int, column: int) -> None:
        """Hide what only the program reads: it stays in the file, and is neither seen nor printed."""
        self._sheet.row_dimensions[row].hidden = True
        self._sheet.column_dimensions[get_column_letter(column)].hidden = True

    def open_only(self, first: int, last: int, columns: Collection[int]) -> None:
        """Lock the sheet but for these cells, without a password: who wants to sort it unlocks it."""
        for row in range(first, last + 1):
            for column in columns:
                cell = self._cell(row, column, Look.TEXT)
                cell.protection = Protection(locked=False)
                cell.alignment = _WRAPPED
                cell.border = _HAIR
        protection: Any = self._sheet.protection
        protection.sheet = True
        protection.autoFilter = protection.formatColumns = protection.formatRows = False  # allowed

    def offer(self, first: int, last: int, column: int, words: str, told: str) -> None:
        """Offer the words of another sheet's cells and take others too; *told* is shown beside the cell."""
        shown = {"showErrorMessage": False, "showInputMessage": True, "prompt": told}
        self._restrict(first, last, column, "", type="list", formula1=words, **shown)

    def one_of(self, first: int, last: int, column: int, choices: Sequence[str], told: str) -> None:
        """Let the cells accept only these words (ours, without commas); *told* is the error message."""
        self._restrict(first, last, column, told, type="list", formula1=f'"{",".join(choices)}"')

    def days(self, first: int, last: int, column: int, told: str) -> None:
        """Let the cells accept only a day between 1900 and 2200, and show it as a day."""
        self._restrict(
            first, last, column, told, type="date", operator="between", formula1="1", formula2="109939"
        )
        dimension: Any = self._sheet.column_dimensions[get_column_letter(column)]
        dimension.number_format = DAY

    def between(self, first: int, last: int, column: int, least: float, most: float, told: str) -> None:
        """Let the cells accept only numbers from *least* to *most*."""
        limits = {"formula1": f"{least:g}", "formula2": f"{most:g}"}
        self._restrict(first, last, column, told, type="decimal", operator="between", **limits)

    def at_most(self, first: int, last: int, column: int, length: int, told: str) -> None:
        """Let the cells accept only texts of at most *length* characters."""
        self._restrict(
            first, last, column, told, type="textLength", operator="lessThanOrEqual", formula1=str(length)
        )

    def unique(self, first: int, last: int, column: int, told: str) -> None:
        """Let the cells accept only values that no other cell of the column has."""
        letter = get_column_letter(column)
        counted = f"COUNTIF(${letter}${first}:${letter}${last},{letter}{first})=1"
        self._restrict(first, last, column, told, type="custom", formula1=counted)

    def _restrict(self, first: int, last: int, column: int, told: str, **rule: Any) -> None:
        letter = get_column_letter(column)
        shown: dict[str, Any] = {"showErrorMessage": True, "error": told} | rule
        checked = DataValidation(allow_blank=True, **shown)
        checked.add(f"{letter}{first}:{letter}{max(first, last)}")
        self._sheet.add_data_validation(checked)

    def _cell(self, row: int, column: int, look: Look) -> Cell:
        cell = self._sheet.cell(row, column)
        assert isinstance(cell, Cell)
        cell.font = _FONTS[look]
        return cell


def quoted(title: str) -> str:
    """Return the sheet's title quoted for formulas of other sheets."""
    return "'" + title.replace("'", "''") + "'"


def safe_title(title: str, taken: set[str]) -> str:
    """Return a title that every program accepts: no forbidden sign, 31 units, not in *taken* (folded)."""
    plain = INVALID_TITLE_REGEX.sub(" ", printable(title).replace("\n", " ")).strip(_EDGES) or "1"
    name, number = _units(plain, TITLE_LIMIT), 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = _units(plain, TITLE_LIMIT - len(ending)) + ending
    return name


def _units(text: str, limit: int) -> str:
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", errors="ignore").strip(_EDGES)


class _Archive(ZipFile):
    """A ZIP file whose entries are dated by the document, not by the clock."""

    def __init__(self, target: Path | BytesIO, stamp: tuple[int, int, int, int, int, int]) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)
        self._stamp = stamp

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        super().writestr(self._info(str(zinfo_or_arcname)), data, *args, **kwargs)

    def entry(self, name: str) -> IO[bytes]:
        """Open an entry to be written piece by piece."""
        return self.open(self._info(name), "w", force_zip64=True)

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._stamp)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info


class _Writer(ExcelWriter):
    """Writes sheets in memory: the library would put them, names and all, into the temporary folder."""

    _archive: _Archive
    manifest: Any
    tabs: dict[str, Tab]

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        out = BytesIO()
        tab = self.tabs[ws.title]
        writer: Any = ValuesWriter(ws, out, tab.known)
        writer.write()
        ws._rels = writer._rels
        block = tab.rows
        if block is None:
            self._archive.writestr(ws.path[1:], out.getvalue())
        else:
            with self._archive.entry(ws.path[1:]) as file:
                for piece in block.pieces(out.getvalue()):
                    file.write(piece)
        self.manifest.append(ws)
