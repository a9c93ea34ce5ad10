"""Managers who are written by name in a list of people: whom in the file or the list the name can mean."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from domain.people.person import Person
from domain.people.twins import asked_by, known_by
from domain.text import fold


@dataclass(frozen=True, slots=True)
class Boss:
    """Somebody who may be meant: of the file by the id, or somebody new of the list by minus the row."""

    key: int
    person: Person

    @property
    def row(self) -> int:
        """The row of the list, 0 for somebody of the file."""
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
        """Return who can be meant by a name, but for *own*; one alone if the whole name is theirs only."""
        asked = named(text)
        found = {boss.key: boss for key in asked_by(asked) for boss in self._by_name.get(key, ())}
        fitting = [boss for boss in found.values() if boss.key != own and _fits(asked, boss.person)]
        same = [boss for boss in fitting if fold(boss.person.full_name) == fold(asked.full_name)]
        return tuple(same or fitting)


def named(text: str) -> Person:
    """Return a name as it is written in one cell: «Громов М.С.», «Громов Максим Сергеевич»."""
    parts = re.sub(r"\.(?=\S)", ". ", text).split()
    surname, given, patronymic = (*parts[:2], *[""] * (2 - len(parts[:2])), " ".join(parts[2:]))
    return Person(surname=surname, given=given, patronymic=patronymic)


def whole(text: str, boss: Boss) -> bool:
    """Tell whether the text is the whole name, given name and all, so that nobody has to be asked."""
    asked = named(text)
    return len(asked.given.rstrip(".")) > 1 and fold(asked.full_name) == fold(boss.person.full_name)


def _fits(asked: Person, known: Person) -> bool:
    """Tell whether the patronymics do not speak against it."""
    one, other = fold(asked.patronymic).rstrip("."), fold(known.patronymic).rstrip(".")
    if not one or not other:
        return True
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
