"""People in the list who may be the same by name, found without a query for each."""

from collections.abc import Iterable

from domain.people.person import Person
from domain.people.twins import ByName


class Namesakes:
    """Finds similar names among all people; whether they are one person only a human can say."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_name = ByName((one.id, one) for one in people)

    def of(self, person: Person) -> tuple[Person, ...]:
        """Return the others with a similar name, in the order of the list."""
        return tuple(one for one in self._by_name.of(person).values() if one.id != person.id)
