"""What other windows and programs have written to the file, kept apart from what this one writes."""

import contextlib
from collections.abc import Callable, Generator


class Others:
    """Compares a number that changes with each commit; who calls holds the lock of this program's writing."""

    def __init__(self, state: Callable[[], int]) -> None:
        self._state = state
        self._seen: int | None = None  # when last looked at; None until the first look
        self._news = False  # someone else has written since the last question

    def wrote(self) -> bool:
        """Return whether someone else has written since the last call; the first one only looks."""
        state = self._state()
        news, self._news = self._news or self._seen not in (None, state), False
        self._seen = state
        return news

    @contextlib.contextmanager
    def apart(self) -> Generator[None]:
        """Keep an act of ours, committed inside this block, apart from what others have written before it."""
        if self._seen is None:
            yield
            return
        # No one else writes between this line and the commit.
        self._news = self._news or self._state() != self._seen
        yield
        self._seen = self._state()
