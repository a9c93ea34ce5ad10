"""Words that a requirement must not rest on: all that is no business quality (ТК РФ 3, 64)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refused

ARTICLE = "ТК РФ 3, 64"


class Ground(StrEnum):
    """What the law forbids to choose people by."""

    SEX = "sex"
    AGE = "age"
    FAMILY = "family"
    LOOKS = "looks"
    ORIGIN = "origin"
    RESIDENCE = "residence"
    BELIEFS = "beliefs"
    HEALTH = "health"


@dataclass(frozen=True, slots=True)
class Unfair:
    """Words that rest on a forbidden ground: ``found`` as they were typed."""

    ground: Ground
    found: str
    article: str = ARTICLE


class Discriminates(Refused):
    """A requirement rests on what is no business quality; ``findings`` in the order of the text."""

    def __init__(self, findings: tuple[Unfair, ...]) -> None:
        super().__init__(*(finding.ground.value for finding in findings))
        self.findings = findings
