"""Who opens the database, its log or the index of the log by hand while this process has it open in SQLite.

Closing such a handle would drop every lock that SQLite holds on the file (POSIX). Python says of each file
that it opens; what else the process has open is asked of Linux.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_OPEN = Path("/proc/self/fd")
_watching: list[list[str]] = []


@contextmanager
def watched() -> Generator[list[str]]:
    """Collect the paths that were opened past SQLite inside the block; the look itself opens nothing."""
    if not _installed:
        sys.addaudithook(_on_event)
        _installed.append(True)
    found: list[str] = []
    _watching.append(found)
    try:
        yield found
    finally:
        _watching.remove(found)


_installed: list[bool] = []


def _on_event(name: str, arguments: tuple[object, ...]) -> None:
    if name != "open" or not _watching or not isinstance(arguments[0], str | bytes):
        return
    path = os.fsdecode(arguments[0])
    if ".merilo" in path and not path.endswith((".lock", ".merilo-backup")) and _is_open(path):
        for found in _watching:
            found.append(path)


def _is_open(path: str) -> bool:
    try:
        wanted = Path(path).stat()
    except OSError:
        return False
    for one in _OPEN.iterdir():
        try:
            if os.path.samestat(one.stat(), wanted):
                return True
        except OSError:  # it was open for the look alone
            continue
    return False
