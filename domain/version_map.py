"""What became of each item from one edition to the next."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """Same and reworded keep the identity of the item; the others begin or end one."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the map: codes of the old edition, codes of the new one.

    ``alike`` is how alike the texts are, 0..100; 100 where they say the same.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    alike: int = 100
