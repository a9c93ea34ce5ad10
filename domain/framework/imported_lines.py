"""The lines of a document that was imported: its own, with those of its lists as the model has them now."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from domain.framework.edition import Edition
from domain.framework.framework import Item, Kind
from domain.framework.job_description import BLANK, Clause, Feed, FeedKind, LineKind, Standing
from domain.framework.model_lines import duty_feed, function_feed, numbered, of_model, order
from domain.framework.provision import LISTS, Provision, Topic
from domain.text import Text, fold

type _Row = tuple[str, Text, Feed]

_KNOW = Text("Должен знать:", "Must know:")
_CAN = Text("Должен уметь:", "Must be able to:")
_DUTIES = Text("Должностные обязанности", "Duties")
_AFTER_DUTIES = (Topic.RIGHTS, Topic.LIABILITY, Topic.SIGNING)
_FIRST = (Topic.GENERAL, Topic.KNOW, Topic.CAN, Topic.BOTH, Topic.HEAD)
_ITEMS = (Topic.KNOW, Topic.CAN)
_MAY_BE = {Topic.BOTH: _ITEMS, Topic.KNOW: _ITEMS, Topic.CAN: _ITEMS}  # a person may say what an item is


def imported(edition: Edition, provisions: Sequence[Provision]) -> Iterator[Clause]:
    """Return the lines of an imported document; of one read long ago, only what is no list was kept."""
    whole = any(one.topic in LISTS and not one.whole for one in provisions)
    return _verbatim(edition, provisions) if whole else _around_lists(edition, provisions)


def _verbatim(edition: Edition, provisions: Sequence[Provision]) -> Iterator[Clause]:
    """Yield the document line by line; what became part of the model as it is there, unless it is gone.

    What the model has beside that stands at the end of its list, or before the rights if there is no such.
    """
    lists = _lists(edition)
    became = _became(lists, provisions)
    ends = _ends(provisions)
    at, put = -1, False
    for title, topic, lines in _sections(provisions):
        if not put and topic in _AFTER_DUTIES:
            yield from _without_place(lists, ends)
            put = True
        above = ""
        if title:
            text = Text(title)
            yield Clause("", "", LineKind.SECTION, text, Standing.SOURCE, text)
        for place, line in lines:
            at += 1
            if at in became:
                number, text, feed = became[at]
                kind = LineKind.DASH if number in ("", above) else LineKind.ITEM
                own = any(lists[topic] for topic in ends.get(at, ()))
                goes_on = (own or at + 1 in became) and not text.ru[:1].isupper()
                end = ";" if goes_on else "."
                yield of_model("" if kind is LineKind.DASH else number, kind, text, feed, end)
            elif line.topic not in LISTS or line.whole or line.topic is Topic.FUNCTIONS:
                unnumbered = line.clause == above and line.topic not in LISTS
                above = line.clause or above
                yield _as_printed(place, replace(line, clause="") if unnumbered else line)
            elif line.clause:
                text = Text(line.text)
                yield Clause("", line.clause, LineKind.ITEM, text, Standing.LEFT_OUT, text)
            for one in ends.get(at, ()):
                yield from numbered(lists[one])
                lists[one] = []
    if not put:
        yield from _without_place(lists, ends)


def _lists(edition: Edition) -> dict[Topic, list[_Row]]:
    duties = {fold(one.text.ru) for one in edition.duties}
    items = [one for one in edition.items if fold(one.text.ru) not in duties]  # proposed as skills: duties
    lists: dict[Topic, list[_Row]] = {
        topic: [
            (one.clause, one.text, Feed(FeedKind.ITEM, one.code, one.key))
            for one in items
            if one.kind is kind
        ]
        for topic, kind in ((Topic.KNOW, Kind.KNOWLEDGE), (Topic.CAN, Kind.SKILL))
    }
    lists[Topic.DUTIES] = [(one.clause, one.text, duty_feed(one)) for one in edition.duties]
    lists[Topic.FUNCTIONS] = [(one.clause, one.text, function_feed(one)) for one in edition.functions]
    return lists


def _became(lists: Mapping[Topic, list[_Row]], provisions: Sequence[Provision]) -> dict[int, _Row]:
    """Return place in the document -> what it became, first by its words, then by its number; take it out."""
    found: dict[int, _Row] = {}
    listed = [(at, one) for at, one in enumerate(provisions) if one.topic in LISTS and not one.whole]
    for same in (_by_words, _by_number):
        for topics in {_MAY_BE.get(topic, (topic,)) for topic in LISTS}:
            waiting: dict[str, list[tuple[Topic, _Row]]] = {}
            for topic in topics:
                for row in lists[topic]:
                    waiting.setdefault(same(row[0], row[1].ru), []).append((topic, row))
            for at, one in listed:
                key = same(one.clause, one.text)
                if at in found or _MAY_BE.get(one.topic, (one.topic,)) != topics or not key:
                    continue
                if rows := waiting.get(key):
                    topic, found[at] = rows.pop(0)
                    lists[topic].remove(found[at])
    return found


def _by_words(_clause: str, text: str) -> str:
    return fold(text)


def _by_number(clause: str, _text: str) -> str:
    return clause


def _ends(provisions: Sequence[Provision]) -> dict[int, list[Topic]]:
    """Return place of the last line of a list -> what of the model belongs there."""
    last = {one.topic: at for at, one in enumerate(provisions) if one.topic in LISTS}
    both = last.pop(Topic.BOTH, None)
    ends: dict[int, list[Topic]] = {}
    for topic in (*_ITEMS, Topic.DUTIES, Topic.FUNCTIONS):
        at = last.get(topic, both if topic in _ITEMS else None)
        if at is not None:
            ends.setdefault(at, []).append(topic)
    return ends


def _without_place(
    lists: Mapping[Topic, Sequence[_Row]], ends: Mapping[int, Iterable[Topic]]
) -> Iterator[Clause]:
    """Yield what the model has in lists that the document does not have."""
    placed = {topic for topics in ends.values() for topic in topics}
    for topic, lead in ((Topic.KNOW, _KNOW), (Topic.CAN, _CAN), (Topic.DUTIES, _DUTIES)):
        if lists[topic] and topic not in placed:
            yield _lead(lead, "")
            yield from numbered(lists[topic])


def _as_printed(place: str, line: Provision) -> Clause:
    text = Text(line.text)
    kind = LineKind.CLAUSE if line.clause else LineKind.TEXT
    standing = Standing.BLANK if BLANK.search(line.text) else Standing.SOURCE
    return Clause(place, line.clause, kind, text, standing, text)


def _around_lists(edition: Edition, provisions: Sequence[Provision]) -> Iterator[Clause]:
    """Yield the sections of a document of which only what is no list was kept.

    A list stands before the first clause with a higher number in its section, else after the sections about
    the post and before the rights.
    """
    waiting: list[tuple[tuple[int, ...], list[Clause]]] = []
    duties = {fold(one.text.ru) for one in edition.duties}
    taken = {one.clause for one in provisions}
    for kind, lead in ((Kind.KNOWLEDGE, _KNOW), (Kind.SKILL, _CAN)):
        mine = [one for one in edition.items if one.kind is kind]
        # Where the document lists no skills, its duties are proposed as such; the document has them once.
        mine = [one for one in mine if fold(one.text.ru) not in duties]
        if mine:
            mine.sort(key=lambda one: order(one.clause))
            rows = numbered((one.clause, one.text, Feed(FeedKind.ITEM, one.code, one.key)) for one in mine)
            number = _number_of_list(mine, taken)
            taken.add(number)
            waiting.append((_numbers(mine[0].clause)[:-1], [_lead(lead, number), *rows]))
    sections = _sections(provisions)
    later = [*_duty_section(edition, _missing_number(sections))]
    lists_put = duties_put = False
    for title, topic, lines in sections:
        if not lists_put and topic not in _FIRST:
            yield from (line for _at, block in waiting for line in block)
            waiting, lists_put = [], True
        if not duties_put and topic in _AFTER_DUTIES:
            yield from later
            duties_put = True
        if title:
            text = Text(title)
            yield Clause("", "", LineKind.SECTION, text, Standing.SOURCE, text)
        for place, line in lines:
            number = _numbers(line.clause)
            ready = [one for one in waiting if one[0] and number and one[0] < number]
            for one in ready:
                yield from one[1]
                waiting.remove(one)
            yield _as_printed(place, line)
    yield from (line for _at, block in waiting for line in block)
    if not duties_put:
        yield from later


def _numbers(clause: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", clause)[:6])


type _Section = tuple[str, Topic, list[tuple[str, Provision]]]


def _sections(provisions: Sequence[Provision]) -> list[_Section]:
    sections: list[_Section] = []
    for at, one in enumerate(provisions, start=1):
        if not sections or sections[-1][0] != one.title:
            sections.append((one.title, one.topic, []))
        sections[-1][2].append((f"p{at}", one))
    return sections


def _duty_section(edition: Edition, number: str) -> Iterator[Clause]:
    if edition.duties:
        title = Text(number + _DUTIES.ru, number + (_DUTIES.en or ""))
        yield Clause("", "", LineKind.SECTION, title, Standing.HEADING, title)
    several = len({one.function for one in edition.duties}) > 1
    for function in edition.functions:
        mine = [one for one in edition.duties if one.function == function.code]
        if mine and several:
            yield of_model(function.clause, LineKind.TEXT, function.text, function_feed(function), ":")
        yield from numbered((one.clause, one.text, duty_feed(one)) for one in mine)


def _lead(text: Text, number: str) -> Clause:
    kind = LineKind.CLAUSE if number else LineKind.TEXT
    return Clause("", number, kind, text, Standing.HEADING, text)


def _number_of_list(items: Sequence[Item], taken: Collection[str]) -> str:
    """Return «4» for a list of 4.1, 4.2, … if no other clause has that number, else nothing."""
    stems = {one.clause.rpartition(".")[0] if _DOTTED.fullmatch(one.clause) else "" for one in items}
    stem = stems.pop() if len(stems) == 1 else ""
    return "" if stem in taken else stem


def _missing_number(sections: Sequence[_Section]) -> str:
    """Return «II. » if I stands before the duties and III after them, else nothing."""
    before = [title for title, topic, _lines in sections if title and topic not in _AFTER_DUTIES][-1:]
    after = [title for title, topic, _lines in sections if title and topic in _AFTER_DUTIES][:1]
    heads = [head for head in map(_NUMBERED_TITLE.match, before + after) if head]
    for numerals in (_ROMAN, _ARABIC):
        numbers = [numerals.index(head[1]) for head in heads if head[1] in numerals]
        if len(numbers) == 2 and numbers[1] - numbers[0] == 2:
            return numerals[numbers[0] + 1] + heads[0][2]
    return ""


_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_NUMBERED_TITLE = re.compile(r"([IVX]+|\d+)(\.\s+)")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ARABIC = tuple(str(number) for number in range(1, len(_ROMAN) + 1))
