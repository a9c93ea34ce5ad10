"""The mark: what an assessor says about one item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.errors import Refused
from domain.scale import check_level
from domain.sheet_kinds import Origin, Role, State


@dataclass(frozen=True, slots=True)
class Mark:
    """What an assessor says about one item.

    ``level`` is set exactly when ``state`` is RATED, so that "nothing known" can never be taken for "level
    0".
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
    """The mark that a person saw when deciding on a new one; None is no mark."""

    mark: Mark | None


class Overtaken(Refused):
    """The item's mark was changed since it was last seen, and stays.

    ``there`` is the current mark, None if there is none; ``origin`` and ``at`` are how and when it came.
    """

    def __init__(self, there: Mark | None, origin: Origin | None, at: datetime | None) -> None:
        super().__init__()
        self.there, self.origin, self.at = there, origin, at


@dataclass(frozen=True, slots=True)
class GivenMark:
    """A mark of a submitted sheet, with its assessor and role."""

    assessor_id: int
    role: Role
    mark: Mark


SHY_ROLES = (Role.PEER, Role.SUBORDINATE)
ENOUGH_OF_A_ROLE = 3


def shy(present: Iterable[Role]) -> frozenset[Role]:
    """Return the roles whose details must not be shown, given one role per sheet handed in (law 15)."""
    roles = tuple(present)
    return frozenset(one for one in SHY_ROLES if 0 < roles.count(one) < ENOUGH_OF_A_ROLE)


def kept_apart(present: Iterable[Role]) -> bool:
    """Return whether marks, facts and comments of these sheets must not be shown one by one (law 15).

    This covers the other roles too: a single colleague's mark could be worked out from the mean and theirs,
    and a fact often repeats the wording of a level.
    """
    return bool(shy(present))
