"""Which item of the next edition matches which of the current one: proposed by identity, then by similarity.

These are only proposals: a person says what became of an item.
"""

from collections.abc import Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from domain.framework.edition import Edition
from domain.framework.framework import Item, Kind
from domain.framework.version_map import Fate, Link
from domain.text import fold
from reports.intake.likeness import ALIKE, alike, percent
from reports.intake.model.model_book import item_key

PART = 85.0  # how much of a part must be in the whole, of 100
WHOLE = 86.0  # how alike the joined parts must be to the whole, of 100
BETTER = 4.0  # by how much two parts must beat the best single one
_PARTS = 8  # parts that are tried in pairs for one whole


def propose(old: Edition, new: Edition) -> tuple[Link, ...]:
    """Return the map of items in the order of the new edition, dropped items last.

    Items with the same identity are the same whatever they say; knowledge never becomes a skill.
    """
    links: list[Link] = []
    for kind in Kind:
        links += _Kind(
            new.key,
            [one for one in old.items if one.kind is kind],
            [one for one in new.items if one.kind is kind],
        ).links()
    order = {one.code: at for at, one in enumerate(new.items)}
    last = {one.code: len(order) + at for at, one in enumerate(old.items)}
    return tuple(sorted(links, key=lambda one: order[one.new[0]] if one.new else last[one.old[0]]))


class _Kind:
    """The items of one kind on both sides; each gets at most one partner."""

    def __init__(self, model: str, old: Sequence[Item], new: Sequence[Item]) -> None:
        self.model = model
        self.old = {one.code: fold(one.text.ru) for one in old}
        self.new = {one.code: fold(one.text.ru) for one in new}
        self.old_keys = {one.key: one.code for one in old}
        self.new_items = new
        self.found: list[Link] = []

    def links(self) -> list[Link]:
        """Return what became of each item."""
        self._identities()
        self._equal()
        self._split()
        self._merged()
        self._reworded()
        self.found += [Link(Fate.NEW, (), (code,), 0) for code in self.new]
        self.found += [Link(Fate.DROPPED, (code,), (), 0) for code in self.old]
        return self.found

    def _take(self, fate: Fate, old: Sequence[str], new: Sequence[str]) -> None:
        share = percent([self.old[code] for code in old], [self.new[code] for code in new])
        self.found.append(Link(fate, tuple(old), tuple(new), share))
        for code in old:
            del self.old[code]
        for code in new:
            del self.new[code]

    def _identities(self) -> None:
        for item in self.new_items:
            code = self.old_keys.get(item.key)
            if code is None or code not in self.old:
                continue
            likeness = alike(self.old[code], self.new[item.code])
            if self.old[code] == self.new[item.code]:
                self._take(Fate.SAME, (code,), (item.code,))
            # A plain-text reader makes identities out of line numbers, so the words have to agree as well.
            elif likeness >= ALIKE and not self._from_numbers(item):
                self._take(Fate.REWORDED, (code,), (item.code,))

    def _from_numbers(self, item: Item) -> bool:
        """Tell whether the identity is made from nothing but the line number."""
        return item.key == item_key(self.model, item.code)

    def _equal(self) -> None:
        by_text: dict[str, list[str]] = {}
        for code, text in self.old.items():
            by_text.setdefault(text, []).append(code)
        for code, text in list(self.new.items()):
            waiting = by_text.get(text, [])
            if waiting:
                chosen = code if code in waiting else waiting[0]
                waiting.remove(chosen)
                self._take(Fate.SAME, (chosen,), (code,))

    def _split(self) -> None:
        for code, text in list(self.old.items()):
            parts = _parts(text, self.new)
            if parts is not None:
                self._take(Fate.SPLIT, (code,), parts)

    def _merged(self) -> None:
        for code, text in list(self.new.items()):
            parts = _parts(text, self.old)
            if parts is not None:
                self._take(Fate.MERGED, parts, (code,))

    def _reworded(self) -> None:
        if not self.old or not self.new:
            return
        pairs = [
            (alike(text, other) + (0.5 if code == again else 0), code, again)
            for code, text in self.old.items()
            for other, _score, again in process.extract(
                text, self.new, scorer=fuzz.token_sort_ratio, limit=5, score_cutoff=ALIKE - 12
            )
        ]
        for likeness, code, again in sorted(pairs, key=lambda one: (-one[0], one[1], one[2])):
            if likeness >= ALIKE and code in self.old and again in self.new:
                self._take(Fate.REWORDED, (code,), (again,))


def _parts(whole: str, texts: dict[str, str]) -> tuple[str, ...] | None:
    """Return the two texts that together make up the whole, or None."""
    near = process.extract(whole, texts, scorer=fuzz.token_set_ratio, limit=_PARTS, score_cutoff=PART)
    parts = [(code, text) for text, _score, code in near if len(text) < len(whole) * 0.9]
    if len(parts) < 2:
        return None
    best = max(alike(whole, text) for text in texts.values())
    found: tuple[tuple[str, ...], float] | None = None
    for (code, text), (other, more) in combinations(parts, 2):
        likeness = max(alike(whole, f"{text} {more}"), alike(whole, f"{more} {text}"))
        if likeness >= WHOLE and likeness >= best + BETTER and (found is None or likeness > found[1]):
            pair = (code, other) if whole.find(text[:12]) <= whole.find(more[:12]) else (other, code)
            found = pair, likeness
    return None if found is None else found[0]
