"""What a password of an account is recognised by, and first passwords: made by who hands them over."""

import secrets
from typing import NamedTuple
from unicodedata import normalize

from argon2 import PasswordHasher

from domain.login import LANES, MEMORY, PASSES

_LETTERS = (
    "abcdefghijkmnpqrstuvwxyz23456789"  # none that looks like another: it is read off a screen or paper
)


class First(NamedTuple):
    """A first password, and what is kept of it: of the two only the second travels."""

    password: str
    derived: str

    def __repr__(self) -> str:
        return "First"  # it is in no report


def hasher() -> PasswordHasher:
    """Return what derives: 64 MiB and three passes, as RFC 9106 recommends."""
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY, parallelism=LANES)


def first() -> First:
    """Return a new first password."""
    groups = ("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))
    password = "-".join(groups)
    return First(password, hasher().hash(spelt(password)))


def spelt(password: str) -> str:
    """Return the password as it is derived: the same letters typed elsewhere may come in other pieces."""
    return normalize("NFKC", password)
