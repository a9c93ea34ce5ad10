"""A form for an assessor that came back: its rows by their hidden identity, wherever they stand by now."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.assessing.answer_form import ROW, Answers, Asked, Doubt
from domain.assessing.evidence import FACT_LIMIT
from domain.mark import Mark
from domain.scale import LEVELS
from domain.text import clean, fold, visible
from reports.book.answer_form_columns import Column, head
from reports.intake.refusal import Unreadable, Why
from reports.intake.table import Fault, Line, Table, Value, text_of
from resources.i18n import LANGUAGES, words

_NUMBER = re.compile(r"'?\s*([+-]?\d{1,6})(?:[.,](\d{1,6}))?\s*")
_LEVEL = re.compile(r"'?\s*(\d)\s*(?:[·.:)–—-])?\s+(.*\D.*)", re.DOTALL)
_SHOWN = 60  # characters of a cell that is asked about


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form: its sheet and number in the file, its identity, and what the two columns hold."""

    sheet: str
    number: int
    identity: str
    mark: Value
    fact: Value


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of a form as they are in the file."""

    rows: tuple[FormRow, ...]


def looks_like(tables: Sequence[Table]) -> bool:
    """Tell whether a row of a form is in the file."""
    return any(_identity(line) for table in tables for line in table.lines)


def read(tables: Sequence[Table]) -> Form:
    """Return the rows of a form on all sheets of a file.

    Raises:
        Unreadable: if no row says in which column the marks are.
    """
    rows: list[FormRow] = []
    for table in tables:
        named = {number: one for number, line in enumerate(table.lines) if (one := _identity(line))}
        if not named:
            continue
        columns = _columns(table)
        if columns is None:
            raise Unreadable(Why.NO_MARKS, table.sheet)
        mark, fact = columns
        for number, identity in named.items():
            line = table.lines[number]
            told = None if fact is None else line.at(fact)
            rows.append(FormRow(table.sheet, line.number, identity, line.at(mark), told))
    return Form(tuple(rows))


def _identity(line: Line) -> str:
    """Return the identity in a row, empty if there is none; it may stand in any column."""
    for cell in line.cells:
        if isinstance(cell, str) and "M1." in cell[:8] and (found := ROW.fullmatch(cell.strip())):
            return found[0]
    return ""


def _columns(table: Table) -> tuple[int, int | None] | None:
    """Return the columns of the marks and of the facts: by the hidden row, else by the heads."""
    heads = {of: {of.value} for of in (Column.MARK, Column.FACT)}
    for language in LANGUAGES:
        for of, names in heads.items():
            names.add(fold(head(of, words(language))))
    for exact in (True, False):
        found: dict[Column, set[int]] = {of: set() for of in heads}
        for line in table.lines:
            for at, cell in enumerate(line.cells):
                told = fold(cell) if isinstance(cell, str) else ""
                for of, names in heads.items():
                    if told == of.value if exact else told in names:
                        found[of].add(at)
        marks, facts = found[Column.MARK], found[Column.FACT]
        if len(marks) == 1 and len(facts) <= 1:
            return marks.pop(), facts.pop() if facts else None
        if marks:
            return None  # a column was copied: which one counts is not guessed
    return None


def understood(form: Form, names: Mapping[str, Mark]) -> Answers:
    """Return what the rows say; *names* are the choices of the form in every language, folded.

    Nothing is guessed: what is neither a level nor a reason, and what two rows say differently, is asked.
    """
    marks: dict[str, Mark] = {}
    facts: dict[str, str] = {}
    asked: list[Asked] = []
    unsure: set[str] = set()
    by_code: dict[str, list[FormRow]] = {}
    for row in form.rows:
        found = ROW.fullmatch(row.identity)
        assert found is not None, row.identity
        by_code.setdefault(found[3], []).append(row)
    for code, rows in by_code.items():
        said = [_mark(row.mark, names) for row in rows]
        for row, one in zip(rows, said, strict=True):
            if isinstance(one, Doubt):
                asked.append(Asked(code, _shown(row.mark), one))
                unsure.add(code)
        given = {one for one in said if isinstance(one, Mark)}
        if len(given) > 1:
            told = "; ".join(dict.fromkeys(_shown(row.mark) for row in rows if text_of(row.mark)))
            asked.append(Asked(code, told, Doubt.TWICE))
        elif given and code not in unsure:
            marks[code] = given.pop()
        texts = tuple(dict.fromkeys(one for row in rows if (one := _fact(row.fact))))
        text = "\n".join(texts)
        if len(text) > FACT_LIMIT:
            asked.append(Asked(code, text[:_SHOWN], Doubt.LONG))
        elif text:
            facts[code] = text
    return Answers(marks, facts, tuple(asked))


def _mark(value: Value, names: Mapping[str, Mark]) -> Mark | Doubt | None:
    """Return what a cell says, None for nothing, or why it has to be asked about."""
    match value:
        case None:
            return None
        case Fault():
            return Doubt.ERROR
        case bool():
            return Doubt.NO_MARK
        case date():
            return Doubt.DAY
        case int() | float():
            whole = math.isfinite(value) and float(value).is_integer()
            return Mark.rated(int(value)) if whole and int(value) in LEVELS else Doubt.OFF_SCALE
        case str():
            return _of_text(value, names)


def _of_text(text: str, names: Mapping[str, Mark]) -> Mark | Doubt | None:
    told = fold(text)
    if not visible(told):
        return None
    if (known := names.get(told) or names.get(told.lstrip("' "))) is not None:
        return known
    if found := _NUMBER.fullmatch(told):
        whole = not (found[2] or "").strip("0")
        level = int(found[1])
        return Mark.rated(level) if whole and level in LEVELS and found[1] != "-0" else Doubt.OFF_SCALE
    if found := _LEVEL.fullmatch(told):  # «3 уверенный», without the sign between
        for name, mark in names.items():
            if mark.level == int(found[1]) and name.partition(" · ")[2] == found[2].strip():
                return mark
    return Doubt.NO_MARK


def _fact(value: Value) -> str:
    return clean(value).strip() if isinstance(value, str) else text_of(value)


def _shown(value: Value) -> str:
    return text_of(value)[:_SHOWN] if not isinstance(value, Fault) else "#"
