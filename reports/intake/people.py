"""A list of people from a table: what each column holds, and each row as a record with its problems."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, cast

from domain.day import parse_date
from domain.errors import Impossible
from domain.people.comparing import complaints
from domain.people.person import NAME_LIMIT, Person, PersonKind
from domain.people.purpose import Ground, Purpose
from domain.people.roster import DAYS, Field, RosterRow, RowProblem, Wrong
from domain.text import fold
from reports.intake.roster import shape
from reports.intake.roster.content import content
from reports.intake.roster.days import DayOrder, day_first, example, order
from reports.intake.roster.heads import LOOKED_FOR as HEAD_LOOKED_FOR
from reports.intake.roster.heads import field_of, found, holds_post
from reports.intake.roster.heads import texts as head_texts
from reports.intake.roster.names import given_first, parts
from reports.intake.roster.shape import Shape
from reports.intake.table import Fault, Line, Table, Value, address, letters, text_of

NO_HEAD = -1
SHOWN = 40  # characters of a wrong value in its problem

_KINDS = {
    fold(word): kind
    for kind, words in {
        PersonKind.EMPLOYEE: ("сотрудник", "работник", "сотрудница", "в штате", "employee", "staff"),
        PersonKind.CANDIDATE: ("кандидат", "соискатель", "candidate", "applicant"),
        PersonKind.EXTERNAL: ("внешний", "внешний эксперт", "эксперт", "external"),
    }.items()
    for word in words
}
_PURPOSES = {
    fold(word): purpose
    for purpose, words in {
        Purpose.CANDIDATE: (
            *("подбор", "подбор кандидата", "подбор персонала", "отбор", "кандидат", "candidate"),
            *("selection", "selection of a candidate", "recruitment"),
        ),
        Purpose.STAFF: ("работа", "трудовые отношения", "сотрудник", "персонал", "employment", "staff"),
        Purpose.RESERVE: ("кадровый резерв", "резерв", "personnel reserve", "reserve", "talent pool"),
    }.items()
    for word in words
}
_GROUNDS = {
    fold(word): ground
    for ground, words in {
        Ground.CONSENT: (
            *("согласие", "согласие субъекта", "согласие на обработку", "consent"),
            "согласие на обработку персональных данных",
        ),
        Ground.CONTRACT: ("договор", "трудовой договор", "contract", "employment contract"),
        Ground.LAW: ("закон", "требование закона", "law"),
    }.items()
    for word in words
}
_AGREED = (
    *("да", "есть", "+", "v", "x", "х", "✓", "✔", "получено", "подписано", "имеется"),
    *("письменное", "бумажное", "электронное", "дано"),
    *("yes", "y", "signed", "given", "1", "true"),
)
_NOT_AGREED = (
    *("", "нет", "-", "–", "—", "0", "не получено", "отсутствует", "отозвано"),
    *("no", "n", "false", "none", "withdrawn"),
)
# «отказ», «не подписано», «ожидается» tell of none; «№ 5» is folded to «no 5».
_DENIES = re.compile(
    r"\b(?:нет|не|без|отказ\w*|отозва\w*|ожида\w*|запро[сш]\w*"
    r"|no(?!\.?\s*\d)|not|none|refus\w*|declin\w*|withdr\w*|revok\w*|pending|requested)\b"
)
# Only what somebody wrote there counts: no purpose is taken from the kind, no ground from the document.
_CHOICES: tuple[tuple[Field, Mapping[str, StrEnum], Wrong], ...] = (
    (Field.KIND, _KINDS, Wrong.NOT_A_KIND),
    (Field.PURPOSE, _PURPOSES, Wrong.NOT_A_PURPOSE),
    (Field.GROUND, _GROUNDS, Wrong.NOT_A_GROUND),
)
_TEXTS = (
    *(Field.SURNAME, Field.GIVEN, Field.PATRONYMIC, Field.POST, Field.CONTACT, Field.BASIS),
    Field.LEFT_REASON,
)
_AFTER_DAY = re.compile(r"\s*(г\.?|года)?\s*(0?0:00(:00)?)?\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which line is the head, and which column holds which field; a field is in one column at most.

    A list without headings has ``NO_HEAD``.
    """

    head: int
    of: Mapping[Field, int]

    @property
    def enough(self) -> bool:
        """True if the columns are enough to identify a person."""
        return not {Field.SURNAME, Field.FULL_NAME, Field.PERSONNEL_NO, Field.CODE}.isdisjoint(self.of)


