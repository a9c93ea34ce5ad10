"""A small reader of spreadsheet formulas: enough to recompute our workbooks without a spreadsheet program."""

import operator
import re
from collections.abc import Callable
from typing import Any

from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

type Value = float | str | None


class Area(list[Any]):
    """The values of a range, row by row, with their shape: rows and columns."""

    def __init__(self, values: Any, shape: tuple[int, int]) -> None:
        super().__init__(values)
        self.shape = shape

    def at(self, row: int, column: int) -> Any:
        """Return a value; a single row or column stands for each."""
        rows, columns = self.shape
        return self[(row if rows > 1 else 0) * columns + (column if columns > 1 else 0)]


def each(do: Callable[..., Any], *given: Any) -> Any:
    """Apply to values, or to areas place by place, as array arithmetic does."""
    areas = [one for one in given if isinstance(one, Area)]
    if not areas:
        return do(*given)
    shape = max(one.shape[0] for one in areas), max(one.shape[1] for one in areas)
    return Area(
        (
            do(*(one.at(row, column) if isinstance(one, Area) else one for one in given))
            for row in range(shape[0])
            for column in range(shape[1])
        ),
        shape,
    )


TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>(?:[^"]|"")*)"'
    r"|(?P<range>(?:'[^']+'!)?\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)"
    r"|(?P<cell>(?:'[^']+'!)?\$?[A-Z]+\$?\d+)|(?P<name>[A-Z]+)(?=\()|(?P<sign><=|>=|<>|[-+*/(),=<>]))"
)


class Reader:
    """Computes cells of one sheet; what a formula gives is kept."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[str, Value] = {}
        self._others: dict[str, Reader] = {}

    def of(self, place: str) -> tuple["Reader", str]:
        """Return the reader of the sheet that a place names, and the place in it."""
        sheet, _sign, inside = place.rpartition("!")
        if not sheet:
            return self, place
        name = sheet.strip("'").replace("''", "'")
        if name not in self._others:
            book: Any = self._sheet.parent
            self._others[name] = Reader(book[name])
        return self._others[name], inside

    def value(self, place: str) -> Value:
        place = place.replace("$", "")
        if place not in self._known:
            cell = self._sheet[place]
            content: Any = cell.value
            if cell.data_type == "f":
                content = _Formula(str(content)[1:], self).compute()
            self._known[place] = float(content) if isinstance(content, int | float) else content
        return self._known[place]

    def values(self, area: str) -> Area:
        first, top, last, bottom = (int(one or 0) for one in range_boundaries(area.replace("$", "")))
        return Area(
            (
                self.value(self._sheet.cell(row, column).coordinate)
                for row in range(top, bottom + 1)
                for column in range(first, last + 1)
            ),
            (bottom - top + 1, last - first + 1),
        )


class _Formula:
    """Recursive descent; IF looks at one branch only, as a spreadsheet does."""

    def __init__(self, text: str, reader: Reader) -> None:
        self._reader = reader
        self._tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(text):
            match = TOKEN.match(text, position)
            assert match, text[position:]
            self._tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
            position = match.end()
        self._at = 0

    def compute(self) -> Value:
        value = self._comparison()()
        assert self._at == len(self._tokens), self._tokens[self._at :]
        return value

    def _next(self, *signs: str) -> str | None:
        if (
            self._at < len(self._tokens)
            and self._tokens[self._at][1] in signs
            and self._tokens[self._at][0] == "sign"
        ):
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _comparison(self) -> Callable[[], Any]:
        left = self._sum()
        while sign := self._next("=", "<>", "<", ">", "<=", ">="):
            left = self._compare(sign, left, self._sum())
        return left

    @staticmethod
    def _compare(sign: str, one: Callable[[], Any], other: Callable[[], Any]) -> Callable[[], Any]:
        def decide(a: Any, b: Any) -> bool:
            if sign in ("=", "<>"):
                a = "" if a is None and isinstance(b, str) else a
                return (a == b) == (sign == "=")
            return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]

        return lambda: each(decide, one(), other())

    def _sum(self) -> Callable[[], Any]:
        left = self._product()
        while sign := self._next("+", "-"):
            one, other = left, self._product()
            do = operator.add if sign == "+" else operator.sub
            left = lambda a=one, b=other, do=do: each(_filled(do), a(), b())  # noqa: E731
        return left

    def _product(self) -> Callable[[], Any]:
        left = self._atom()
        while sign := self._next("*", "/"):
            one, other = left, self._atom()
            do = operator.mul if sign == "*" else operator.truediv
            left = lambda a=one, b=other, do=do: each(_filled(do), a(), b())  # noqa: E731
        return left

    def _atom(self) -> Callable[[], Any]:
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return lambda: float(text)
        if kind == "text":
            return lambda: text.replace('""', '"')
        if kind == "cell":
            reader, place = self._reader.of(text)
            return lambda: reader.value(place)
        if kind == "range":
            reader, place = self._reader.of(text)
            return lambda: reader.values(place)
        if kind == "name":
            assert self._next("(")
            arguments = [self._comparison()]
            while self._next(","):
                arguments.append(self._comparison())
            assert self._next(")")
            return lambda: _call(text, arguments)
        assert text == "(", text
        inner = self._comparison()
        assert self._next(")")
        return inner


def _call(name: str, arguments: list[Callable[[], Any]]) -> Any:
    if name == "IF":
        return arguments[1]() if arguments[0]() else arguments[2]()
    if name == "AND":
        return all(argument() for argument in arguments)
    if name == "OR":
        return any(argument() for argument in arguments)
    given = [argument() for argument in arguments]
    if name == "SUMPRODUCT":
        return _sum_product(given)
    if name == "ISNUMBER":
        return each(lambda value: isinstance(value, float) and not isinstance(value, bool), given[0])
    if name == "INDEX":
        return _index(given[0], int(given[1]), whole_row=len(given) > 2)
    numbers = [
        value
        for one in given
        for value in (one if isinstance(one, list) else [one])
        if isinstance(value, float) and not isinstance(value, bool)
    ]
    match name:
        case "SUBSTITUTE":
            return _text(given[0]).replace(given[1], given[2])
        case "TRIM":
            return " ".join(_text(given[0]).split(" ")).strip()
        case "LEFT":
            return _text(given[0])[: int(given[1])]
        case "COUNT":
            return float(len(numbers))
        case "SUM":
            return sum(numbers)
        case "ABS":
            return abs(given[0])
        case "MIN":
            return min(numbers)
        case "AVERAGE":
            return sum(numbers) / len(numbers)
        case "COUNTIF":
            return float(sum(value == given[1] for value in given[0]))
        case "SUMIF":
            return sum(
                value
                for key, value in zip(given[0], given[2], strict=True)
                if key == given[1] and isinstance(value, float)
            )
        case _:
            raise AssertionError(name)


def _text(value: Any) -> str:
    """An empty cell is an empty text, as in a spreadsheet."""
    return "" if value is None else str(value)


def _filled(do: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """An empty cell counts as 0, a text is an error, as in a spreadsheet."""

    def compute(a: Any, b: Any) -> Any:
        return do(0.0 if a is None else a, 0.0 if b is None else b)

    return compute


def _sum_product(given: list[Any]) -> float:
    total = 0.0
    for values in zip(*given, strict=True):
        product = 1.0
        for value in values:
            # Texts are zeros between commas; a truth value comes of arithmetic alone.
            product *= value if isinstance(value, int | float) else 0.0
        total += product
    return total


def _index(area: Area, row: int, *, whole_row: bool) -> Any:
    columns = area.shape[1]
    if whole_row:
        return Area(area[(row - 1) * columns : row * columns], (1, columns))
    assert columns == 1, area.shape
    return area[row - 1]
