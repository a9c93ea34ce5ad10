"""Identities by a seed: a test gets the same ones in every run, so what is green once is green everywhere.

``MERILO_CHANCE`` is another seed, or one of the ``WAYS`` that are rare by chance and must do as well. The
order of the tests and what ``random`` gives follow it too, by ``pytest-randomly``. Keys stay really random.
"""

import os
import random
import uuid
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count

VARIABLE = "MERILO_CHANCE"
WAYS = ("letters", "digits", "rising", "falling")
"""No digit in an identity and in the number of a sheet, no letter, each above or below those before it."""

CHOICE = os.environ.get(VARIABLE, "0")
SEED = int(CHOICE) if CHOICE not in WAYS else 0


class Identities:
    """The identities of one test, of one fixture of several, or of one prepared file."""

    def __init__(self, name: str, *, early: bool = False) -> None:
        """What is made *early* is there before any test: of rising identities it has the lower ones."""
        self._random = random.Random(f"{CHOICE} {name}")
        self._begin = (0 if early else 1) << 127 | zlib.crc32(name.encode()) >> 1 << 96
        self._count = count()

    def new(self) -> uuid.UUID:
        """Return the next of them, which ``uuid.uuid4`` might have given as well."""
        match CHOICE:
            case "rising":
                number = self._begin + next(self._count)
            case "falling":
                number = ~(self._begin + next(self._count)) % (1 << 128)
            case "letters":
                return self._without_digits()
            case "digits":
                number = int("".join(self._random.choices("0123456789", k=32)), 16)
                number = number & ~(2 << 60)  # the variant is written as 8 or 9, not as A or B
            case _:
                number = self._random.getrandbits(128)
        return uuid.UUID(int=number, version=4)

    def _without_digits(self) -> uuid.UUID:
        from domain.assessing.sheet_number import sheet_number

        while True:
            number = int("".join(self._random.choices("abcdef", k=32)), 16) | 2 << 60
            made = uuid.UUID(int=number, version=4)
            if not any(sign.isdecimal() for sign in sheet_number(str(made))):
                return made


_now = Identities("what modules make as they are imported", early=True)


def begin() -> None:
    """Let ``uuid.uuid4`` give these; whoever took it from there before keeps the real one."""
    uuid.uuid4 = lambda: _now.new()


def begin_test(name: str) -> None:
    """Let those of this test begin."""
    global _now
    _now = Identities(name)


@contextmanager
def of(name: str) -> Generator[None]:
    """Give those of what several tests share, whichever of them needs it first."""
    global _now
    before, _now = _now, Identities(name, early=True)
    try:
        yield
    finally:
        _now = before
