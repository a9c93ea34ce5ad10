"""The engines of calculation: each change of what the same inputs give is a new one (law 17)."""

from enum import StrEnum


class Engine(StrEnum):
    """Which rules a computation was made by; a snapshot keeps its own for ever.

    The first did not know that a difference left unsettled keeps a result from being final (law 21), nor that
    marks of colleagues or subordinates enter no level while fewer than three answered (law 15).
    """

    FIRST = "1"
    SECOND = "2"

    @property
    def minds_differences(self) -> bool:
        """Whether a difference that nobody settled makes a result provisional."""
        return self is not Engine.FIRST

    @property
    def counts_few(self) -> bool:
        """Whether marks of a shy role count of which too few answered."""
        return self is Engine.FIRST


ENGINE = Engine.SECOND