def heads(table: Table, columns: Columns) -> tuple[str, ...]:
    """Return the text above each column, empty where there is none."""
    return head_texts(table, columns.head)


def guess(table: Table, remembered: Mapping[str, str]) -> Columns:
    """Find the line of heads and the field of each column.

    A list that begins with a person has no heads: what its values look like says what they are.

    *remembered* are a person's earlier choices: folded head -> field, empty for none.

    Raises:
        Unreadable: if cells are merged so that nobody can say whose value they hold.
    """
    told = content(table)
    fields = [found(table, at, remembered) for at in range(min(HEAD_LOOKED_FOR, len(table.lines)))]
    for at in told.people.intersection(range(len(fields))):
        if told.sure or _worth(fields[at]) == 1:  # «Работник» and «Управление» are values there
            fields[at] = {}
    head = max(range(len(fields)), key=lambda number: (_worth(fields[number]), -number))
    best = Columns(head, fields[head])
    if told.sure and 0 in told.people and not best.enough:
        best = Columns(NO_HEAD, told.of)
    elif told.begins and not best.of:
        best = Columns(NO_HEAD, {})
    refuse_merged(table, best)
    return best


def _worth(fields: Mapping[Field, int]) -> int:
    """Return how much a line looks like heads: those of names count more, for units may stand above them."""
    return len(fields) + 2 * (Field.SURNAME in fields or Field.FULL_NAME in fields)


def under(table: Table, head: int, remembered: Mapping[str, str]) -> Columns:
    """Return the field of each column if the heads end in this line."""
    if head == NO_HEAD:
        return Columns(NO_HEAD, content(table).of)
    return Columns(head, found(table, head, remembered))


def refuse_merged(table: Table, columns: Columns) -> None:
    """Refuse a table in which cells are merged so that nobody can say whose value they hold.

    Raises:
        Unreadable: with the merged cells.
    """
    shape.refuse_merged(table, columns.head, columns.of)


def sample(table: Table, columns: Columns, column: int) -> str:
    """Return the first value below the head in this column as it will be read; empty if there is none."""
    told = (text_of(line.at(column)) for line in table.lines[columns.head + 1 :])
    return next((text for text in told if text), "")


def remember(table: Table, columns: Columns, remembered: Mapping[str, str]) -> str:
    """Return the choices for these columns as JSON, added to those already remembered for other heads."""
    told = dict(remembered)
    at = {column: of for of, column in columns.of.items()}
    for column, head in enumerate(heads(table, columns)):
        key = fold(head)
        if not key or len(key) > 120:
            continue
        of = at.get(column)
        if of is not field_of(key) or key in told:
            told.pop(key, None)
            told[key] = "" if of is None else of.value
    return json.dumps(dict(list(told.items())[-200:]), ensure_ascii=False, sort_keys=True)


def remembered(stored: str | None) -> Mapping[str, str]:
    """Return the choices that ``remember`` wrote; anything else counts as none."""
    try:
        told = json.loads(stored or "{}")
    except ValueError:
        return {}
    pairs = cast("dict[object, object]", told) if isinstance(told, dict) else {}
    return {key: of for key, of in pairs.items() if isinstance(key, str) and isinstance(of, str)}


