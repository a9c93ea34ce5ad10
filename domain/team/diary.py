"""The diary: notes of what was seen, apart from sheets, and the note being typed."""

from dataclasses import dataclass

from domain.assessing.evidence import Evidence, Polarity
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the diary lists it; ``used`` means a submitted sheet contains it, so it can no longer change.

    ``author_name`` is the short form; ``mine`` means the viewer wrote it. ``labels`` are those of the items,
    in their order, because the same codes mean something else in another model.
    """

    fact: Evidence
    person_name: str
    person_code: str
    author_name: str
    mine: bool
    used: bool
    labels: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The newest notes about a person or everybody, ``count`` of them in all, and ``total`` about everybody.

    ``items`` are those of all notes, code and label, by code.
    """

    notes: tuple[Note, ...]
    count: int
    total: int
    items: tuple[tuple[str, Text], ...]

    @property
    def is_whole(self) -> bool:
        """Whether there are no more notes than these."""
        return len(self.notes) == self.count


@dataclass(frozen=True, slots=True)
class HalfNote:
    """What is typed and chosen for a note not yet saved; ``day`` is the raw text of its field.

    ``person_id`` is None while no one is chosen.
    """

    person_id: int | None = None
    text: str = ""
    polarity: Polarity = Polarity.FOR
    day: str = ""
    codes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether discarding it would lose nothing."""
        return not self.text.strip() and not self.codes
