"""The person who works here, as long as there is no file that knows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works here, as typed; kept when the language changes."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    post: str = ""
