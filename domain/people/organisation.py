"""The organisation that the file belongs to, and its units."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """The details that papers print; an empty text leaves a line to fill in by hand."""

    uid: str
    full_name: str = ""
    short_name: str = ""
    city: str = ""
    approver_post: str = ""
    approver_name: str = ""
    language: str = "ru"

    @property
    def heading(self) -> tuple[str, ...]:
        """The head of a signed paper: the full name, then the short one in brackets."""
        if self.full_name and self.short_name and self.full_name != self.short_name:
            return self.full_name, f"({self.short_name})"
        return tuple(name for name in (self.full_name or self.short_name,) if name)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the organisation; ``parent_id`` is None at the top."""

    id: int
    uid: str
    name: str
    parent_id: int | None = None
