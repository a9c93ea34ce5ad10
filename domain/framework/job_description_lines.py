"""A job description put together: lists from the model, clauses from the document, blanks from people.

Values are kept by ``place``, which does not change when the numbers do.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.framework.edition import Edition
from domain.framework.framework import Function, Item, Kind
from domain.framework.imported_lines import imported
from domain.framework.job_description import (
    BLANK,
    Clause,
    Feed,
    FeedKind,
    LineKind,
    SourceLine,
    Standing,
    Values,
)
from domain.framework.model_lines import duty_feed, ended, function_feed, numbered, of_model, order
from domain.framework.provision import Provision
from domain.people.gates import GateKind
from domain.text import Text

_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


def assembled(
    edition: Edition, source: Sequence[SourceLine], provisions: Sequence[Provision], values: Values
) -> tuple[Clause, ...]:
    """Return all lines below the head, those left out among them.

    *source* is the shipped document; its wording is used if the edition is of its model, only its headings
    and blanks if the edition comes from no job description.
    """
    lines = tuple(imported(edition, provisions) if provisions else _shipped(edition, source))
    gates = _gates(edition)
    lines = tuple(
        replace(one, feeds=(*one.feeds, gates[one.number])) if one.number in gates else one for one in lines
    )
    return tuple(_filled(lines, values))


def without_wording(source: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Return the shipped document for a model of another post: what it says of its own post is a blank."""
    of_duties = _heads_of_duties(source)
    lines: list[SourceLine] = []
    for one in source:
        head = one.number.partition(" ")[0]
        if one.number in _OTHER_POST:
            lines += [
                SourceLine(one.number, "blank", Text("_" * 60, "_" * 60)),
                SourceLine("", "caption", _OTHER_POST[one.number]),
            ]
        elif one.code or head in _OTHER_POST or one.number in of_duties:
            continue
        elif one.number == "2.1":
            lines.append(replace(one, text=Text("Трудовые функции:", "Labour functions:")))
        elif one.kind != "caption" or lines[-1].kind != "caption":
            lines.append(replace(one, text=_of_anybody(one.text)))
    return tuple(lines)


_OTHER_POST = {
    "1.1": Text("(категория, к которой относится должность)", "(the category of staff the post belongs to)"),
    "1.2": Text("(требования к образованию и опыту работы)", "(required education and experience)"),
    "1.3": Text("(условия допуска к работе)", "(conditions of admission to work)"),
    "6.1": Text("(документы, на основе которых разработана инструкция)", "(documents this one is based on)"),
}


def _of_anybody(text: Text) -> Text:
    russian = re.sub(r"\bМенеджер\b", "Работник", re.sub(r"\bменеджер\b", "работник", text.ru))
    english = re.sub(r"\b([Tt])he manager\b", r"\1he employee", text.en) if text.en else None
    return Text(russian, english)


def source_lines(content: Sequence[Mapping[str, Any]]) -> tuple[SourceLine, ...]:
    """Return the lines of the shipped document as its file has them."""
    return tuple(
        SourceLine(
            str(one.get("number", "")),
            one["kind"],
            Text(one.get("ru", ""), one.get("en")),
            str(one.get("code", "")),
        )
        for one in content
    )


OF_MODEL = ("1.4 40)", "1.5 33)")  # blanks that only the model fills, since what is there is assessed
_OPEN = (*OF_MODEL, "2.2", "3.1.7", "3.2")  # blanks after what the organisation adds in the model
_LISTS = {"1.4": Kind.KNOWLEDGE, "1.5": Kind.SKILL}
_KINDS = {
    "section": LineKind.SECTION,
    "clause": LineKind.CLAUSE,
    "item": LineKind.ITEM,
    "dash": LineKind.DASH,
    "text": LineKind.TEXT,
}


def _shipped(edition: Edition, source: Sequence[SourceLine]) -> Iterator[Clause]:
    """Yield the lines of the shipped document with the lists of the edition as they are now."""
    numbers: list[str] = []
    # Without lists of duties of its own the document ends its third section with what is said of orders.
    moving = _OPEN if _heads_of_duties(source) else (*_OPEN, "3.1.6")
    for one in _with_lists(edition, source):
        if one.place in moving:
            one = replace(one, number=_next_number(one.number, numbers))
        numbers.append(one.number)
        yield one


