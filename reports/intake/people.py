"""A list of people from a table: what each column holds, and each row as a record with its problems."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from domain.day import parse_date
from domain.errors import Impossible
from domain.people.person import NAME_LIMIT, Person, PersonKind
from domain.people.roster import DAYS, Field, RosterRow, RowProblem, Wrong, complaints
from domain.text import fold
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Fault, Line, Table, Value, address, text_of

HEAD_LOOKED_FOR = 30  # rows from the top; titles of lists are above the heads
SHOWN = 40  # characters of a wrong value in its problem

# What people write above such columns, folded, including the words of our own template.
_WORDS: dict[Field, tuple[str, ...]] = {
    Field.SURNAME: ("фамилия", "surname", "last name", "family name"),
    Field.GIVEN: ("имя", "given name", "first name", "name"),
    Field.PATRONYMIC: ("отчество", "patronymic", "middle name"),
    Field.FULL_NAME: (
        *("фио", "ф. и. о.", "ф.и.о.", "ф.и.о", "ф и о", "фамилия имя отчество", "фамилия, имя, отчество"),
        *("сотрудник", "работник", "full name", "employee", "фио сотрудника", "ф.и.о. работника"),
    ),
    Field.PERSONNEL_NO: (
        *("табельный номер", "таб. номер", "табельный №", "таб. №", "таб.№", "таб №", "табельный", "таб. n"),
        *("personnel number", "personnel no", "employee id", "employee number", "staff number"),
    ),
    Field.CODE: ("код", "код в мерило", "code", "merilo code"),
    Field.KIND: ("кто", "вид", "категория", "kind", "who"),
    Field.POST: ("должность", "профессия", "должность (профессия)", "post", "position", "job title", "title"),
    Field.UNIT: (
        *("подразделение", "отдел", "структурное подразделение", "служба", "участок", "цех"),
        *("unit", "department", "division"),
    ),
    Field.MANAGER: (
        *("табельный номер руководителя", "таб. № руководителя", "таб. номер руководителя", "руководитель"),
        *("табельный номер или фио руководителя", "фио руководителя", "начальник", "фио начальника"),
        *("manager", "manager's personnel number", "manager personnel number", "manager id"),
        *("manager's personnel number or full name", "manager name", "manager's name"),
    ),
    Field.HIRED_ON: (
        *(
            "дата приема",
            "дата приема на работу",
            "принят",
            "принята",
            "принят(а)",
            "прием",
            "hired on",
            "hire date",
        ),
        *("start date", "date of hire"),
    ),
    Field.LEFT_ON: (
        *("дата увольнения", "уволен", "уволена", "уволен(а)", "увольнение", "дата расторжения"),
        *("дата прекращения", "дата расторжения договора", "дата прекращения трудового договора"),
        *("left on", "dismissal date", "date of dismissal", "termination date", "end date", "last day"),
    ),
    Field.LEFT_REASON: (
        *("причина увольнения", "основание увольнения", "статья увольнения"),
        *("reason for leaving", "reason of dismissal", "dismissal reason", "termination reason"),
    ),
    Field.CONTACT: (
        *("контакт", "контакты", "телефон", "почта", "e-mail", "email", "электронная почта"),
        *("contact", "phone"),
    ),
    Field.BASIS: (
        "основание обработки",
        "основание обработки данных",
        "основание",
        "basis of processing",
        "basis",
    ),
    Field.BASIS_ON: (
        *("дата согласия", "согласие подписано", "согласие от", "дата подписания согласия", "дата основания"),
        *("consent signed on", "consent date", "date of the paper", "paper of", "basis dated"),
    ),
    Field.BASIS_UNTIL: (
        *("согласие до", "срок согласия", "согласие действует до", "основание до", "срок действия согласия"),
        *("consent until", "consent valid until", "valid until", "basis until", "basis ends on"),
    ),
}
_FIELD_OF = {fold(word): of for of, words in _WORDS.items() for word in words}

_KINDS = {
    fold(word): kind
    for kind, words in {
        PersonKind.EMPLOYEE: ("сотрудник", "работник", "сотрудница", "в штате", "employee", "staff"),
        PersonKind.CANDIDATE: ("кандидат", "соискатель", "candidate", "applicant"),
        PersonKind.EXTERNAL: ("внешний", "внешний эксперт", "эксперт", "external"),
    }.items()
    for word in words
}
_TEXTS = (
    *(Field.SURNAME, Field.GIVEN, Field.PATRONYMIC, Field.POST, Field.CONTACT, Field.BASIS),
    Field.LEFT_REASON,
)
_AFTER_DAY = re.compile(r"\s*(г\.?|года)?\s*(0?0:00(:00)?)?\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which line is the head, and which column holds which field; a field is in one column at most."""

    head: int
    of: Mapping[Field, int]

    @property
    def enough(self) -> bool:
        """True if the columns are enough to identify a person."""
        return not {Field.SURNAME, Field.FULL_NAME, Field.PERSONNEL_NO, Field.CODE}.isdisjoint(self.of)


def heads(table: Table, columns: Columns) -> tuple[str, ...]:
    """Return the text above each column, empty where there is none."""
    line = table.lines[columns.head]
    return tuple(text_of(line.at(column)) for column in range(table.width))


