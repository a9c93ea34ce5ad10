"""A table read from any kind of file: which cell holds which value."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.text import clean

ROWS, COLUMNS = 50_000, 256  # the most that a list of people may have

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


class Fault(StrEnum):
    """A cell without a value: an error of its program, or a formula that was never computed."""

    ERROR = "error"
    FORMULA = "formula"


type Value = str | float | bool | date | Fault | None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of merged cells, rows from 1 and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def address(self) -> str:
        """«A1:C2»."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file; ``number`` counts from 1 as the file's own program does."""

    number: int
    cells: tuple[Value, ...]

    def at(self, column: int) -> Value:
        """Return the value in this column, None where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold something; ``sheet`` is empty for a plain-text file."""

    file: str
    sheet: str
    sheets: tuple[str, ...]
    lines: tuple[Line, ...]
    merged: tuple[Box, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns in the widest row."""
        return max((len(line.cells) for line in self.lines), default=0)


def text_of(value: Value) -> str:
    """Return the value as one line of clean text; 1203.0 becomes «1203», as it was typed."""
    if value is None or isinstance(value, Fault):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, str):
        return " ".join(clean(value).split())
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else str(value)


def address(number: int, column: int) -> str:
    """Return «B4» for row 4 and column 1."""
    return f"{letters(column)}{number}"


def letters(column: int) -> str:
    """Return «B» for column 1."""
    told, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


def place(reference: str) -> tuple[int, int] | None:
    """Return row and column of «B4», None if it is not an address."""
    found = _ADDRESS.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
