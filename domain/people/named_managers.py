"""Managers given by name in a list of people: whom in the file or the list the name can mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from domain.people.person import Person
from domain.people.twins import ByName
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


@dataclass(frozen=True, slots=True)
class _Told:
    """Whom a text can mean, whoever asks; ``same`` are the keys of those with exactly that full name.

    ``spelled``: the given name is written out.
    """

    fitting: tuple[Boss, ...]
    same: frozenset[int]
    spelled: bool


class Bosses:
    """All people of the file and all new ones of the list, by name; each text is looked up once."""

    def __init__(self, people: Iterable[Person], new: Iterable[tuple[int, Person]]) -> None:
        every = chain(((one.id, one) for one in people), ((-row, one) for row, one in new))
        self._by_name = ByName(every)
        self._told: dict[str, _Told] = {}

    def meant(self, text: str, own: int) -> tuple[Boss, ...]:
        """Return whom a name can mean, except *own*; only exact full names if there are any."""
        told = self._found(text)
        fitting = [boss for boss in told.fitting if boss.key != own]
        return tuple([boss for boss in fitting if boss.key in told.same] or fitting)

    def is_whole(self, text: str, boss: Boss) -> bool:
        """Return whether the text is the full name, given name spelled out, so that no question is needed."""
        told = self._found(text)
        return told.spelled and boss.key in told.same

    def _found(self, text: str) -> _Told:
        told = self._told.get(text)
        if told is None:
            asked = named(text)
            name, found = fold(asked.full_name), self._by_name.of(asked)
            fitting = tuple(Boss(key, one) for key, one in found.items() if _fits(asked, one))
            same = frozenset(boss.key for boss in fitting if fold(boss.person.full_name) == name)
            told = self._told[text] = _Told(fitting, same, len(asked.given.rstrip(".")) > 1)
        return told


def named(text: str) -> Person:
    """Return a name written in one cell as a person: «Громов М.С.», «Громов Максим Сергеевич»."""
    parts = re.sub(r"\.(?=\S)", ". ", text).split()
    surname, given, patronymic = (*parts[:2], *[""] * (2 - len(parts[:2])), " ".join(parts[2:]))
    return Person(surname=surname, given=given, patronymic=patronymic)


def _fits(asked: Person, known: Person) -> bool:
    """Return whether the patronymics are compatible."""
    one, other = fold(asked.patronymic).rstrip("."), fold(known.patronymic).rstrip(".")
    if not one or not other:
        return True
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