def as_typed(table: Table, columns: Columns, number: int) -> dict[Field, str]:
    """Return field -> text of this line, right or wrong, as a person would type it."""
    line = next(one for one in table.lines if one.number == number)
    return {of: text_of(line.at(at)) for of, at in columns.of.items()}


def shaped(table: Table, columns: Columns) -> Shape:
    """Return which rows are people, and which are passed over and why."""
    return shape.shape(table, columns.head, columns.of, heads(table, columns))


def unused(table: Table, columns: Columns) -> tuple[str, ...]:
    """Return the heads of the columns that hold something and are not read, with their letters."""
    used, told = set(columns.of.values()), heads(table, columns)
    below = table.lines[columns.head + 1 :]
    return tuple(
        f"{letters(at)} {told[at]}".strip()
        for at in range(table.width)
        if at not in used and any(line.at(at) not in (None, "") for line in below)
    )


def day_texts(table: Table, columns: Columns) -> Iterator[str]:
    """Yield the days that are written as text."""
    at = [columns.of[one] for one in (*DAYS, Field.CONSENT) if one in columns.of]
    for line in table.lines[columns.head + 1 :]:
        for column in at:
            if isinstance(value := line.at(column), str):
                yield value


def doubtful_day(table: Table, columns: Columns) -> str:
    """Return a day of which the list does not say whether the day or the month comes first; else empty."""
    return "" if order(day_texts(table, columns)) else example(day_texts(table, columns))


def rows(
    table: Table, columns: Columns, kind: PersonKind, written: DayOrder | None = None
) -> tuple[RosterRow, ...]:
    """Return the rows of people; *kind* is for those whose kind the file does not state.

    *written* is how days are written, None if the list itself says it. A row that names a unit holds for the
    rows below it.
    """
    people = shaped(table, columns)
    written = written or order(day_texts(table, columns))
    told = heads(table, columns)
    names = columns.of.get(Field.FULL_NAME)
    ordered = names is not None and _SURNAME_FIRST.search(fold(told[names])) is not None
    given = names is not None and not ordered and given_first(text_of(one.at(names)) for one in people.lines)
    with_post = names is not None and Field.POST not in columns.of and holds_post(told[names])
    consent = told[columns.of[Field.CONSENT]] if Field.CONSENT in columns.of else ""
    return tuple(
        _row(
            line,
            columns,
            kind,
            _Habits(written, given, with_post, people.units.get(line.number, ""), consent),
        )
        for line in people.lines
    )


