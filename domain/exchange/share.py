"""Shares of a case's key: all of them together are the key, any fewer say nothing about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import override

from domain.canonical import content_hash
from domain.exchange.refusal import NotAccepted, SharesMissing, Why
from domain.exchange.strict import Digits, Uid

MOST = 64  # assessors of one case


@dataclass(frozen=True, slots=True)
class Share:
    """One of ``of`` shares of a case's key; ``number`` counts from 1, ``body`` is in hexadecimal digits."""

    case: Uid
    number: int
    of: int
    body: Digits

    @property
    def commitment(self) -> str:
        """What whoever deals keeps of it: a hash that tells a false share, and opens nothing."""
        return content_hash(["merilo-share", self.case, self.number, self.of, self.body])

    @override
    def __repr__(self) -> str:  # no share in a log or in the report of a failed test
        return f"Share({self.number} of {self.of})"


def deal(case: str, secret: bytes, count: int, random: Callable[[int], bytes]) -> tuple[Share, ...]:
    """Return *count* shares of the secret; *random* returns so many unpredictable bytes.

    All but the last are random, and the last is the secret with all others over it: who lacks one share
    holds bytes that any secret of this length fits.
    """
    assert 1 <= count <= MOST and secret, "somebody rates, and there is a secret"
    bodies = [random(len(secret)) for _ in range(count - 1)]
    bodies.append(_over((*bodies, secret)))
    return tuple(Share(case, number, count, body.hex()) for number, body in enumerate(bodies, 1))


def together(shares: Sequence[Share]) -> bytes:
    """Return the secret.

    Raises:
        SharesMissing: if not all are there.
        NotAccepted: if they are not shares of one secret, or one of them contradicts itself.
    """
    if not shares:
        raise SharesMissing(1)
    whole = {(one.case, one.of, len(one.body)) for one in shares}
    by_number = {one.number: one.body for one in shares}
    if len(whole) != 1 or any(by_number[one.number] != one.body for one in shares):
        raise NotAccepted(Why.WRONG_SHARE)
    count = shares[0].of
    if not all(1 <= number <= count for number in by_number):
        raise NotAccepted(Why.WRONG_SHARE)
    if len(by_number) < count:
        raise SharesMissing(count - len(by_number))
    try:
        return _over([bytes.fromhex(body) for body in by_number.values()])
    except ValueError:
        raise NotAccepted(Why.WRONG_SHARE) from None


def _over(bodies: Sequence[bytes]) -> bytes:
    result = 0
    for body in bodies:
        result ^= int.from_bytes(body)
    return result.to_bytes(len(bodies[0]))