def guess(table: Table, remembered: Mapping[str, str]) -> Columns:
    """Find the line of heads and the field of each column.

    *remembered* are a person's earlier choices: folded head -> field, empty for none.

    Raises:
        Unreadable: if cells of the head or below it are merged, since nobody can say whose value that is.
    """
    found = [_found(line, remembered) for line in table.lines[:HEAD_LOOKED_FOR]]
    head = max(range(len(found)), key=lambda number: (len(found[number]), -number))
    best = Columns(head, _sensible(found[head]))
    refuse_merged(table, best)
    return best


def under(table: Table, head: int, remembered: Mapping[str, str]) -> Columns:
    """Return the field of each column if the heads are in this line."""
    return Columns(head, _sensible(_found(table.lines[head], remembered)))


def refuse_merged(table: Table, columns: Columns) -> None:
    """Refuse a table in which cells of the head or below it are merged.

    Raises:
        Unreadable: with the merged cells.
    """
    top = table.lines[columns.head].number
    for box in table.merged:
        if box.bottom >= top and box.left <= max(columns.of.values(), default=table.width):
            raise Unreadable(Why.MERGED, f"{table.sheet}!{box.address}")


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
        if of is not _FIELD_OF.get(_bare(key)) or key in told:
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


def rows(table: Table, columns: Columns, kind: PersonKind) -> tuple[RosterRow, ...]:
    """Return the rows below the head; *kind* is for people whose kind the file does not state.

    Rows without a value in the chosen columns are left out, as are those that repeat the head.
    """
    head = heads(table, columns)
    made: list[RosterRow] = []
    for line in table.lines[columns.head + 1 :]:
        values = {of: line.at(at) for of, at in columns.of.items()}
        if all(value is None or (isinstance(value, str) and not value.strip()) for value in values.values()):
            continue
        if all(text_of(line.at(at)) == head[at] for at in columns.of.values()):
            continue
        made.append(_row(line, columns, kind))
    return tuple(made)


def _row(line: Line, columns: Columns, kind: PersonKind) -> RosterRow:
    cells = {of: address(line.number, at) for of, at in columns.of.items()}
    problems: list[RowProblem] = []
    texts: dict[Field, str] = {}
    days: dict[Field, date] = {}
    for of, at in columns.of.items():
        value = line.at(at)
        if isinstance(value, Fault):
            why = Wrong.FORMULA if value is Fault.FORMULA else Wrong.ERROR_CELL
            problems.append(RowProblem(cells[of], why))
        elif of in DAYS:
            try:
                day = _day(value, of)
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
        parts = texts.pop(Field.FULL_NAME).split(maxsplit=2)
        for of, part in zip((Field.SURNAME, Field.GIVEN, Field.PATRONYMIC), parts, strict=False):
            texts.setdefault(of, part)
            cells.setdefault(of, cells[Field.FULL_NAME])
    told: Any = {of.value: texts[of] for of in _TEXTS if of in texts}
    filled = {*texts, *days}
    if Field.KIND in texts:
        named = _KINDS.get(fold(texts[Field.KIND]))
        if named is None:
            problems.append(RowProblem(cells[Field.KIND], Wrong.NOT_A_KIND, texts[Field.KIND][:SHOWN]))
        kind = named or kind
    person = Person(
        kind=kind,
        personnel_no=texts.get(Field.PERSONNEL_NO),
        code=texts.get(Field.CODE, ""),
        **{of.value: day for of, day in days.items()},
        **told,
    )
    unit, manager = texts.get(Field.UNIT, ""), texts.get(Field.MANAGER, "")
    row = RosterRow(line.number, person, frozenset(filled), unit, manager, cells, tuple(problems))
    if problems or (not person.surname and (person.code or person.personnel_no)):
        return row  # somebody known by number may have no name here; the comparison finds out
    return replace(row, problems=complaints(row))


def _sensible(found: dict[Field, int]) -> dict[Field, int]:
    """Drop the full name if surname and given name have their own columns, else words would come twice."""
    if Field.SURNAME in found and Field.GIVEN in found:
        found.pop(Field.FULL_NAME, None)
    return found


def _found(line: Line, remembered: Mapping[str, str]) -> dict[Field, int]:
    """Return the fields named by the cells of a line."""
    found: dict[Field, int] = {}
    for column, value in enumerate(line.cells):
        head = fold(text_of(value))
        of = _named(remembered[head]) if head in remembered else _FIELD_OF.get(_bare(head))
        if of is not None:
            found.setdefault(of, column)
    return found


def _named(field: str) -> Field | None:
    return Field(field) if field in {of.value for of in Field} else None


def _bare(head: str) -> str:
    """Return the head without the signs that ask for a value: «Фамилия *», «Имя:»."""
    return head.rstrip(" *:").strip()


def _day(value: Value, of: Field) -> date | None:
    if isinstance(value, date):
        if not 1900 <= value.year <= 2200:
            raise Impossible(of)
        return value
    if value is None:
        return None
    text = text_of(value)
    if not isinstance(value, str):  # 45000 may be a day or a number; a person has to say which
        raise Impossible(of)
    found = re.match(r"[\d.,/-]+", text)
    tail = text[found.end() :] if found else ""
    return parse_date(found[0] if found and _AFTER_DAY.fullmatch(tail) else text, of)
