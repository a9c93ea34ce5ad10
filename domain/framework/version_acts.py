"""Acts on the map of versions: lines joined, cut, checked; each returns a new map and changes none."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from domain.errors import Refused
from domain.framework.edition import Edition
from domain.framework.version_map import KEEPING, Fate, Link
from domain.text import fold

_SHAPES: dict[Fate, tuple[int, int]] = {  # number of old and new items for each fate; 2 means two or more
    Fate.SAME: (1, 1),
    Fate.REWORDED: (1, 1),
    Fate.SPLIT: (1, 2),
    Fate.MERGED: (2, 1),
    Fate.NEW: (0, 1),
    Fate.DROPPED: (1, 0),
}


class MapFlaw(StrEnum):
    """What is wrong with a map: too few lines to join, an item in two lines, or a line that fits no fate.

    Lines only lead from one edition to the next, so none can lead back to itself.
    """

    FEW = "few"
    OLD_TWICE = "old_twice"
    NEW_TWICE = "new_twice"
    MANY_TO_MANY = "many_to_many"
    SHAPE = "shape"
    TWO_KINDS = "two_kinds"


class MapFaulty(Refused):
    """The map would contradict itself; ``codes`` are the items at fault."""

    def __init__(self, flaw: MapFlaw, codes: Sequence[str] = ()) -> None:
        super().__init__(flaw, *codes)
        self.flaw, self.codes = flaw, tuple(codes)


class Unconfirmed(Refused):
    """``count`` proposed lines of the map have not been confirmed by anyone."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def check(links: Iterable[Link]) -> None:
    """Check that every item has one fate.

    Raises:
        MapFaulty: if not.
    """
    known = tuple(links)
    for flaw, codes in (
        (MapFlaw.OLD_TWICE, [code for one in known for code in one.old]),
        (MapFlaw.NEW_TWICE, [code for one in known for code in one.new]),
    ):
        twice = [code for code, times in Counter(codes).items() if times > 1]
        if twice:
            raise MapFaulty(flaw, twice)
    for one in known:
        if len(one.old) > 1 and len(one.new) > 1:
            raise MapFaulty(MapFlaw.MANY_TO_MANY, (*one.old, *one.new))
        if (min(len(one.old), 2), min(len(one.new), 2)) != _SHAPES[one.fate]:
            raise MapFaulty(MapFlaw.SHAPE, (*one.old, *one.new))


def joined(links: Sequence[Link], chosen: Collection[Link], base: Edition, now: Edition) -> tuple[Link, ...]:
    """Join the chosen lines into one at the place of the first: reworded, split or merged, by their number.

    Raises:
        MapFaulty: if there are fewer than two lines, only items of one edition, several old items for several
            new ones, or a mix of knowledge and skill.
    """
    taken = [one for one in links if one in chosen]
    old = tuple(code for one in taken for code in one.old)
    new = tuple(code for one in taken for code in one.new)
    if len(taken) < 2:
        raise MapFaulty(MapFlaw.FEW)
    if not old or not new:
        raise MapFaulty(MapFlaw.SHAPE, (*old, *new))
    if len(old) > 1 and len(new) > 1:
        raise MapFaulty(MapFlaw.MANY_TO_MANY, (*old, *new))
    if len({*(base.item(code).kind for code in old), *(now.item(code).kind for code in new)}) > 1:
        raise MapFaulty(MapFlaw.TWO_KINDS, (*old, *new))
    fate = Fate.SPLIT if len(new) > 1 else Fate.MERGED if len(old) > 1 else _kept(base, now, *old, *new)
    made = Link(fate, old, new)
    first = links.index(taken[0])
    return tuple(
        made if at == first else one for at, one in enumerate(links) if at == first or one not in taken
    )


def cut(links: Sequence[Link], chosen: Collection[Link]) -> tuple[Link, ...]:
    """Take lines apart: their old items become dropped, their new ones new."""
    made: list[Link] = []
    for one in links:
        if one not in chosen or not (one.old and one.new):
            made.append(one)
            continue
        made += [Link(Fate.DROPPED, (code,), (), 0) for code in one.old]
        made += [Link(Fate.NEW, (), (code,), 0) for code in one.new]
    return tuple(made)


def fitting(link: Link) -> bool:
    """Return whether a line still fits its fate; one of its items may have been removed since."""
    return (min(len(link.old), 2), min(len(link.new), 2)) == _SHAPES[link.fate]


def implied(base: Edition, now: Edition, told: Sequence[Link]) -> tuple[Link, ...]:
    """Return the lines that item keys imply for items which no line of *told* covers."""
    told_old = {code for one in told for code in one.old}
    told_new = {code for one in told for code in one.new}
    before = {one.key: one.code for one in base.items}
    made: list[Link] = []
    for one in now.items:
        if one.code in told_new:
            continue
        old = before.get(one.key)
        if old is None or old in told_old:
            made.append(Link(Fate.NEW, (), (one.code,), 0))
        else:
            told_old.add(old)
            made.append(Link(_kept(base, now, old, one.code), (old,), (one.code,)))
    made += [Link(Fate.DROPPED, (one.code,), (), 0) for one in base.items if one.code not in told_old]
    return tuple(made)


def identities(links: Iterable[Link], base: Edition) -> dict[str, str]:
    """Return which new items are which old ones: code -> key, for lines that are the same or reworded."""
    return {one.new[0]: base.item(one.old[0]).key for one in links if one.fate in KEEPING}


def _kept(base: Edition, now: Edition, old: str, new: str) -> Fate:
    same = fold(base.item(old).text.ru) == fold(now.item(new).text.ru)
    return Fate.SAME if same else Fate.REWORDED
