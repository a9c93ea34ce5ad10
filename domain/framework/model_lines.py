"""Lines of a job description whose text is that of an item, a duty or a function."""

import re
from collections.abc import Iterable, Iterator

from domain.framework.framework import Duty, Function
from domain.framework.job_description import Clause, Feed, FeedKind, LineKind, Standing
from domain.text import Text


def numbered(rows: Iterable[tuple[str, Text, Feed]]) -> Iterator[Clause]:
    """Yield the lines of a list, ended by semicolons and the last one by a full stop."""
    lines = tuple(rows)
    for at, (number, text, feed) in enumerate(lines, start=1):
        yield of_model(number, LineKind.ITEM, text, feed, "." if at == len(lines) else ";")


def of_model(number: str, kind: LineKind, text: Text, feed: Feed, end: str) -> Clause:
    """Return a line whose text is the model's, ended so unless it is already."""
    full = Text(ended(text.ru, end), ended(text.en, end) if text.en else None)
    return Clause("", number, kind, full, Standing.MODEL, full, None, (feed,))


def ended(text: str, end: str) -> str:
    """Return the text with this end, unless it has one of its own."""
    return text if text.endswith((".", ";", ":", "!", "?")) else text + end


def function_feed(one: Function) -> Feed:
    """Return what the line of a function leads to."""
    return Feed(FeedKind.FUNCTION, one.code)


def duty_feed(one: Duty) -> Feed:
    """Return what the line of a duty leads to."""
    return Feed(FeedKind.DUTY, one.code)


def order(clause: str) -> tuple[object, ...]:
    """Return the place of a clause among others; what has no number comes last."""
    numbers = tuple(int(one) for one in re.findall(r"\d+", clause)[:6])
    return (not clause, numbers)
