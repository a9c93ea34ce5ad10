"""The values of formulas in a workbook, written beside them for programs that do not compute."""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from fractions import Fraction
from io import BytesIO
from typing import Any, final, override

from openpyxl.cell._writer import write_cell
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import Element, SubElement

type Known = dict[tuple[int, int], Fraction | float | None]
"""(row, column) of each formula -> its value, None for an empty text."""


def spelled(value: Fraction | float | None) -> tuple[str, str]:
    """Return the type of a cell and its value as spelled in the file; the type is empty for a number."""
    if value is None:
        return "str", ""
    return "", repr(float(value) if isinstance(value, Fraction) else value)


@final
class ValuesWriter(WorksheetWriter):
    """Writes a sheet; the library leaves the values of formulas empty, so those cells are written here."""

    def __init__(self, sheet: Worksheet, out: BytesIO, known: Known) -> None:
        super().__init__(sheet, out)
        self._known = known

    @override
    def write_row(self, xf: Any, row: Any, row_idx: int) -> None:
        sheet: Any = self.ws
        attributes: dict[str, str] = {"r": f"{row_idx}"} | dict(sheet.row_dimensions.get(row_idx, {}))
        with xf.element("row", attributes):
            for cell in row:
                if cell.data_type == "f":
                    xf.write(self._formula(cell))
                elif cell.value is not None or cell.has_style:
                    write_cell(xf, self.ws, cell, cell.has_style)

    def _formula(self, cell: Any) -> Any:
        kind, value = spelled(self._known[cell.row, cell.column])
        attributes = {"r": cell.coordinate, "s": f"{cell.style_id}"} | ({"t": kind} if kind else {})
        made = Element("c", attributes)
        SubElement(made, "f").text = cell.value[1:]
        SubElement(made, "v").text = value
        return made
