"""Files that are written whole or not at all."""

import os
import secrets
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import override

_TRIES = 5
_PAUSE = 0.1  # seconds; about as long as an antivirus or a viewer holds a new file on Windows


class Unwritable(OSError):
    """The file could not be written; what was there before is untouched.

    ``path`` is the intended file, ``errno`` tells a full disk from a forbidden folder.
    """

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror, str(path))
        self.path = path

    @override
    def __reduce__(self) -> tuple[type["Unwritable"], tuple[Path, OSError]]:
        # The default way of pickling an OSError loses the path on its way from a drawing process.
        return Unwritable, (self.path, OSError(self.errno, self.strerror))


@contextmanager
def replacing(target: Path) -> Generator[Path]:
    """Yield the path of a part file beside *target*; it replaces *target* when the block ends without error.

    On any error or cancellation the part file is removed and *target* stays as it was.

    Raises:
        Unwritable: if the disk or the folder refuses.
    """
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _check(target)
        part.touch(exist_ok=False)
        yield part
        _flush(part)
        _replace(part, target)
        if sys.platform != "win32":
            _flush(target.parent)
    except OSError as error:
        raise Unwritable(target, error) from error
    finally:
        part.unlink(missing_ok=True)


def put(whole: Path, target: Path) -> None:
    """Replace *target* by a finished file on the same disk, which ``replacing`` wrote.

    Raises:
        Unwritable: if the disk or the folder refuses; then *whole* is still where it was.
    """
    try:
        _check(target)
        _replace(whole, target)
        if sys.platform != "win32":
            _flush(target.parent)
    except OSError as error:
        raise Unwritable(target, error) from error


def _check(target: Path) -> None:
    # Replacing only asks the folder, but a file that people protected must not be overwritten.
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "read-only file")


def _flush(path: Path) -> None:
    """Make the disk store what was written; a folder stores the names in it."""
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(part: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            part.replace(target)
        except PermissionError:
            if sys.platform != "win32" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return
