"""Tables that hold lists, by column, by row or by line; they are read list by list."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, islice

from domain.framework.provision import LISTS, Topic
from reports.intake.instruction.heads import caption_of, head_of, is_part
from reports.intake.instruction.lines import Line, Sign, mark

type Row = Sequence[Sequence[str]]
"""The cells of a row, each with its lines."""

CELLS = 6  # columns of a table that holds lists
STARTS = 20  # rows of a text that are tried as the first one of a table that holds lists
_NUMBER = 6  # characters of a cell that counts rows
_DUTY = {  # the head of a column in the singular
    **dict.fromkeys(("function", "task", "duty", "responsibility"), "Duties:"),
    **dict.fromkeys(("функция", "трудовая функция", "задача", "обязанность"), "Обязанности:"),
}
_KINDS = {
    **dict.fromkeys(("knowledge", "знание", "знания"), "Knowledge:"),
    **dict.fromkeys(
        ("skill", "skills", "ability", "abilities", "умение", "умения", "навык", "навыки"), "Skills:"
    ),
}
_CODE = re.compile(r"\W*|[A-ZА-ЯЁ*+✓✔√xх]{1,2}(?:\W{1,3}[A-ZА-ЯЁ]{1,2}){0,3}\W*|[1-5]")  # «E», «A/I»


def listed(rows: Sequence[Row]) -> tuple[str, ...] | None:
    """Return the lines of a table that holds lists, list by list; None if it holds none."""
    if len(rows) < 2 or not 2 <= max(map(len, rows)) <= CELLS:
        return None
    lines = _by_column(rows) or _by_row(rows) or _by_line(rows) or _by_kind(rows) or _alone(rows)
    return None if lines is None else tuple(lines)


def in_order(printed: Sequence[str]) -> Sequence[str]:
    """Return a text with the tables that hold lists list by list; cells are parted by «|» or tabs."""
    lines: list[str] = []
    for parted, block in groupby(printed, _is_row):
        texts = tuple(block)
        rows = [_cells(text) for text in texts] if parted else []
        first = next((at for at in _starts(rows) if listed(rows[at:]) is not None), len(texts))
        lines += (*texts[:first], *(listed(rows[first:]) or ()))
    return lines


def _starts(rows: Sequence[Row]) -> Iterable[int]:
    """Return the rows where a table that holds lists may begin: the first, and those that name a list."""
    above = zip(rows, (*rows[1:], ()), strict=False)
    named = (at for at, (row, below) in enumerate(above) if at == 0 or _names(row) or _is_kind(below, row))
    return islice(named, STARTS)


def _names(row: Row) -> bool:
    return any(_means(cell) or _is_duty(cell) for cell in row)


def _is_kind(row: Row, above: Row) -> bool:
    """Tell whether a row says what its line is, and the one above it does not."""
    told, before = (any(_line(cell).text.casefold() in _KINDS for cell in one[1:]) for one in (row, above))
    return told and not before


def _is_row(text: str) -> bool:
    return "|" in text or "\t" in text.rstrip()


def _cells(text: str) -> list[tuple[str, ...]]:
    sign = "|" if "|" in text else "\t"
    bare = text.strip().strip("|") if sign == "|" and text.strip().endswith("|") else text
    return [(cell.strip(),) if cell.strip() else () for cell in bare.split(sign)]


def _by_column(rows: Sequence[Row]) -> Iterable[str] | None:
    """«Должен знать | Должен уметь»."""
    topics = [_topic(cell) for cell in rows[0]]
    topics = [Topic.DUTIES if _is_duty(cell) else topics[at] for at, cell in enumerate(rows[0])]
    lists = [at for at, topic in enumerate(topics) if topic in LISTS]
    strange = [cell for at, cell in enumerate(rows[0]) if at not in lists and len(" ".join(cell)) > _NUMBER]
    if len({topics[at] for at in lists}) < 2 or strange:
        return None
    heads = [_plural(cell) for cell in rows[0]]
    return [text for at in lists for row in (heads, *rows[1:]) if at < len(row) for text in row[at]]


def _is_duty(cell: Sequence[str]) -> bool:
    return _line(cell).text.casefold() in _DUTY


def _plural(cell: Sequence[str]) -> Sequence[str]:
    return (_DUTY[_line(cell).text.casefold()],) if _is_duty(cell) else cell


def _by_row(rows: Sequence[Row]) -> Iterable[str] | None:
    """«Knowledge | essential | desirable»; a row without a title goes on with the list above."""
    titles = {at for at, row in enumerate(rows) if row and _means(row[0])}
    if len(titles) < 2 or not any(_topic(rows[at][0]) in LISTS for at in titles):
        return None
    first = min(titles)
    if any(is_part(_line(cell)) for cell in rows[first]):
        titles.discard(first)  # «Criteria | Essential | Desirable»
        first = min(titles)
    if any(row and row[0] and at not in titles for at, row in enumerate(rows[first:], start=first)):
        return None
    kept = _texts(rows[first:])
    return [text for row in rows[first:] for text in _row(row, kept)]


def _row(row: Row, kept: Sequence[int]) -> Iterable[str]:
    items = tuple(_items(row, kept))
    title = " ".join(row[0]) if row else ""
    if title and len(items) == 1 and ";" in items[0]:
        return (f"{title.rstrip(' :')}: {items[0]}",)
    return (*((title,) if title else ()), *(f"• {one}" for one in items))


def _by_line(rows: Sequence[Row]) -> Iterable[str] | None:
    """«Requirement | E/D»: a list whose second column is of signs."""
    if not rows[0] or not _means(rows[0][0]) or _texts(rows[1:]):
        return None
    return [*rows[0][0], *(f"• {mark(one)[2]}" for row in rows[1:] if row for one in row[0])]


def _by_kind(rows: Sequence[Row]) -> Iterable[str] | None:
    """«Prioritize a queue | Ability»: a column says what each line is."""
    for at in range(1, max(map(len, rows))):
        kinds = [_line(row[at]).text if at < len(row) else "" for row in rows[1:]]
        topics = [_KINDS.get(one.casefold()) for one in kinds]
        if all(topics):
            return [text for title in ("Knowledge:", "Skills:") for text in _of_kind(title, rows[1:], topics)]
    return None


def _of_kind(title: str, rows: Sequence[Row], titles: Sequence[str | None]) -> Iterable[str]:
    own = [row for row, one in zip(rows, titles, strict=True) if one == title]
    return (title, *(f"• {mark(one)[2]}" for row in own for one in row[0]))


def _alone(rows: Sequence[Row]) -> Iterable[str] | None:
    """«No. | Function | % of time»: one column holds the list, the others only count."""
    duties = (Topic.DUTIES, Topic.FUNCTIONS)
    lists = [at for at, cell in enumerate(rows[0]) if _is_duty(cell) or _topic(cell) in duties]
    if len(lists) != 1 or len(rows) < 3:
        return None
    at = lists[0]
    long = [
        cell
        for row in rows[1:]
        for other, cell in enumerate(row)
        if other != at and len(" ".join(cell)) > _NUMBER
    ]
    if long:
        return None
    return [
        *_plural(rows[0][at]),
        *(f"• {mark(one)[2]}" for row in rows[1:] if at < len(row) for one in row[at]),
    ]


def _texts(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return the columns but the first that hold more than signs."""
    width = max(map(len, rows), default=0)
    return tuple(
        at
        for at in range(1, width)
        if not all(_CODE.fullmatch(" ".join(row[at]).strip()) for row in rows if at < len(row))
    )


def _items(row: Row, kept: Sequence[int]) -> Iterable[str]:
    return (mark(one)[2] for at in kept if at < len(row) for one in row[at] if one.strip())


def _means(cell: Sequence[str]) -> bool:
    """Tell whether a cell says what a list is."""
    return _topic(cell) is not None or (any(cell) and _caption_of(_line(cell)) is not None)


def _topic(cell: Sequence[str]) -> Topic | None:
    return _topic_of(_line(cell)) if any(cell) else None


def _line(cell: Sequence[str]) -> Line:
    return Line(1, Sign.NONE, "", " ".join(" ".join(cell).split()))


@lru_cache(maxsize=20_000)  # a table is looked at from several rows
def _topic_of(line: Line) -> Topic | None:
    head = head_of(line, Topic.OTHER)
    return head.topic if head is not None and not head.rest else None


_caption_of = lru_cache(maxsize=20_000)(caption_of)
