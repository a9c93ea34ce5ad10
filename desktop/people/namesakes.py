"""People in the list who may be the same by name, found without a query for each."""

from collections import defaultdict
from collections.abc import Iterable

from domain.people.person import Person
from domain.people.twins import asked_by, known_by


class Namesakes:
    """Finds similar names among all people; whether they are one person only a human can say."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for one in people:
            for key in known_by(one):
                self._by_name[key].append(one)

    def of(self, person: Person) -> tuple[Person, ...]:
        """Return the others with a similar name, in the order of the list."""
        found = {one.id: one for key in asked_by(person) for one in self._by_name.get(key, ())}
        return tuple(one for one in found.values() if one.id != person.id)
