"""What became of each item from one edition to the next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Fate(StrEnum):
    """*Same* and *reworded* keep the identity of the item; the others begin or end one."""

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

    ``alike`` is how similar the texts are, 0..100; 100 if they are the same.
    """

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]
    alike: int = 100

    @property
    def said(self) -> tuple[Fate, tuple[str, ...], tuple[str, ...]]:
        """What a person confirms; the similarity of the texts is not part of it."""
        return self.fate, self.old, self.new


class Word(StrEnum):
    """What a line rests on: a person's confirmation, a file's unchecked proposal, or the draft itself."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    IMPLIED = "implied"


@dataclass(frozen=True, slots=True)
class MapLine:
    """A link with who confirmed it and when; both are empty if no one has."""

    link: Link
    word: Word
    actor: str = ""
    on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether a person still has to confirm it; identical items need no one."""
        return self.word is Word.PROPOSED and self.link.fate is not Fate.SAME
