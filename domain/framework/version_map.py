"""What became of each item from one edition to the next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Fate(StrEnum):
    """Same and reworded keep the identity of the item; the others begin or end one."""

    SAME = "same"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


KEEPING = (Fate.SAME, Fate.REWORDED)


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the map: codes of the old edition, codes of the new one.

    ``alike`` is how alike the texts are, 0..100; 100 where they say the same.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    alike: int = 100

    @property
    def said(self) -> tuple[Fate, tuple[str, ...], tuple[str, ...]]:
        """What a person confirms of it; how alike the texts are is no part of that."""
        return self.fate, self.old, self.new


class Word(StrEnum):
    """On whose word a line stands: a person's, a file's that nobody has looked at, or what the draft is."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    IMPLIED = "implied"


@dataclass(frozen=True, slots=True)
class MapLine:
    """A link with who confirmed it and when; both are empty where nobody did."""

    link: Link
    word: Word
    actor: str = ""
    on: date | None = None

    @property
    def waits(self) -> bool:
        """Tell whether a person has to say that it is so: what is the same needs nobody."""
        return self.word is Word.PROPOSED and self.link.fate is not Fate.SAME
