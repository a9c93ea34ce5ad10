"""Who works here, before there is a file that knows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works here, as typed; kept while the language changes."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    post: str = ""
