"""One window to a file: a lock file beside it, which says who has it open.

The system lets go of the lock with the process, however that ends: nothing has to be cleared up after a
crash, and a lock file that a power cut left empty locks nobody out. Only what another computer wrote, on a
stick or in a shared folder, cannot be judged from here; there a person decides. SQLite's own locks stay the
last line.
"""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Any

from domain.canonical import once

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


if TYPE_CHECKING:  # imported with the lock: the first window only looks for the file
    from db.file.errors import Holder

_FAR = 1 << 30  # offset of the locked byte on Windows, where nobody can read a locked byte
_FULL = (errno.ENOSPC, errno.EDQUOT)  # what is locked is the handle, not what is written
_NO_LOCK_FILE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, *_FULL)
# In a shared folder somebody may have put a link there: what it leads to is not ours to write over.
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_TRIES, _PAUSE = 8, 0.005  # s: a start that only asks whether the lock is held lets go of it at once
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)  # some shares and old systems


class FileLock:
    """The lock of one file; let go by ``release``, or by the system when the process ends."""

    def __init__(self, where: Path, handle: int | None) -> None:
        """*handle* is None where nothing can be locked: on a network, in a read-only folder, without room."""
        self._where, self._handle = where, handle

    def release(self) -> None:
        """Let others open the file. Safe to call twice."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with contextlib.suppress(OSError):  # the stick may be gone
            if sys.platform == "win32":  # pragma: no cover
                os.close(handle)
                self._where.unlink(missing_ok=True)
                return
            # While it is still held: afterwards it might be the lock of somebody faster.
            self._where.unlink(missing_ok=True)
        os.close(handle)


def beside(path: Path) -> Path:
    """Return the path of the lock of the database *path*: ``NAME.merilo.lock``."""
    return path.with_name(path.name + ".lock")


def take(path: Path, clock: Callable[[], datetime], *, in_spite: bool = False) -> FileLock:
    """Lock the file for one window.

    *in_spite* takes over from another computer, as the user has decided; never from a window that runs here.

    Raises:
        OpenElsewhere: somebody else has it open; nothing was changed.
        Unwritable: if the lock file cannot be read or written. A full disk is no reason: one can read there.
    """
    from db.file import place
    from db.file.errors import OpenElsewhere, of_system

    where = beside(path)
    if place.on_network(path):
        return FileLock(where, None)
    with of_system(where):
        while (handle := _opened(where)) is not None:
            try:
                holder = _holder(handle, running=not _locked(handle))
                if holder.running or (holder.host not in ("", _host()) and not in_spite):
                    raise OpenElsewhere(path, holder)
                if _is_at(handle, where):
                    _write(handle, clock())
                    return FileLock(where, handle)
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)  # its holder removed it in this moment: the next one is a new file
    return FileLock(where, None)


def is_held(path: Path) -> bool:
    """Return whether a program of this account has the file open on this computer, be it only just.

    Who asks holds the lock for a moment if nobody does; ``take`` allows for that.
    """
    try:
        handle = os.open(beside(path), os.O_RDWR | _FLAGS)
    except OSError:
        return False
    try:
        _try(handle)
    except OSError as error:
        holder = _holder(handle, running=True)
        # Between taking the lock and writing into it nobody is named.
        return error.errno not in _NO_LOCKS and (holder.mine or not holder.user)
    finally:
        os.close(handle)  # which lets go of it too
    return False


def _opened(where: Path) -> int | None:
    try:
        return os.open(where, os.O_RDWR | os.O_CREAT | _FLAGS, 0o600)
    except OSError as error:
        if error.errno in _NO_LOCK_FILE:
            return None
        raise


def _locked(handle: int) -> bool:
    """Lock the file unless another process has; where the system has no locks, what is written decides."""
    for left in reversed(range(_TRIES)):
        try:
            _try(handle)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return True
            if left:
                sleep(_PAUSE)
        else:
            return True
    return False


def _is_at(handle: int, where: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), where.stat())
    except FileNotFoundError:
        return False


def _holder(handle: int, running: bool) -> "Holder":
    """Return who wrote the lock file; without a name if it is empty or makes no sense."""
    from db.file.errors import Holder

    os.lseek(handle, 0, os.SEEK_SET)
    try:
        content: dict[str, Any] = json.loads(os.read(handle, 4096), object_pairs_hook=once)
        user, host = str(content["user"]), str(content["host"])
        since = datetime.fromisoformat(content["since"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Holder(running=running)
    mine = (user, host) == (_user(), _host())
    return Holder(user, host, since if since.tzinfo else None, mine, running)


def _write(handle: int, since: datetime) -> None:
    content = {"user": _user(), "host": _host(), "since": since.isoformat(timespec="seconds")}
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    try:
        os.write(handle, json.dumps(content).encode())
    except OSError as error:
        if error.errno not in _FULL:
            raise


def _user() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in a bare container
        return "?"


def _host() -> str:
    import platform

    return platform.node() or "?"
