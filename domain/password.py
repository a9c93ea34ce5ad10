"""What a password must be, and how long to wait after wrong ones."""

from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from math import ceil
from unicodedata import normalize

from domain.errors import Refused

SHORTEST = 12  # characters
FREE_TRIES = 3  # as many wrong ones cost no waiting
LONGEST_WAIT = 300  # seconds


class PasswordTooShort(Refused):
    """The password has fewer than ``SHORTEST`` characters."""


class WaitFirst(Refused):
    """Too many wrong passwords; the next may be tried in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def length(password: str) -> int:
    """Return how many characters count: a letter typed in two parts is one."""
    return len(normalize("NFKC", password))


def check(password: str) -> None:
    """Check that a new password is long enough.

    Raises:
        PasswordTooShort: if it is not.
    """
    if length(password) < SHORTEST:
        raise PasswordTooShort


def wait(wrong: int) -> int:
    """Return how many seconds to wait after so many wrong ones in a row."""
    return min(2 ** min(wrong - FREE_TRIES, 30), LONGEST_WAIT) if wrong >= FREE_TRIES else 0


class Tries:
    """Wrong passwords by file: from the third one on, each doubles the wait for the next.

    Kept for as long as the program runs. Who starts it anew, or has a copy of the files, is held up by the
    derivation of the key alone.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """*clock* returns seconds that never run backwards."""
        self._clock = clock
        self._wrong: dict[Hashable, tuple[int, float]] = {}  # how many, and when the next may be tried

    @contextmanager
    def one(self, file: Hashable, *wrong_ones: type[Exception]) -> Generator[None]:
        """Count the block as one try: wrong if one of these errors passes through, right if it ends.

        Raises:
            WaitFirst: if it is too early; then nothing was tried.
        """
        wrong, until = self._wrong.get(file, (0, 0.0))
        left = until - self._clock()
        if wrong >= FREE_TRIES and left > 0:
            raise WaitFirst(ceil(left))
        try:
            yield
        except wrong_ones:
            wrong += 1
            self._wrong[file] = wrong, self._clock() + wait(wrong)
            raise
        self._wrong.pop(file, None)
