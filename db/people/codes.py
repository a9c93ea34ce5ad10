"""The codes of people: a letter for the kind and a number never given twice."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from db import models
from domain.people.person import PersonKind

_PREFIX = {PersonKind.CANDIDATE: "C", PersonKind.EMPLOYEE: "E", PersonKind.EXTERNAL: "X"}


def next_codes(session: Session, kinds: Sequence[PersonKind]) -> list[str]:
    """Return a code for each kind, after the highest one in use, so that none is ever given twice."""
    numbers = {kind: _highest(session, f"{_PREFIX[kind]}-") for kind in set(kinds)}
    codes: list[str] = []
    for kind in kinds:
        numbers[kind] += 1
        codes.append(f"{_PREFIX[kind]}-{numbers[kind]:04d}")
    return codes


def _highest(session: Session, prefix: str) -> int:
    codes = session.exec(
        select(models.Person.code).where(col(models.Person.code).startswith(prefix, autoescape=True))
    )
    numbers = (code.removeprefix(prefix) for code in codes)
    # People may type codes; one with twenty digits is theirs, not a number to continue from.
    used = (int(number) for number in numbers if number.isascii() and number.isdecimal() and len(number) < 9)
    return max(used, default=0)
