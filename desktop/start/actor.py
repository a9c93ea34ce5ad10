"""The person who works here, before there is a file that knows them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imported after the first paint
    from domain.people.person import Person


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works here, as typed; kept when the language changes."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    post: str = ""

    def person(self) -> "Person":
        """Return the employee to be added to a new file."""
        from domain.people.person import Person, PersonKind

        return Person(
            kind=PersonKind.EMPLOYEE,
            surname=self.surname,
            given=self.given,
            patronymic=self.patronymic,
            post=self.post,
            is_actor=True,
        )
