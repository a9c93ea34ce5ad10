"""Rows of very many cells in a workbook, written out at once: as objects they take ten times as long."""

# The stubs of the library leave parameters and attributes untyped.
# pyright: reportUnknownMemberType=false

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, final
from xml.sax.saxutils import escape

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.book.workbook_values import spelled
from reports.paper.seen import fitting, printable

_PIECE = 500  # rows written at once
_ACTING = ("=", "+", "-", "@")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_EMPTY, _END = re.compile(rb"<sheetData ?/>"), b"</sheetData>"


class Formula(NamedTuple):
    """One of our formulas, with its leading sign, and its value; no text of people may be in it.

    The value None is an empty text. A tuple, since a large team has a hundred thousand of them.
    """

    text: str
    value: Fraction | float | None


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How cells of a block are set; ``form`` is a number format. Shared, so compared by identity."""

    font: Font
    alignment: Alignment
    border: Border
    form: str = "General"


type Content = str | Formula | Fraction | float | None


@final
class Block:
    """Rows written below all other cells of the sheet; ``next`` is the number of the next one."""

    def __init__(self, sheet: Worksheet, first: int) -> None:
        self._sheet, self.next = sheet, first
        self._rows: list[str] = []
        self._later: Iterable[Sequence[tuple[Content, Style]]] | None = None
        self._letters: list[str] = []
        self._numbers: dict[tuple[Style, bool], int] = {}
        self._texts: dict[str, tuple[str, bool]] = {}

    def row(self, cells: Sequence[tuple[Content, Style]]) -> int:
        """Write a row from the first column on and return its number."""
        number = self.next
        while len(self._letters) < len(cells):
            self._letters.append(get_column_letter(len(self._letters) + 1))
        parts = [f'<row r="{number}">']
        for letter, (content, style) in zip(self._letters, cells, strict=False):
            if content is None:
                parts.append(f'<c r="{letter}{number}" s="{self._style(style)}"/>')
            elif isinstance(content, Formula):
                assert content.text.startswith("="), content
                kind, value = spelled(content.value)
                shape = f' t="{kind}"' if kind else ""
                parts.append(
                    f'<c r="{letter}{number}" s="{self._style(style)}"{shape}>'
                    f"<f>{escape(content.text[1:])}</f><v>{value}</v></c>"
                )
            elif isinstance(content, str):
                text, acts = self._text(content)
                look = f'r="{letter}{number}" s="{self._style(style, acts)}"'
                parts.append(f'<c {look} t="inlineStr"><is>{text}</is></c>')
            else:
                value = content if isinstance(content, int) else float(content)
                parts.append(f'<c r="{letter}{number}" s="{self._style(style)}"><v>{value!r}</v></c>')
        parts.append("</row>")
        self._rows.append("".join(parts))
        self.next += 1
        return number

    def stream(self, rows: Iterable[Sequence[tuple[Content, Style]]]) -> None:
        """Take rows only when the sheet is written, so that a table of any length needs no more memory."""
        self._later = rows

    def pieces(self, xml: bytes) -> Iterator[bytes]:
        """Yield the XML of the sheet in pieces, with the rows of the block appended, also those streamed.

        The size of the sheet is left out of it, since it is not known yet; every program reads it without.
        """
        if self._later is None:
            yield self.into(xml)
            return
        xml = _EMPTY.sub(b"<sheetData>" + _END, _DIMENSION.sub(b"", xml, count=1), count=1)
        before, _end, after = xml.partition(_END)
        yield before
        for cells in self._later:
            self.row(cells)
            if len(self._rows) >= _PIECE:
                yield "".join(self._rows).encode()
                self._rows.clear()
        yield "".join(self._rows).encode()
        yield _END + after

    def into(self, xml: bytes) -> bytes:
        """Return the XML of the sheet with the rows of the block appended."""
        rows = "".join(self._rows).encode()
        last = f"A1:{self._letters[-1] if self._letters else 'A'}{max(1, self.next - 1)}".encode()
        xml = _DIMENSION.sub(b'<dimension ref="' + last + b'"/>', xml, count=1)
        if _EMPTY.search(xml):
            return _EMPTY.sub(b"<sheetData>" + rows.replace(b"\\", b"\\\\") + _END, xml, count=1)
        return xml.replace(_END, rows + _END, 1)

    def _text(self, content: str) -> tuple[str, bool]:
        found = self._texts.get(content)
        if found is None:
            shown = fitting(printable(content))
            space = ' xml:space="preserve"' if shown != shown.strip() or "\n" in shown else ""
            found = f"<t{space}>{escape(shown)}</t>", shown[:1] in _ACTING
            self._texts[content] = found
        return found

    def _style(self, style: Style, quoted: bool = False) -> int:
        key = style, quoted
        number = self._numbers.get(key)
        if number is None:
            cell: Any = WriteOnlyCell(self._sheet)
            cell.font, cell.alignment, cell.border = style.font, style.alignment, style.border
            cell.number_format = style.form
            if quoted:
                cell.quotePrefix = True
            number = self._numbers[key] = int(cell.style_id)
        return number
