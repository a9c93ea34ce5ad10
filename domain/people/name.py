"""A person as offered in lists and forms: a name and what tells namesakes apart."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from domain.matching import Index
from domain.people.person import PersonKind, short_name


class Name(NamedTuple):
    """``line`` is the name with the code, ``folded`` the sort key of names.

    A named tuple rather than a dataclass: there may be a hundred thousand of them.
    """

    id: int
    code: str
    kind: PersonKind
    surname: str
    given: str
    patronymic: str
    full_name: str
    line: str
    folded: str
    post: str
    unit: str
    personnel_no: str | None
    is_actor: bool
    left_on: date | None

    @property
    def short_name(self) -> str:
        """Surname and initials, as lists show them."""
        return short_name(self.surname, self.given, self.patronymic)

    def has_left(self, on: date) -> bool:
        """Return whether the person no longer works here; the last day of work still counts as work."""
        return self.left_on is not None and self.left_on < on


class Roll:
    """Everyone by folded name, with the lookups among them, each built once."""

    def __init__(self, everybody: Iterable[Name]) -> None:
        self.everybody = tuple(everybody)

    def prepare(self) -> None:
        """Build all lookups now, while no one is waiting."""
        _all = self.by_id, self.choices, self.candidates, self.assessors, self.by_number, self.by_post

    @cached_property
    def by_id(self) -> dict[int, Name]:
        """Person id -> name."""
        return {one.id: one for one in self.everybody}

    @cached_property
    def choices(self) -> tuple[tuple[int, str], ...]:
        """Person id and line of everybody, as forms offer them."""
        return tuple((one.id, one.line) for one in self.everybody)

    def there(self, on: date) -> tuple[Name, ...]:
        """Return whoever has not left by that day."""
        return tuple(one for one in self.everybody if not one.has_left(on))

    @cached_property
    def candidates(self) -> tuple[Name, ...]:
        """Those who are still candidates."""
        return tuple(one for one in self.everybody if one.kind is PersonKind.CANDIDATE)

    @cached_property
    def staff(self) -> tuple[Name, ...]:
        """Everyone else, including those who left."""
        return tuple(one for one in self.everybody if one.kind is not PersonKind.CANDIDATE)

    @cached_property
    def assessors(self) -> tuple[Name, ...]:
        """The staff, actors first."""
        return tuple(sorted(self.staff, key=lambda one: not one.is_actor))

    @cached_property
    def by_number(self) -> Index:
        """Finds by name, code and personnel number; its numbers are positions in ``everybody``."""
        return Index(f"{one.full_name}\n{one.code} {one.personnel_no or ''}" for one in self.everybody)

    @cached_property
    def by_post(self) -> Index:
        """Finds by name, code and post; its numbers are positions in ``everybody``."""
        return Index(f"{one.full_name} {one.code} {one.post}" for one in self.everybody)


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are of one person, in full or with initials, in either order."""
    return bool(one.strip()) and _initials(one) == _initials(other)


def _initials(name: str) -> tuple[str, ...]:
    """Return the surname and the initials; the surname is the first word, or the longest beside initials."""
    parts = [part for part in name.casefold().replace(".", " ").split() if part]
    surname = parts[0] if all(len(part) > 1 for part in parts) else max(parts, key=len, default="")
    return (surname, *sorted(part[0] for part in parts if part != surname))