def _with_lists(edition: Edition, source: Sequence[SourceLine]) -> Iterator[Clause]:
    functions = {one.code: one for one in edition.functions}
    heads = _heads_of_duties(source)
    written: set[str] = set()
    last, unnumbered = "", 0
    start = next((at for at, one in enumerate(source) if one.kind == "section"), 0)
    for at, line in enumerate(source[start:], start=start):
        if line.number:
            last, unnumbered = line.number, 0
        if line.kind == "caption" or line.code:
            continue
        if not line.number:
            unnumbered += 1
        place = line.number or f"{last}/{unnumbered}"
        kind = _kind(line)
        if line.number in heads:
            function = functions.get(heads[line.number])
            if function is not None and any(one.function == function.code for one in edition.duties):
                yield _document_line(place, line, kind, None, (function_feed(function),))
                yield from _duties(edition, function, line.number)
                written.add(function.code)
            continue
        if line.number == "2.2":
            yield from _other_functions(edition)
        elif line.number == "3.1.7":
            yield from _other_duties(edition, written)
        elif line.number == "3.2":
            yield from (one for one in _loose(edition, "3.") if not one.number.startswith("3.1."))
        section = kind is LineKind.SECTION
        yield _document_line("" if section else place, line, kind, _caption(source, at))
        if line.number in _LISTS:
            yield from _items(edition, _LISTS[line.number])
        if line.number == "2.1":
            yield from _functions(edition)
        if line.number == "3.1" and not heads:
            yield from _other_duties(edition, written)
            written.update(functions)


def _kind(line: SourceLine) -> LineKind:
    if line.kind == "blank":
        return LineKind.ITEM if line.number.endswith(")") else LineKind.CLAUSE
    return _KINDS.get(line.kind, LineKind.TEXT)


def _document_line(
    place: str, line: SourceLine, kind: LineKind, caption: Text | None, feeds: tuple[Feed, ...] = ()
) -> Clause:
    text = Text(_flat(line.text.ru), _flat(line.text.en or "") or None)
    blank = kind is not LineKind.SECTION and bool(BLANK.search(text.ru))
    standing = Standing.BLANK if blank else Standing.SOURCE
    return Clause(place, line.number, kind, text, standing, text, caption if blank else None, feeds)


def _caption(lines: Sequence[SourceLine], at: int) -> Text | None:
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or after.kind != "caption":
        return None
    return Text(_flat(after.text.ru), _flat(after.text.en or "") or None)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _heads_of_duties(source: Sequence[SourceLine]) -> dict[str, str]:
    """Return the number of the clause that heads the duties of a function -> the function's code."""
    heads: dict[str, str] = {}
    for one in source:
        if one.code.startswith("D"):
            head = one.number.partition(" ")[0]
            heads.setdefault(head, f"F{one.code[1:].partition('.')[0]}")
    return heads


def _other_functions(edition: Edition) -> Iterator[Clause]:
    """Yield the organisation's own functions, which stand where the document leaves a blank."""
    for one in edition.functions:
        if one.clause.startswith("2.") and not one.clause.startswith("2.1."):
            yield of_model(one.clause, LineKind.CLAUSE, _begun(one.text), function_feed(one), ".")


def _other_duties(edition: Edition, written: Collection[str]) -> Iterator[Clause]:
    """Yield the duties of functions that the document does not know, and those outside the lists."""
    number = 0
    for function in edition.functions:
        listed = [one for one in edition.duties if one.function == function.code]
        listed = [one for one in listed if one.clause.endswith(")") or not one.clause]
        if function.code in written or not listed:
            continue
        number += 1
        head = listed[0].clause.partition(" ")[0] or f"3.1.{number}"
        clause = function.clause or f"2.1.{1 + edition.functions.index(function)}"
        text = Text(
            f"В рамках трудовой функции, указанной в пп. {clause} настоящей должностной инструкции:",
            f"Within the labour function specified in clause {clause} of this job description:",
        )
        feed = function_feed(function)
        yield Clause(head, head, LineKind.CLAUSE, text, Standing.HEADING, text, None, (feed,))
        yield from _duties(edition, function, head)
    yield from _loose(edition, "3.1.")


def _loose(edition: Edition, under: str) -> Iterator[Clause]:
    for one in edition.duties:
        if one.own and one.clause.startswith(under) and not one.clause.endswith(")"):
            yield of_model(one.clause, LineKind.CLAUSE, _begun(one.text), duty_feed(one), ".")


def _next_number(number: str, before: Iterable[str]) -> str:
    """Return the number after the highest of its list, if there is one."""
    head, _last = _split(number)
    highest = max((last for stem, last in map(_split, before) if stem == head), default=0)
    return _LAST_NUMBER.sub(str(highest + 1), number, count=1) if highest else number


def _split(number: str) -> tuple[str, int]:
    digits = _LAST_NUMBER.search(number)
    return (number[: digits.start()], int(digits[0])) if digits else (number, 0)


def _following(number: str) -> str:
    """Return «1.4 41)» after «1.4 40)» and «4.10» after «4.9»."""
    return _LAST_NUMBER.sub(lambda digits: str(int(digits[0]) + 1), number, count=1)


def _items(edition: Edition, kind: Kind) -> Iterator[Clause]:
    mine = sorted((one for one in edition.items if one.kind is kind), key=lambda one: order(one.clause))
    yield from numbered(
        (one.clause, one.text, Feed(FeedKind.ITEM, one.code, one.key)) for one in _with_clauses(mine, kind)
    )