_SURNAME_FIRST = re.compile(r"\bфио\b|ф\. ?и\. ?о|\bфамилия\b|\bfio\b|^(?:last name|surname)")


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the list writes: days, given names first, the post below the name, and the unit of these rows."""

    written: DayOrder | None
    given_first: bool
    post_below_name: bool
    unit: str
    consent: str  # the head above what says whether somebody has agreed


def _row(line: Line, columns: Columns, kind: PersonKind, habits: _Habits) -> RosterRow:
    cells = {of: address(line.number, at) for of, at in columns.of.items()}
    problems: list[RowProblem] = []
    texts: dict[Field, str] = {}
    days: dict[Field, date] = {}
    for of, at in columns.of.items():
        value = line.at(at)
        if of is Field.FULL_NAME and habits.post_below_name and isinstance(value, str):
            value, post = _name_and_post(value)
            if post:
                texts[Field.POST] = post
                cells[Field.POST] = cells[of]
        if isinstance(value, Fault):
            why = Wrong.FORMULA if value is Fault.FORMULA else Wrong.ERROR_CELL
            problems.append(RowProblem(cells[of], why))
        elif of is Field.CONSENT:
            try:
                _agree(value, habits, texts, days)
            except Impossible:
                problems.append(RowProblem(cells[of], Wrong.NOT_A_CONSENT, text_of(value)[:SHOWN]))
            cells.setdefault(Field.BASIS, cells[of])
            cells.setdefault(Field.BASIS_ON, cells[of])
        elif of in DAYS:
            try:
                day = _day(value, of, habits.written)
            except Impossible:
                problems.append(RowProblem(cells[of], Wrong.NOT_A_DAY, text_of(value)[:SHOWN]))
            else:
                if day is not None:
                    days[of] = day
        elif isinstance(value, bool | date):
            problems.append(RowProblem(cells[of], Wrong.NOT_A_TEXT, text_of(value)))
        elif len(text := text_of(value)) > NAME_LIMIT and of is not Field.FULL_NAME:
            problems.append(RowProblem(cells[of], Wrong.TOO_LONG, f"{text[:SHOWN]}…"))
        elif text:
            texts[of] = text
    if Field.FULL_NAME in texts:
        told = parts(texts.pop(Field.FULL_NAME), given=habits.given_first)
        for of, part in zip((Field.SURNAME, Field.GIVEN, Field.PATRONYMIC), told, strict=True):
            if part:
                texts.setdefault(of, part)
                cells.setdefault(of, cells[Field.FULL_NAME])
    fields: Any = {of.value: texts[of] for of in _TEXTS if of in texts}
    filled = {*texts, *days}
    chosen: Any = {Field.KIND.value: kind}
    for of, known, why in _CHOICES:
        if of in texts and (one := known.get(fold(texts[of]))) is not None:
            chosen[of.value] = one
        elif of in texts:
            problems.append(RowProblem(cells[of], why, texts[of][:SHOWN]))
    person = Person(
        personnel_no=texts.get(Field.PERSONNEL_NO),
        code=texts.get(Field.CODE, ""),
        **{of.value: day for of, day in days.items()},
        **fields,
        **chosen,
    )
    unit, manager = texts.get(Field.UNIT, habits.unit), texts.get(Field.MANAGER, "")
    row = RosterRow(line.number, person, frozenset(filled), unit, manager, cells, tuple(problems))
    if problems or (not person.surname and (person.code or person.personnel_no)):
        return row  # somebody known by number may have no name here; the comparison finds out
    return replace(row, problems=complaints(row))


def _agree(value: Value, habits: _Habits, texts: dict[Field, str], days: dict[Field, date]) -> None:
    """Note what a column of consents says; what columns of their own say is said by them.

    Raises:
        Impossible: if it may as well say that there is none.
    """
    text = "" if isinstance(value, bool) else text_of(value)
    numbered, denied = any(map(str.isdigit, text)), bool(_DENIES.search(fold(text)))
    if value is False or fold(text) in _NOT_AGREED or (denied and not numbered):
        return
    try:
        day = None if value is True or fold(text) in _AGREED else _day(value, Field.BASIS_ON, habits.written)
    except Impossible:  # «№ 5 от 12.01.2026»
        if denied or not numbered:
            raise
        texts.setdefault(Field.BASIS, text)
    else:
        texts.setdefault(Field.BASIS, habits.consent)
        if day is not None:
            days.setdefault(Field.BASIS_ON, day)
    texts.setdefault(Field.GROUND, "consent")


def _name_and_post(cell: str) -> tuple[str, str]:
    """Split «Громов П. С., слесарь» or the same in two lines."""
    name, _sign, post = cell.strip().partition("\n" if "\n" in cell.strip() else ",")
    return name.rstrip(" ,;"), text_of(post)


def _day(value: Value, of: Field, written: DayOrder | None) -> date | None:
    if isinstance(value, date):
        if not 1900 <= value.year <= 2200:
            raise Impossible(of)
        return value
    if value is None:
        return None
    text = day_first(text_of(value), written)
    if not isinstance(value, str):  # 45000 may be a day or a number; a person has to say which
        raise Impossible(of)
    found = re.match(r"[\d.,/-]+", text)
    tail = text[found.end() :] if found else ""
    return parse_date(found[0] if found and _AFTER_DAY.fullmatch(tail) else text, of)
