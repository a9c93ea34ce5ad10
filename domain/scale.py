"""The scale: levels 0-4 with anchors, the reasons for no level, and the bands of a gap."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import OffScale
from domain.text import Text

LEVELS = (0, 1, 2, 3, 4)
TOP = LEVELS[-1]


class Band(StrEnum):
    """How far below its target a level is (methods.md section 3)."""

    MET = "met"
    SMALL = "small"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the scale: its names, and what is seen or heard at it, in knowledge and in skill."""

    value: int
    name: Text
    short: Text
    knowledge: Text
    skill: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """A numbered edition of the scale; ``levels`` are in ascending order, always 0 to 4."""

    id: int
    key: str
    number: int
    levels: tuple[Level, ...]

    def level(self, value: int) -> Level:
        """Return the level with this value.

        Raises:
            OffScale: if the scale has no such level.
        """
        check_level(value)
        return self.levels[value]


def check_level(value: int) -> None:
    """Check that *value* is a level of the scale.

    Raises:
        OffScale: if it is not a whole number 0-4; nothing is ever coerced.
    """
    # 2.0 and True equal whole numbers, but no one rates like that.
    if type(value) is not int or value not in LEVELS:
        raise OffScale(value)
