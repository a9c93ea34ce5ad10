"""How long someone's data may be kept, and why they are due for erasure (152-ФЗ, articles 5 and 21)."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import cast

from domain.errors import Impossible
from domain.people.person import PersonKind
from domain.people.purpose import Ground, Purpose

AFTER_WITHDRAWAL = 30  # days (152-ФЗ, article 21, part 5): set by law, so no policy changes it
DAYS_LIMIT, MONTHS_LIMIT = 3650, 900


class Why(StrEnum):
    """Why the data have a last day."""

    WITHDRAWN = "withdrawn"  # the consent was withdrawn
    ENDED = "ended"  # the document that permits processing expired
    REFUSED = "refused"  # the candidate was not taken, and the term after that is over
    LEFT = "left"  # the employment ended, and the term after that is over
    HELD = "held"  # one of these, but somebody prolonged it with a reason


@dataclass(frozen=True, slots=True)
class Retention:
    """The organisation's policy: days after a refusal, months in the reserve, months after employment.

    The defaults are those of forms.md 9.2; a lawyer confirms them for the organisation.
    """

    candidate_days: int = 30
    reserve_months: int = 12
    staff_months: int = 36

    def check(self) -> None:
        """Check that every term is one that can be kept.

        Raises:
            Impossible: if a term is negative or longer than a working life.
        """
        for field, value in asdict(self).items():
            if not 0 <= value <= (DAYS_LIMIT if field == "candidate_days" else MONTHS_LIMIT):
                raise Impossible(field)

    def to_json(self) -> dict[str, int]:
        """Return it as plain content."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: object) -> "Retention":
        """Return the policy of plain content; what is missing or no number has its default."""
        known = cast("dict[str, object]", content) if isinstance(content, dict) else {}
        own = {field: known.get(field) for field in asdict(cls())}
        return cls(**{field: value for field, value in own.items() if type(value) is int})


@dataclass(frozen=True, slots=True)
class Holding:
    """What decides how long the data of one person are kept.

    ``purpose`` and ``ground`` are None where nobody entered them. ``running``: an assessment or a vacancy
    is still open. ``decided_on`` is the last day on which one ended without hiring the person.
    """

    kind: PersonKind
    purpose: Purpose | None = None
    ground: Ground | None = None
    until: date | None = None
    withdrawn_on: date | None = None
    hold_until: date | None = None
    left_on: date | None = None
    running: bool = False
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """The last day on which the data may be kept, and why; they are due for erasure once it is over.

    ``why`` is HELD if somebody prolonged the term; ``first`` is then the reason without that.
    """

    day: date
    why: Why
    first: Why

    def over(self, on: date) -> bool:
        """Return whether the data may no longer be kept on that day."""
        return self.day < on


def purpose_of(holding: Holding, on: date) -> Purpose | None:
    """Return for what the data are kept on that day; None for an external, unless it was entered.

    Whoever works here is kept as staff, whatever was entered before: a hired candidate needs no new entry.
    """
    left = holding.left_on is not None and holding.left_on < on
    if holding.kind is PersonKind.EMPLOYEE:
        return Purpose.RESERVE if left and holding.purpose is Purpose.RESERVE else Purpose.STAFF
    if holding.kind is PersonKind.EXTERNAL:
        return holding.purpose
    return Purpose.RESERVE if holding.purpose is Purpose.RESERVE else Purpose.CANDIDATE


def may_go_on(holding: Holding, on: date) -> bool:
    """Return whether something new may still be written about the person on that day.

    Not once the consent is withdrawn or the document has expired, also while the data are kept for a while,
    or somebody prolonged that: neither is a new consent.
    """
    withdrawn = holding.withdrawn_on is not None and purpose_of(holding, on) is not Purpose.STAFF
    return not withdrawn and (holding.until is None or holding.until >= on)


def term(holding: Holding, policy: Retention, on: date) -> Term | None:
    """Return until when the data may be kept as known on that day; None while nothing ends it.

    The earliest of several ends counts. Prolonging moves it only later.
    """
    ends = _ends(holding, policy, on)
    if not ends:
        return None
    day, why = min(ends, key=lambda one: (one[0], list(Why).index(one[1])))
    if holding.hold_until is not None and holding.hold_until > day:
        return Term(holding.hold_until, Why.HELD, why)
    return Term(day, why, why)


def _ends(holding: Holding, policy: Retention, on: date) -> "list[_End]":
    purpose = purpose_of(holding, on)
    # An end that somebody entered counts for every purpose, until another document is entered.
    ends: list[_End] = [] if holding.until is None else [(holding.until, Why.ENDED)]
    if purpose is Purpose.STAFF:  # employment permits it without a consent, so a withdrawn one ends nothing
        if holding.left_on is not None:
            ends.append((months_later(holding.left_on, policy.staff_months), Why.LEFT))
        return ends
    if holding.withdrawn_on is not None:
        ends.append((holding.withdrawn_on + timedelta(days=AFTER_WITHDRAWAL), Why.WITHDRAWN))
    if purpose is Purpose.CANDIDATE and holding.decided_on is not None and not holding.running:
        ends.append((holding.decided_on + timedelta(days=policy.candidate_days), Why.REFUSED))
    return ends


type _End = tuple[date, Why]


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month: 31 January + 1 is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = 31 if month == 11 else (date(year, month + 2, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
