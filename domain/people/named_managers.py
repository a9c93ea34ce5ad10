"""Managers given by name in a list of people: whom in the file or the list the name can mean."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.people.person import Person
from domain.people.twins import asked_by, known_by
from domain.text import fold


@dataclass(frozen=True, slots=True)
class Boss:
    """A person the name may mean: in the file by id, or new in the list by minus the row number."""

    key: int
    person: Person

    @property
    def row(self) -> int:
        """The row in the list, 0 for a person in the file."""
        return max(-self.key, 0)


class Bosses:
    """All people of the file and all new ones of the list, by name."""

    def __init__(self, people: Iterable[Person], new: Iterable[tuple[int, Person]]) -> None:
        self._by_name: dict[str, list[Boss]] = defaultdict(list)
        every = [*(Boss(one.id, one) for one in people), *(Boss(-row, one) for row, one in new)]
        for boss in every:
            for key in known_by(boss.person):
                self._by_name[key].append(boss)

    def meant(self, text: str, own: int) -> tuple[Boss, ...]:
        """Return whom a name can mean, except *own*; only exact full names if there are any."""
        asked = named(text)
        found = {boss.key: boss for key in asked_by(asked) for boss in self._by_name.get(key, ())}
        fitting = [boss for boss in found.values() if boss.key != own and _fits(asked, boss.person)]
        same = [boss for boss in fitting if fold(boss.person.full_name) == fold(asked.full_name)]
        return tuple(same or fitting)


def named(text: str) -> Person:
    """Return a name written in one cell as a person: «Громов М.С.», «Громов Максим Сергеевич»."""
    parts = re.sub(r"\.(?=\S)", ". ", text).split()
    surname, given, patronymic = (*parts[:2], *[""] * (2 - len(parts[:2])), " ".join(parts[2:]))
    return Person(surname=surname, given=given, patronymic=patronymic)


def whole(text: str, boss: Boss) -> bool:
    """Return whether the text is the full name, given name spelled out, so that no question is needed."""
    asked = named(text)
    return len(asked.given.rstrip(".")) > 1 and fold(asked.full_name) == fold(boss.person.full_name)


def _fits(asked: Person, known: Person) -> bool:
    """Return whether the patronymics are compatible."""
    one, other = fold(asked.patronymic).rstrip("."), fold(known.patronymic).rstrip(".")
    if not one or not other:
        return True
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
