"""Which rows of a list are people; groups of a unit, totals and repeated heads are passed over."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.people.roster import Field
from domain.text import fold
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Box, Line, Table, text_of

MOST = 0.3  # of the rows have a number, a post or a day: then one without any may be a group
_IDENTITY = (Field.SURNAME, Field.GIVEN, Field.PATRONYMIC, Field.FULL_NAME, Field.PERSONNEL_NO, Field.CODE)
_FILLED_DOWN = (Field.UNIT, Field.MANAGER, Field.KIND)
_PROOFS = (Field.PERSONNEL_NO, Field.POST, Field.HIRED_ON)
_TOTAL = re.compile(
    r"(итог|итого|всего)\b|(grand |sub)?total( of .*| employees| people| staff| headcount)?[\W\d]*$"
)
_UNIT = re.compile(
    r"\b(отдел|отделение|цех|участок|служба|управление|департамент|бригада|смена|группа|сектор|склад|филиал|"
    r"бухгалтерия|администрация|дирекция|лаборатория|подразделение|бюро|центр|"
    r"department|division|unit|team|office|branch|shift)\w{0,3}\b"
)
_PERSON = re.compile(
    r"[А-ЯЁA-ZÀ-Ý][\w’'-]+,?( \([^)]*\))?( ([А-ЯЁA-ZÀ-Ý][\w’'-]+|[А-ЯЁA-ZÀ-Ý]\.))"
    r"{1,2}( ?[А-ЯЁA-Z]\.)*( (оглы|кызы))?"
)


class Passed(StrEnum):
    """Why a row is not read as a person."""

    UNIT = "unit"  # names the unit of the rows below it
    TOTAL = "total"
    HEAD = "head"  # repeats the heads, or numbers them
    NOBODY = "nobody"  # has neither a name nor a number


@dataclass(frozen=True, slots=True)
class PassedRow:
    """A row that is no person, and the text in it."""

    number: int
    why: Passed
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The rows that are people, the unit a row above names for them, and the rows passed over.

    ``lines`` have the cells that are merged downwards filled in.
    """

    lines: tuple[Line, ...]
    units: Mapping[int, str]
    passed: tuple[PassedRow, ...]


def shape(table: Table, head: int, of: Mapping[Field, int], heads: Sequence[str]) -> Shape:
    """Return what the rows below the heads are."""
    below = _filled(table, head, of)
    same = _continued(table, head, of)
    grouped = _is_grouped(below, of)
    last = max((at for at, line in enumerate(below) if _proof(line, of)), default=-1)
    lines: list[Line] = []
    units: dict[int, str] = {}
    passed: list[PassedRow] = []
    unit = ""
    wanted = [heads[column] for column in of.values()]
    for at, line in enumerate(below):
        if line.number in same:
            continue
        used = [text_of(line.at(column)) for column in of.values()]
        first = next((text for text in used if text), "")
        if first and used == wanted:
            passed.append(PassedRow(line.number, Passed.HEAD, first))
            continue
        if _TOTAL.match(fold(first)):
            passed.append(PassedRow(line.number, Passed.TOTAL, first))
            continue
        held = not _is_empty(line, of)
        if at and held and (not grouped or _proof(line, of)):  # the usual row: the other cells do not matter
            lines.append(line)
            if unit:
                units[line.number] = unit
            continue
        told = [text for value in line.cells if (text := text_of(value))]
        words = [text for text in told if not _figure(text)]
        alone = grouped and len(words) == 1 and not _proof(line, of)
        if _numbers(told, at):
            passed.append(PassedRow(line.number, Passed.HEAD, told[0]))
        elif told and _TOTAL.match(fold(told[0])) and not held:
            passed.append(PassedRow(line.number, Passed.TOTAL, told[0]))
        elif alone and not is_person(words[0]):
            if at < last:
                unit = words[0]
            passed.append(PassedRow(line.number, Passed.UNIT if at < last else Passed.NOBODY, words[0]))
        elif held:
            lines.append(line)
            if unit:
                units[line.number] = unit
        elif told:
            passed.append(PassedRow(line.number, Passed.NOBODY, told[0]))
    return Shape(tuple(lines), units, tuple(passed))


