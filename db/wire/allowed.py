"""The table of what the service does, for whom and of what; a test compares it with what windows ask for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import resources
from domain.login import LoginRole

TABLE = "service/allowed.txt"
_PART = re.compile(r"([a-z]+)(?:\(([a-z_]+)\))?")


class Kind(StrEnum):
    """How a function is run; one that stays is never run for a client."""

    READ = "read"
    WRITE = "write"
    STAYS = "stays"


class View(StrEnum):
    """Whose view an answer is, where no parameter says so."""

    ACTOR = "actor"
    WITHIN = "within"
    ANYBODY = "anybody"
    ACCOUNTS = "accounts"
    NOBODY = "nobody"


class Reach(StrEnum):
    """What a role may ask about."""

    ANY = "any"
    JOURNAL = "journal"
    OWN = "own"
    SEEN = "seen"
    UNITS = "units"
    TEAM = "team"
    FILLED = "filled"
    NONE = "none"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Bound:
    """What one parameter must lie within; without a parameter nothing is bounded."""

    reach: Reach
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """One function; ``viewer`` is the parameter that the login fills, empty if ``view`` says whose it is.

    ``grants`` are the roles beside HR that may ask, and all bounds of each; HR is there only if it has some.
    ``why`` it stays with the file.
    """

    name: str
    kind: Kind
    viewer: str = ""
    view: View | None = None
    grants: Mapping[LoginRole, tuple[Bound, ...]] = MappingProxyType({})
    why: str = ""

    def allows(self, role: LoginRole) -> bool:
        """Whether this role may ask, be it within bounds; HR may, but of accounts."""
        return role in self.grants or (role is LoginRole.HR and self.view is not View.ACCOUNTS)


@cache
def table() -> Mapping[str, Allowed]:
    """Return every function of the table by its name."""
    lines = (line.split() for line in resources.text(TABLE).splitlines())
    rows = [_row(*line) for line in lines if line and line[0] != "#"]
    found = {row.name: row for row in rows}
    assert len(found) == len(rows), "a function stands twice"
    return MappingProxyType(found)


def may(role: LoginRole, name: str) -> bool:
    """Whether the table grants this function to the role, be it of one's own alone."""
    row = table()[name]
    return row.kind is not Kind.STAYS and row.allows(role)


def _row(kind: str, name: str, view: str, *grants: str) -> Allowed:
    if kind == Kind.STAYS:
        return Allowed(name, Kind.STAYS, why=view)
    known = {one.value: one for one in View}
    roles = dict(one.split(":") for one in grants)
    return Allowed(
        name,
        Kind(kind),
        "" if view in known else view,
        known.get(view),
        {LoginRole(role): tuple(map(_bound, parts.split("+"))) for role, parts in roles.items()},
    )


def _bound(text: str) -> Bound:
    found = _PART.fullmatch(text)
    assert found is not None, text
    return Bound(Reach(found[1]), found[2] or "")
