"""Numbers of a job description without a text: no other number shifts, and none is missing on paper."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.framework.job_description import Clause, FeedKind, LineKind, Standing
from domain.text import Text

_LAST_NUMBER = re.compile(r"\d{1,3}(?=\D*$)")
_SHIPPED = re.compile(r"\d\.\d+|[23]\.1\.\d+|(?:1\.[45]|3\.1\.\d+) \d+\)")
_READ = re.compile(r"p\d+(?:#\d+)?")  # the place of a line of an imported document
_HEADS = {FeedKind.ITEM: ("1.4 ", "1.5 "), FeedKind.DUTY: ("3.",), FeedKind.FUNCTION: ("2.", "3.1.")}


def printed_lines(lines: Sequence[Clause]) -> tuple[Clause, ...]:
    """Return the lines that are printed, and where numbers between them are not used, a line that says so.

    Numbers are cited elsewhere: in contracts, in plans, in results. In an imported document only those count
    that it had itself.
    """
    return tuple(_kept(lines, read=any(_READ.fullmatch(one.place) for one in lines)))


def _kept(lines: Sequence[Clause], *, read: bool) -> Iterator[Clause]:
    reached: dict[tuple[str, str], int] = {}
    out: set[str] = set()
    for one in lines:
        if one.standing is Standing.LEFT_OUT:
            out.add(one.number)
            continue
        digits = None if one.kind is LineKind.SECTION else _LAST_NUMBER.search(one.number)
        if digits is not None and (read or _is_shipped(one)):
            head, tail, number = one.number[: digits.start()], one.number[digits.end() :], int(digits[0])
            before = reached.get((head, tail), 0)
            between = range(before + 1 if before < number else 1, number)
            missing = [at for at in between if not read or f"{head}{at}{tail}" in out]
            for first, last in _runs(missing):
                yield _not_used(one, head, tail, first, last)
            out -= {f"{head}{at}{tail}" for at in missing}
            reached[head, tail] = number
        yield one


def _is_shipped(one: Clause) -> bool:
    if not _SHIPPED.fullmatch(one.number):
        return False
    return all(one.number.startswith(_HEADS[feed.kind]) for feed in one.feeds if feed.kind in _HEADS)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of numbers."""
    first = last = 0
    for number in numbers:
        if number != last + 1 or not first:
            if first:
                yield first, last
            first = number
        last = number
    if first:
        yield first, last


def _not_used(before: Clause, head: str, tail: str, first: int, last: int) -> Clause:
    several = last > first
    text = Text("не применяются" if several else "не применяется", "not used")
    if tail == ")" and before.text.ru[:1].islower():
        text = Text(f"{text.ru};", f"{text.en};")
    else:
        text = Text(f"{text.ru.capitalize()}.", "Not used.")
    number = f"{head}{first}{tail}"
    if several:
        number += f"–{head.rpartition(' ')[2]}{last}{tail}"
    return replace(
        before,
        place="",
        number=number,
        text=text,
        standing=Standing.HEADING,
        source=text,
        caption=None,
        feeds=(),
    )
