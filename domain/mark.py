"""The mark: what an assessor says of one item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.errors import Refused
from domain.scale import check_level
from domain.sheet_kinds import Origin, Role, State


@dataclass(frozen=True, slots=True)
class Mark:
    """What an assessor says of one item.

    ``level`` is there exactly when ``state`` is RATED, so that "nothing known"
    can never be taken for "level 0".
    """

    state: State
    level: int | None = None

    def __post_init__(self) -> None:
        assert (self.state is State.RATED) == (self.level is not None), self

    @classmethod
    def rated(cls, level: int) -> Self:
        """Return a mark with a level.

        Raises:
            OffScale: if the scale has no such level.
        """
        check_level(level)
        return cls(State.RATED, level)


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood in an item when somebody decided on its mark; None is no mark."""

    mark: Mark | None


class Overtaken(Refused):
    """Another mark than the one that was seen stands there by now; it stays.

    ``there`` is that mark, None where there is none, ``origin`` and ``at`` how and when it came.
    """

    def __init__(self, there: Mark | None, origin: Origin | None, at: datetime | None) -> None:
        super().__init__()
        self.there, self.origin, self.at = there, origin, at


@dataclass(frozen=True, slots=True)
class GivenMark:
    """A mark of a submitted sheet, with whose it is."""

    assessor_id: int
    role: Role
    mark: Mark


SHY_ROLES = (Role.PEER, Role.SUBORDINATE)
ENOUGH_OF_A_ROLE = 3


def shy(present: Iterable[Role]) -> frozenset[Role]:
    """Return the roles whose details must not show, one role a sheet handed in (law 15)."""
    roles = tuple(present)
    return frozenset(one for one in SHY_ROLES if 0 < roles.count(one) < ENOUGH_OF_A_ROLE)


def kept_apart(present: Iterable[Role]) -> bool:
    """Whether marks, facts and comments of these sheets must not be shown one by one (law 15).

    Not those of the other roles either: the mark of the one colleague is the mean less theirs, and a fact is
    often the very words of a level.
    """
    return bool(shy(present))
