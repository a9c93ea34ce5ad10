"""The scoring engines: a change in what the same inputs give makes a new engine (law 17)."""

from enum import StrEnum


class Engine(StrEnum):
    """Which rules a computation follows; a snapshot keeps its engine for ever.

    The first engine did not know that an unsettled difference keeps a result from being final (law 21), nor
    that marks of colleagues or subordinates enter no level while fewer than three have answered (law 15).
    """

    FIRST = "1"
    SECOND = "2"

    @property
    def minds_differences(self) -> bool:
        """Whether an unsettled difference makes a result provisional."""
        return self is not Engine.FIRST

    @property
    def counts_few(self) -> bool:
        """Whether marks of colleagues or subordinates count even if too few of them answered."""
        return self is Engine.FIRST


ENGINE = Engine.SECOND
