"""Paragraphs of a word processor, and what it prints beside those of an automatic list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import override

from reports.intake.instruction.columns import listed
from reports.intake.instruction.lines import LIMIT
from reports.intake.markup import Reader
from reports.intake.refusal import Unreadable, Why

BULLET = "•"
LEVELS = 100  # of one list
_LETTERS = {"lower": "abcdefghijklmnopqrstuvwxyz", "russian": "абвгдежзиклмнопрстуфхцчшщэюя"}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_FORMATS = {
    "bullet": "bullet",
    "none": "none",
    "lowerLetter": "lower",
    "upperLetter": "lower",
    "a": "lower",
    "A": "lower",
    "russianLower": "russian",
    "russianUpper": "russian",
    "а": "russian",
    "А": "russian",
    "upperRoman": "roman",
    "lowerRoman": "roman",
    "I": "roman",
    "i": "roman",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: «%1.%2)» with the numbers of the levels from 1, how they look, the first one."""

    text: str
    format: str
    first: int


def number_format(name: str) -> str:
    """Return how the numbers look, from the name that Word or OpenDocument has for it."""
    return _FORMATS.get(name.partition(",")[0].strip(), "decimal")


class Numbers:
    """Counts the lines of the lists; *levels* is list and level -> how it is numbered."""

    def __init__(self, levels: Mapping[tuple[str, int], Level]) -> None:
        self._levels = levels
        self._counts: dict[tuple[str, int], int] = {}

    def next(self, name: str, level: int) -> str:
        """Return what stands beside the next line of a list, a bullet if it has no number."""
        own = self._levels.get((name, level))
        if own is None or own.format == "bullet" or "%" not in own.text:
            return "" if own is not None and own.format == "none" else BULLET
        self._counts[name, level] = self._counts.get((name, level), own.first - 1) + 1
        self._forget(name, level + 1)
        text = own.text
        for at in range(level + 1):
            shown = self._levels.get((name, at), own)
            count = self._counts.get((name, at), shown.first)
            text = text.replace(f"%{at + 1}", _written(count, shown.format))
        return text

    def restart(self, name: str) -> None:
        """Begin a list again."""
        self._forget(name, 0)

    def _forget(self, name: str, level: int) -> None:
        for at in range(level, LEVELS):
            self._counts.pop((name, at), None)


class Part(StrEnum):
    """What a table consists of, itself among it."""

    TABLE = "table"
    ROW = "row"
    CELL = "cell"


class Paragraphs(Reader):
    """Reads paragraphs as lines; a line break typed inside one makes two lines."""

    def __init__(self, part: str, numbers: Numbers) -> None:
        super().__init__(part)
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self._numbers = numbers
        self._tables: list[tuple[int, list[list[int]]]] = []  # where each begins; its rows: where cells begin

    def begin_part(self, part: Part) -> None:
        """Begin a table, a row of it or a cell."""
        if part is Part.TABLE:
            self._tables.append((len(self.lines), []))
        elif self._tables and part is Part.ROW:
            self._tables[-1][1].append([])
        elif self._tables and self._tables[-1][1]:
            self._tables[-1][1][-1].append(len(self.lines))

    def end_table(self) -> None:
        """End a table; one whose columns are lists is kept column by column."""
        if not self._tables:
            return
        first, rows = self._tables.pop()
        ends = [*[at for row in rows for at in row][1:], len(self.lines)]
        cells = iter(ends)
        texts = [[[one for one in self.lines[at : next(cells)] if one.strip()] for at in row] for row in rows]
        if (lines := listed(texts)) is not None:
            self.lines[first:] = lines

    @property
    @override
    def place(self) -> str:
        return str(len(self.lines) + 1)

    def end_line(self, name: str, level: int) -> bool:
        """End a paragraph of this list, empty for none; False if there was no text to number.

        Raises:
            Unreadable: if there are too many lines.
        """
        text = "".join(self.pieces)
        self.pieces = []
        numbered = bool(name and text.strip())
        if numbered:
            text = f"{self._numbers.next(name, level)} {text}"
        self.lines.extend(text.split("\n"))
        if len(self.lines) > LIMIT:
            raise Unreadable(Why.TOO_MUCH, self.place)
        return numbered


def _written(number: int, how: str) -> str:
    if how in _LETTERS and 0 < number <= len(_LETTERS[how]):
        return _LETTERS[how][number - 1]
    if how == "roman" and 0 < number < 40:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        return text
    return str(number)
