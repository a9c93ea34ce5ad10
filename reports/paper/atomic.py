"""Files that are written whole or not at all."""

import os
import stat
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from io import BytesIO
from pathlib import Path
from typing import override

from resources import parts

_TRIES = 5
_PAUSE = 0.1  # seconds; about as long as an antivirus or a viewer holds a new file on Windows
_PRIVATE = 0o600


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


class HeldOpen(OSError):
    """Another program holds the file, ``path``; the new one was written whole to ``beside``."""

    def __init__(self, path: Path, beside: Path) -> None:
        super().__init__(13, "held open", str(path))
        self.path, self.beside = path, beside

    @override
    def __reduce__(self) -> tuple[type["HeldOpen"], tuple[Path, Path]]:
        return HeldOpen, (self.path, self.beside)


_MEMORY: ContextVar[BytesIO | None] = ContextVar("_MEMORY", default=None)
_OWNERS: ContextVar[bool] = ContextVar("_OWNERS", default=False)


@contextmanager
def in_memory() -> Generator[BytesIO]:
    """Have the documents written within come into the buffer instead of a file, leaving nothing behind."""
    buffer = BytesIO()
    token = _MEMORY.set(buffer)
    try:
        yield buffer
    finally:
        _MEMORY.reset(token)


@contextmanager
def for_owner() -> Generator[None]:
    """Have what is written within be readable by its owner alone, whatever the folder says."""
    token = _OWNERS.set(True)
    try:
        yield
    finally:
        _OWNERS.reset(token)


@contextmanager
def placed(target: Path) -> Generator[Path | BytesIO]:
    """Yield where a document for *target* is to be written: a part file beside it, or the buffer in memory.

    Raises:
        Unwritable, HeldOpen: as for ``replacing``.
    """
    buffer = _MEMORY.get()
    if buffer is not None:
        yield buffer
        return
    with replacing(target) as part:
        yield part


@contextmanager
def replacing(target: Path) -> Generator[Path]:
    """Yield the path of a part file beside *target*; it replaces *target* when the block ends without error.

    Nobody else can read the part. A file that is replaced keeps its mode, and a link stays one. On any error
    or cancellation the part is removed and *target* stays as it was; what a kill leaves of it,
    ``db.file.leftovers`` removes.

    Raises:
        Unwritable: if the disk or the folder refuses.
        HeldOpen: if another program keeps the file open, so that the new one was written beside it.
    """
    part = None
    try:
        real = _real(target)
        part = parts.beside(real)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))
        yield part
        _flush(part)
        _finish(part, real, target)
    except HeldOpen:
        raise
    except OSError as error:
        raise Unwritable(target, error) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def put(whole: Path, target: Path) -> None:
    """Replace *target* by a finished file on the same disk, which ``replacing`` wrote.

    Raises:
        Unwritable: if the disk or the folder refuses; then *whole* is still where it was.
        HeldOpen: as ``replacing``.
    """
    try:
        _finish(whole, _real(target), target)
    except HeldOpen:
        raise
    except OSError as error:
        raise Unwritable(target, error) from error


def free_name(target: Path) -> Path:
    """Return the name, or if it is taken the one with the first free number: «paper (2).pdf»."""
    free, number = target, 1
    while free.exists() or free.is_symlink():  # a link that leads nowhere has the name too
        number += 1
        free = target.with_stem(f"{target.stem} ({number})")
    return free


def _real(target: Path) -> Path:
    """Return the file that is replaced: what a link leads to."""
    real = target.resolve() if target.is_symlink() else target
    # Replacing only asks the folder, but a file that people protected must not be overwritten.
    if real.exists() and not os.access(real, os.W_OK):
        raise PermissionError(13, "read-only file")
    return real


def _flush(path: Path) -> None:
    """Make the disk store what was written; a folder stores the names in it."""
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _finish(part: Path, real: Path, target: Path) -> None:
    """Give the part its mode and its name, *real*, or a free one if that is held open."""
    with suppress(OSError):  # some shares know no modes; the part then stays private
        part.chmod(_PRIVATE if _OWNERS.get() else _mode(real))
    held = not _replaced(part, real)
    if held:
        part.replace(real := free_name(real))
    if sys.platform != "win32":
        _flush(real.parent)
    if held:
        raise HeldOpen(target, real)


def _mode(target: Path) -> int:
    """Return the mode of the file so far; a new one is private in a private folder, else as the mask says."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    if not target.parent.stat().st_mode & 0o077:
        return _PRIVATE
    probe = parts.beside(target)  # the mask itself can only be read by changing it, for all threads
    try:
        probe.touch(exist_ok=False)
        return stat.S_IMODE(probe.stat().st_mode)
    finally:
        probe.unlink(missing_ok=True)


def _replaced(part: Path, target: Path) -> bool:
    """Replace the target; False if another program holds it even after some tries."""
    for attempt in range(_TRIES):
        try:
            part.replace(target)
        except PermissionError:
            if sys.platform != "win32" or target.is_dir():  # nobody holds a folder open
                raise
            if attempt < _TRIES - 1:
                time.sleep(_PAUSE)
        else:
            return True
    return False
