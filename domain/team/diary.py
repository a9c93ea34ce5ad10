"""The diary: notes of what was seen, apart from sheets, and the one that is being typed."""

from dataclasses import dataclass

from domain.assessing.evidence import Evidence, Polarity
from domain.text import Text


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the diary lists it; ``used`` tells that it stands in a submitted sheet and stays as it is.

    ``author_name`` is short, ``mine`` whether it is of whoever looks. ``labels`` are those of the items, in
    their order: codes alone mean something else in another model.
    """

    fact: Evidence
    person_name: str
    person_code: str
    author_name: str
    mine: bool
    used: bool
    labels: tuple[Text, ...] = ()

    @property
    def changeable(self) -> bool:
        """Whether whoever looks may change it or take it back."""
        return self.mine and not self.used


@dataclass(frozen=True, slots=True)
class HalfNote:
    """What is typed and chosen for a note that is not written down yet; the day as it stands in its field.

    ``person_id`` is None while nobody is chosen.
    """

    person_id: int | None = None
    text: str = ""
    polarity: Polarity = Polarity.FOR
    day: str = ""
    codes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost with it."""
        return not self.text.strip() and not self.codes
