"""The clock on the wall of another place, for as long as a test stands there."""

import os
import time
from collections.abc import Generator
from contextlib import contextmanager

MOSCOW, VLADIVOSTOK, LOS_ANGELES = "Europe/Moscow", "Asia/Vladivostok", "America/Los_Angeles"


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
