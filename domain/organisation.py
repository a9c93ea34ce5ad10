"""The organisation that the file belongs to, and its units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """Requisites that papers print; an empty text is a line to fill by hand."""

    uid: str
    full_name: str = ""
    short_name: str = ""
    city: str = ""
    approver_post: str = ""
    approver_name: str = ""
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the organisation; ``parent_id`` is None at the top."""

    id: int
    uid: str
    name: str
    parent_id: int | None = None
