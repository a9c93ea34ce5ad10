"""What the jump box offers: screens, acts, people, each with its text and its search terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import override

from domain.matching import Index
from domain.people.name import Roll
from domain.people.person import PersonKind
from resources.i18n import LANGUAGES, words


class Kind(StrEnum):
    """Where an entry leads."""

    PLACE = "place"
    ACT = "act"
    PERSON = "person"
    ITEM = "item"
    PAPER = "paper"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: ``name`` is the place or act in code, ``person_id`` the person; ``cap`` the key that does it.

    ``note`` is shown beside the text, muted; ``also`` are search terms that are not shown, related ones on
    one line.
    """

    kind: Kind
    title: str
    icon: str
    name: str = ""
    person_id: int = 0
    note: str = ""
    cap: str = ""
    also: str = ""

    @property
    def searched(self) -> str:
        """The text that is searched."""
        return f"{self.title}\n{self.also}"


class Shelf:
    """Entries that are searched together, created in advance or when found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.index = Index(entry.searched for entry in self.entries)

    def entry(self, number: int) -> Entry:
        """Return the entry with this number in the index."""
        return self.entries[number]

    @property
    def keyed(self) -> dict[str, Entry]:
        """The entries that a key does, by the key cap."""
        return {one.cap: one for one in reversed(self.entries) if one.cap}


class People(Shelf):
    """An entry for each person, in this order; created when found."""

    def __init__(self, roll: Roll) -> None:
        super().__init__(())
        self._roll = roll
        self.index = roll.by_number

    @override
    def entry(self, number: int) -> Entry:
        person = self._roll.everybody[number]
        return Entry(
            kind=Kind.PERSON,
            title=person.full_name,
            icon="user-round-plus" if person.kind is PersonKind.CANDIDATE else "user-round",
            person_id=person.id,
            note=", ".join(part for part in (person.code, person.unit or person.post) if part),
        )


def in_all_languages(*messages: str) -> str:
    """Return the texts in all languages: «people» is found in a Russian window too."""
    return "\n".join(words(language).gettext(one) for language in LANGUAGES for one in messages)
