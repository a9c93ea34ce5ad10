"""The clock on the wall of another place, for as long as a test stands there."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime

MOSCOW, VLADIVOSTOK, LOS_ANGELES = "Europe/Moscow", "Asia/Vladivostok", "America/Los_Angeles"


def at_noon() -> str:
    """Return the zone where it is between twelve and one now: the day is that of UTC, and long not over."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"  # its sign is that of the way back to Greenwich


@contextmanager
def zone(name: str) -> Generator[None]:
    """Let this process stand in the zone, and bring it back whatever happens there."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()
