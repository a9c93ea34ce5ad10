"""The diary: notes of what was seen, apart from sheets, the note being typed, and what is found on sheets."""

from dataclasses import dataclass

from domain.assessing.evidence import Evidence, Polarity
from domain.text import Text


@dataclass(frozen=True, slots=True)
class OnSheet:
    """Where words on a sheet stand: the assessment's title, else its code, and what opens them.

    ``is_comment`` means they comment on a mark, else they are a fact. The sheet of a colleague or subordinate
    stays closed (law 15): ``sheet_id`` is 0, and the result of the case is opened instead.
    """

    title: str
    case_id: int
    sheet_id: int
    is_comment: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the diary lists it; ``used`` means a submitted sheet contains it, so it can no longer change.

    ``author_name`` is the short form; ``mine`` means the viewer wrote it. ``labels`` are those of the items,
    in their order, because the same codes mean something else in another model. Words found on a sheet are
    listed with notes; ``on_sheet`` is None for a note. A comment stands in as a neutral fact with the id 0.
    """

    fact: Evidence
    person_name: str
    person_code: str
    author_name: str
    mine: bool
    used: bool
    labels: tuple[Text, ...] = ()
    on_sheet: OnSheet | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The newest notes about a person or everybody, ``count`` of them in all, and ``total`` about everybody.

    ``items`` are those of all notes, code and label, by code. ``on_sheets`` is how many facts and comments
    sheets hold, whoever may see them, not counted beyond a page.
    """

    notes: tuple[Note, ...]
    count: int
    total: int
    items: tuple[tuple[str, Text], ...]
    on_sheets: int = 0

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
