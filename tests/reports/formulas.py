"""A small reader of spreadsheet formulas: enough to recompute our workbooks without a spreadsheet program."""

import re
from collections.abc import Callable
from typing import Any

from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

type Value = float | str | None
TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>(?:[^"]|"")*)"|(?P<range>\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)'
    r"|(?P<cell>\$?[A-Z]+\$?\d+)|(?P<name>[A-Z]+)(?=\()|(?P<sign><=|>=|<>|[-+*/(),=<>]))"
)


class Reader:
    """Computes cells of one sheet; what a formula gives is kept."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[str, Value] = {}

    def value(self, place: str) -> Value:
        place = place.replace("$", "")
        if place not in self._known:
            cell = self._sheet[place]
            content: Any = cell.value
            if cell.data_type == "f":
                content = _Formula(str(content)[1:], self).compute()
            self._known[place] = float(content) if isinstance(content, int | float) else content
        return self._known[place]

    def values(self, area: str) -> list[Value]:
        first, top, last, bottom = range_boundaries(area.replace("$", ""))
        return [
            self.value(self._sheet.cell(row, column).coordinate)
            for row in range(int(top or 0), int(bottom or 0) + 1)
            for column in range(int(first or 0), int(last or 0) + 1)
        ]


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
        def compare() -> bool:
            a, b = one(), other()
            if sign in ("=", "<>"):
                a = "" if a is None and isinstance(b, str) else a
                return (a == b) == (sign == "=")
            return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]

        return compare

    def _sum(self) -> Callable[[], Any]:
        left = self._product()
        while sign := self._next("+", "-"):
            one, other = left, self._product()
            left = (lambda a=one, b=other: a() + b()) if sign == "+" else (lambda a=one, b=other: a() - b())
        return left

    def _product(self) -> Callable[[], Any]:
        left = self._atom()
        while sign := self._next("*", "/"):
            one, other = left, self._atom()
            left = (lambda a=one, b=other: a() * b()) if sign == "*" else (lambda a=one, b=other: a() / b())
        return left

    def _atom(self) -> Callable[[], Any]:
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return lambda: float(text)
        if kind == "text":
            return lambda: text.replace('""', '"')
        if kind == "cell":
            return lambda: self._reader.value(text)
        if kind == "range":
            return lambda: self._reader.values(text)
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
    given = [argument() for argument in arguments]
    numbers = [
        value
        for one in given
        for value in (one if isinstance(one, list) else [one])
        if isinstance(value, float) and not isinstance(value, bool)
    ]
    match name:
        case "COUNT":
            return float(len(numbers))
        case "SUM":
            return sum(numbers)
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
