"""Whom a field names: somebody of the file, or a name that is new."""

from collections.abc import Sequence

from desktop.kit.form.fields import LookUpField
from domain.people.person import Person, PersonKind
from domain.text import fold


def new_person(name: str, kind: PersonKind) -> Person:
    """Return somebody of whom only the name is known: surname first, as it stands in lists."""
    surname, _space, rest = name.partition(" ")
    given, _space, patronymic = rest.partition(" ")
    return Person(
        kind=kind,
        surname=surname,
        given=given,
        patronymic=patronymic,
        is_actor=kind is not PersonKind.CANDIDATE,
    )


def known_id(field: LookUpField, offered: Sequence[Person]) -> int | None:
    """Return whom the field names: a line of its list, or the only one of that name; None is somebody new."""
    found = field.read()
    if found is None:
        name = fold(field.text)
        alike = [one.id for one in offered if fold(one.full_name) == name]
        found = alike[0] if len(alike) == 1 else None
    return found


def named(person: Person) -> str:
    """Two people may have one name: the code tells them apart."""
    return f"{person.full_name} · {person.code}"