def refuse_merged(table: Table, head: int, of: Mapping[Field, int]) -> None:
    """Refuse merged cells of which nobody can say whose value they hold.

    A unit that goes down over several rows holds for each; a person that goes down with all their cells is
    one person; a cell that goes across belongs to the column where it begins, if that is the only one read.

    Raises:
        Unreadable: with the merged cells.
    """
    top = _top(table, head)
    used = set(of.values())
    down = {of[field] for field in _FILLED_DOWN if field in of}
    groups = _persons_down(table, top, of)
    for box in table.merged:
        if box.bottom < top:
            continue
        across = sum(box.left <= column <= box.right for column in used)
        if not of:
            across = box.right - box.left + 1
        if not across:
            continue
        deep = box.bottom > max(box.top, top) and box.bottom > top
        wrong = across > 1 and not _is_span(table, box, top, of)
        wrong = wrong or (deep and box.left not in down and (box.top, box.bottom) not in groups)
        if wrong:
            raise Unreadable(Why.MERGED, f"{table.sheet}!{box.address}")


def _top(table: Table, head: int) -> int:
    return table.lines[head].number if head >= 0 else 0


def _is_span(table: Table, box: Box, top: int, of: Mapping[Field, int]) -> bool:
    """Tell whether the cell goes across a row that names no person: a group or a total."""
    if box.top <= top or box.bottom != box.top:
        return False
    at = bisect_left([line.number for line in table.lines], box.top)
    if at == len(table.lines) or table.lines[at].number != box.top:
        return True  # there is nothing in it
    line = table.lines[at]
    return len([text for value in line.cells if (text := text_of(value)) and not _figure(text)]) == 1


def _persons_down(table: Table, top: int, of: Mapping[Field, int]) -> set[tuple[int, int]]:
    """Return first and last row of each person whose cells all go down over the same rows."""
    known = {of[field] for field in _IDENTITY if field in of}
    spans: dict[tuple[int, int], set[int]] = {}
    for box in table.merged:
        if box.top > top and box.bottom > box.top and box.left in known:
            spans.setdefault((box.top, box.bottom), set()).add(box.left)
    return {span for span, columns in spans.items() if columns == known}


def _continued(table: Table, head: int, of: Mapping[Field, int]) -> set[int]:
    """Return the rows that only go on with the person above."""
    numbers = [line.number for line in table.lines]
    return {
        number
        for first, end in _persons_down(table, _top(table, head), of)
        for number in numbers[bisect_right(numbers, first) : bisect_right(numbers, end)]
    }


def _filled(table: Table, head: int, of: Mapping[Field, int]) -> list[Line]:
    """Return the lines below the heads, merged units, managers and kinds filled in downwards."""
    below = list(table.lines[head + 1 :])
    numbers = [line.number for line in below]
    for column in (of[field] for field in _FILLED_DOWN if field in of):
        for box in table.merged:
            if box.left != column or box.bottom == box.top:
                continue
            first, end = bisect_left(numbers, box.top), bisect_right(numbers, box.bottom)
            if first == end or numbers[first] != box.top:
                continue
            value = below[first].at(column)
            for at in range(first + 1, end):
                cells = [*below[at].cells, *[None] * (column + 1 - len(below[at].cells))]
                cells[column] = value
                below[at] = Line(numbers[at], tuple(cells))
    return below


def _is_grouped(below: Sequence[Line], of: Mapping[Field, int]) -> bool:
    """Tell whether most rows say more of a person than a name."""
    if not any(field in of for field in _PROOFS):
        return False
    told = [line for line in below if not _is_empty(line, of)]
    return sum(_proof(line, of) for line in told) >= MOST * max(len(told), 1)


def _proof(line: Line, of: Mapping[Field, int]) -> bool:
    return any(_value(line, of, field) for field in _PROOFS)


def _value(line: Line, of: Mapping[Field, int], field: Field) -> str:
    at = of.get(field)
    return "" if at is None else text_of(line.at(at))


def _is_empty(line: Line, of: Mapping[Field, int]) -> bool:
    return all(
        value is None or (isinstance(value, str) and not value.strip())
        for value in (line.at(column) for column in of.values())
    )


def is_person(text: str) -> bool:
    """Tell whether a text looks like a full name, and not like a unit."""
    return _UNIT.search(fold(text)) is None and _PERSON.fullmatch(text) is not None


def is_unit(text: str) -> bool:
    """Tell whether a text begins as the name of a unit does."""
    return _UNIT.match(fold(text)) is not None


def _numbers(told: Sequence[str], at: int) -> bool:
    """Tell whether the row numbers the columns, as forms do right below the heads."""
    return at == 0 and len(told) > 1 and told == [str(number) for number in range(1, len(told) + 1)]


def _figure(text: str) -> bool:
    return not any(char.isalpha() for char in text)
