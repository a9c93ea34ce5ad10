"""Which function an item of a job description may belong to: proposed by its words, for people to confirm."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import log

from domain.framework.edition import Edition
from domain.framework.framework import Item, Kind
from domain.text import fold

_WORD = re.compile(r"[а-яa-z]{4,}")
_STEM = 6  # letters: enough to tell words apart, few enough to drop their endings


def placed(edition: Edition) -> Edition:
    """Return the edition with each item under the function whose title and duties share most words with it.

    A job description lists its items function by function without saying where one ends, so within a kind a
    later item never goes back to an earlier function.
    """
    if len(edition.functions) < 2:
        return edition
    codes = [one.code for one in edition.functions]
    texts = {
        code: " ".join(
            [edition.function(code).text.ru, *(one.text.ru for one in edition.duties if one.function == code)]
        )
        for code in codes
    }
    stems = {code: Counter(_stems(text)) for code, text in texts.items()}
    spread = Counter(stem for counted in stems.values() for stem in counted)

    def likeness(item: Item, code: str) -> float:
        return sum(log(len(codes) / spread[one]) for one in _stems(item.text.ru) if one in stems[code])

    place: dict[str, str] = {}
    for kind in Kind:
        items = [one for one in edition.items if one.kind is kind]
        table = [[likeness(one, code) for code in codes] for one in items]
        place |= {one.code: codes[at] for one, at in zip(items, _rising(table), strict=True)}
    order = {code: at for at, code in enumerate(codes)}
    items = sorted(
        (replace(one, function=place[one.code]) for one in edition.items),
        key=lambda one: (order[one.function], one.kind is Kind.SKILL),
    )
    return replace(edition, items=tuple(items))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(text))}


def _rising(table: Sequence[Sequence[float]]) -> list[int]:
    """Return a column for each row, never falling, with the highest sum; of equals the first."""
    if not table:
        return []
    best = [list(table[0])]
    for row in table[1:]:
        before, top = best[-1], float("-inf")
        made: list[float] = []
        for at, value in enumerate(row):
            top = max(top, before[at])
            made.append(top + value)
        best.append(made)
    at = max(range(len(table[0])), key=best[-1].__getitem__)
    chosen = [at]
    for row in reversed(best[:-1]):
        at = max(range(chosen[-1] + 1), key=row.__getitem__)
        chosen.append(at)
    return chosen[::-1]
