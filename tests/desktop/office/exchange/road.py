"""What an assessor said about a case that is taken along, at home and elsewhere: what must be there in the
end, and what the assessor gave up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.exchange.draft_merge import Clash, Side
from domain.exchange.packet import SentDraft, SentFact, SentRow


@dataclass(frozen=True)
class Given:
    """A level that somebody typed: the instant tells it from the same level typed again."""

    item: str
    level: int
    at: datetime


class Road:
    """All that was typed in both files, and what was taken away by whoever saw it.

    A level is given up by another one typed over it, or by choosing the other side where both files had
    changed it; that side may say nothing, as a sheet does that was handed in without a mark. A fact is given
    up by such a choice alone.
    """

    def __init__(self) -> None:
        self._given: set[Given] = set()
        self._facts: set[str] = set()
        self._gone: set[Given | str] = set()
        self._emptied: set[str] = set()
        self._like: dict[Given, Given] = {}

    def typed(self, before: SentDraft | None, after: SentDraft | None) -> None:
        """Note what somebody typed who had seen *before*."""
        seen, there = _levels(before), _levels(after)
        for item, given in there.items():
            if given != seen.get(item):
                self._given.add(given)
                self._gone |= {seen[item]} if item in seen else set()
        self._facts |= _facts(after) - _facts(before)

    def agreed(self, here: SentDraft | None, brought: SentDraft | None) -> None:
        """Note what both files said alike as a packet came: who changes one of two changes both."""
        mine = _levels(here)
        for item, given in _levels(brought).items():
            if item in mine and mine[item].level == given.level:
                first, second = self._first(mine[item]), self._first(given)
                if first != second:
                    self._like[second] = first

    def settled(self, clashes: tuple[Clash, ...], chosen: Mapping[str, Side]) -> None:
        """Note what the assessor gave up by a choice."""
        for one in clashes:
            sides = (one.here, one.brought)
            kept, other = sides if chosen[one.uid] is Side.HERE else reversed(sides)
            given, left = _given(kept), _given(other)
            if left is not None and left != given:
                self._gone.add(left)
            if given is None:
                self._emptied.add(one.item)

    def lost(self, at_home: SentDraft | None) -> list[str]:
        """Return what is not there although nobody took it away, and what is there but was never typed."""
        levels = {item: given.level for item, given in _levels(at_home).items()}
        gone = {self._first(one) if isinstance(one, Given) else one for one in self._gone}
        wrong = [f"nobody gave {item}" for item in levels if not any(one.item == item for one in self._given)]
        for item in sorted({one.item for one in self._given}):
            typed = {one for one in self._given if one.item == item}
            alive = {one.level for one in typed if self._first(one) not in gone}
            if alive and {levels.get(item)} != alive:
                wrong.append(f"{item} is {levels.get(item)} and not {sorted(alive)}")
            elif item not in levels and item not in self._emptied:
                wrong.append(f"{item} has no level any more")
        wrong += [f"fact {one} is lost" for one in sorted(self._facts - gone - _facts(at_home))]
        return wrong + [f"nobody wrote fact {one}" for one in sorted(_facts(at_home) - self._facts)]

    def _first(self, given: Given) -> Given:
        while given in self._like:
            given = self._like[given]
        return given


def _given(side: SentRow | SentFact | None) -> Given | str | None:
    if isinstance(side, SentFact):
        return side.uid
    if side is None or side.level is None or side.rated_at is None:
        return None
    return Given(side.item, side.level, side.rated_at)


def _levels(draft: SentDraft | None) -> dict[str, Given]:
    rows = () if draft is None else draft.rows
    return {row.item: given for row in rows if isinstance(given := _given(row), Given)}


def _facts(draft: SentDraft | None) -> set[str]:
    return set() if draft is None else {one.uid for one in draft.facts}
