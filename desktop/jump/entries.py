"""What the jump box offers: screens, acts, people, each with its words and the words it is found by."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.people.person import Person, PersonKind
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

    ``note`` stands beside the words in quiet letters; ``also`` are words it is found by unseen, a line each
    for what belongs together.
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
        """The text that typed letters are compared with."""
        return f"{self.title}\n{self.also}"


def of_people(people: Iterable[Person]) -> tuple[Entry, ...]:
    """Return an entry for each person, in this order."""
    return tuple(
        Entry(
            kind=Kind.PERSON,
            title=person.full_name,
            icon="user-round-plus" if person.kind is PersonKind.CANDIDATE else "user-round",
            person_id=person.id,
            note=", ".join(part for part in (person.code, person.unit or person.post) if part),
            also=f"{person.code} {person.personnel_no or ''}",
        )
        for person in people
    )


def in_all_languages(*messages: str) -> str:
    """Return the texts in each language: «people» is found in a Russian window as well."""
    return "\n".join(words(language).gettext(one) for language in LANGUAGES for one in messages)
