"""What the columns of a list hold by the look of their values, where no row of heads says it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.people.roster import Field
from reports.intake.roster.heads import names_field
from reports.intake.roster.names import is_patronymic
from reports.intake.roster.shape import is_person, is_unit
from reports.intake.table import Table, Value, text_of

LOOKED_AT = 30  # rows
_WORD = re.compile(r"[А-ЯЁA-ZÀ-Ý][\w’'-]*")
_INITIAL = re.compile(r"[А-ЯЁA-Z]\.")
_FIGURES = re.compile(r"\W*\d[\d\W]*")


@dataclass(frozen=True, slots=True)
class Content:
    """The field of each column by its values, and the lines that are people by the look of a name.

    ``sure`` says that patronymics or initials tell names from other words. ``begins`` says that the first
    line is like those below it: a name, a day or a number.
    """

    of: Mapping[Field, int]
    people: frozenset[int]
    sure: bool
    begins: bool


def content(table: Table) -> Content:
    """Return what the values say."""
    columns = [[line.at(at) for line in table.lines[:LOOKED_AT]] for at in range(table.width)]
    texts = [[text_of(value) for value in values] for values in columns]
    sure = [at for at, told in enumerate(texts) if _mostly(told, _is_sure)]
    likely = [at for at, told in enumerate(texts) if _mostly(told, _is_name)]
    apart = next((at for at in range(2, len(texts)) if _is_apart(texts[at - 2 : at + 1])), None)
    of: dict[Field, int] = {}
    people: frozenset[int] = frozenset()
    if sure or (apart is None and len(likely) == 1):
        at = (sure or likely)[0]
        of[Field.FULL_NAME] = at
        people = _lines(texts[at], _is_name)
    elif apart is not None:
        of = {Field.SURNAME: apart - 2, Field.GIVEN: apart - 1, Field.PATRONYMIC: apart}
        people = _lines(texts[apart], _is_patronymic)
    elif likely:
        people = _lines(texts[likely[0]], _is_name)
    for field, said in ((Field.UNIT, is_unit), (Field.CONTACT, _is_address)):
        at = next(
            (at for at, told in enumerate(texts) if at not in of.values() and _mostly(told, said)), None
        )
        if at is not None:
            of[field] = at
    alike = any(_begins(values) for values in columns)
    return Content(of, people, bool(sure) or apart is not None, 0 in people or alike)


def _is_name(text: str) -> bool:
    return is_person(text) and not names_field(text)


def _is_sure(text: str) -> bool:
    words = text.split()[1:]
    return _is_name(text) and any(is_patronymic(one) or _INITIAL.fullmatch(one) for one in words)


def _is_patronymic(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and is_patronymic(text)


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and not names_field(text)


def _is_apart(texts: Sequence[Sequence[str]]) -> bool:
    """Tell whether three columns are surnames, given names and patronymics."""
    surnames, given, patronymics = texts
    return _mostly(patronymics, _is_patronymic) and _mostly(given, _is_word) and _mostly(surnames, _is_word)


def _is_address(text: str) -> bool:
    return "@" in text


def _mostly(texts: Sequence[str], said: Callable[[str], bool]) -> bool:
    told = [text for text in texts if text]
    return bool(told) and 2 * sum(map(said, told)) > len(told)


def _lines(texts: Sequence[str], said: Callable[[str], bool]) -> frozenset[int]:
    return frozenset(at for at, text in enumerate(texts) if said(text))


def _begins(values: Sequence[Value]) -> bool:
    """Tell whether a column begins with a day or a number, and goes on so."""
    first, *below = [_is_figure(value) for value in values] or [False]
    return first and bool(below) and 2 * sum(below) > len(below)


def _is_figure(value: Value) -> bool:
    return isinstance(value, date) or _FIGURES.fullmatch(text_of(value)) is not None