def _with_clauses(items: Sequence[Item], kind: Kind) -> Iterator[Item]:
    head = "1.4" if kind is Kind.KNOWLEDGE else "1.5"
    for at, one in enumerate(items, start=1):
        yield one if one.clause else replace(one, clause=f"{head} {at})")


def _functions(edition: Edition) -> Iterator[Clause]:
    for at, one in enumerate(edition.functions, start=1):
        clause = one.clause or f"2.1.{at}"
        if clause.startswith("2.1."):
            yield of_model(clause, LineKind.CLAUSE, _begun(one.text), function_feed(one), ".")


def _begun(text: Text) -> Text:
    """Return the text with a capital letter."""
    return Text(text.ru[:1].upper() + text.ru[1:], text.en and text.en[:1].upper() + text.en[1:])


def _duties(edition: Edition, function: Function, number: str) -> Iterator[Clause]:
    mine = [one for one in edition.duties if one.function == function.code]
    mine = [one for one in mine if one.clause.endswith(")") or not one.clause]
    mine.sort(key=lambda one: order(one.clause))
    yield from numbered(
        (one.clause or f"{number} {at})", one.text, duty_feed(one)) for at, one in enumerate(mine, start=1)
    )


def _gates(edition: Edition) -> dict[str, Feed]:
    """Return the clause of each gate -> the gate."""
    return {
        clause: Feed(FeedKind.GATE, kind.value)
        for profile in edition.profiles
        for kind, clause in profile.requirements.clauses.items()
        if kind in GateKind and clause
    }


def _filled(lines: Sequence[Clause], values: Values) -> Iterator[Clause]:
    """Yield the lines with what people put in; several lines in the last blank of a list are several clauses.

    A list whose blank is filled or left out ends with a full stop all the same.
    """
    for at, one in enumerate(lines):
        value = values.get(one.place, "") if one.place else ""
        if one.place and one.place in values and value is None:
            yield replace(one, standing=Standing.LEFT_OUT)
        elif not value:
            yield _in_list(one, lines, at, values)
        elif one.standing is Standing.BLANK and one.blank:
            parts = _parts(value)
            if not _ends_list(lines, at):
                parts = ["; ".join(parts)]
            yield from _clauses_of(one, parts)
        elif one.standing is Standing.BLANK:
            text = Text(_put(value, one.text.ru), _put(value, one.text.en) if one.text.en else None)
            left = len(BLANK.findall(one.text.ru)) > len(_parts(value))
            yield replace(one, text=text, standing=Standing.BLANK if left else Standing.FILLED)
        else:
            yield replace(one, text=Text(value), standing=Standing.OWN)


def _clauses_of(blank: Clause, parts: Sequence[str]) -> Iterator[Clause]:
    """Yield what was put into a blank, each part as a clause with the next number."""
    number = blank.number
    between = ";" if blank.kind is LineKind.ITEM else "."
    after = ";" if blank.source.ru.rstrip().endswith(";") else "."
    for at, part in enumerate(parts, start=1):
        text = Text(ended(part, after if at == len(parts) else between))
        place = blank.place if at == 1 else f"{blank.place}#{at}"
        yield replace(blank, place=place, number=number, text=text, standing=Standing.FILLED)
        number = _following(number)


def _put(value: str, text: str) -> str:
    """Return the text with each line of the value in its next blank, and what is over in the last one."""
    blanks = len(BLANK.findall(text))
    parts = _parts(value)
    parts[blanks - 1 :] = [" ".join(parts[blanks - 1 :])] if len(parts) >= blanks else []
    waiting = iter(" ".join(part.split()) for part in parts)
    return BLANK.sub(lambda blank: next(waiting, blank[0]), text)


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.splitlines() if part.strip()]


def _ends_list(lines: Sequence[Clause], at: int) -> bool:
    after = lines[at + 1] if at + 1 < len(lines) else None
    one = lines[at]
    return bool(one.number) and (after is None or after.number != _following(one.number))


def _in_list(one: Clause, lines: Sequence[Clause], at: int, values: Values) -> Clause:
    """Return a line of a list ended as its place asks: by a semicolon if another line is printed after it."""
    if one.kind is not LineKind.ITEM or one.standing is not Standing.MODEL:
        return one
    later = (lines[number] for number in range(at + 1, len(lines)))
    after = next((line for line in later if line.standing is not Standing.LEFT_OUT), None)
    going_on = (
        after is not None
        and after.kind is LineKind.ITEM
        and after.number.partition(" ")[0] == one.number.partition(" ")[0]
        and not (after.place in values and values[after.place] is None)
    )
    if not going_on:
        return one
    return replace(one, text=Text(_semicolon(one.text.ru), _semicolon(one.text.en) if one.text.en else None))


def _semicolon(text: str) -> str:
    return text[:-1] + ";" if text.endswith(".") else text
