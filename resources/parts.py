"""What is not finished yet: files with names that tell the computer and the process writing them."""

import os
import re
import secrets
import sys
import zlib
from functools import cache
from pathlib import Path

FOLDER = ".merilo-parts-"  # a folder of many parts begins with this, one part without the second word
_NAME = re.compile(r"\.merilo-(?:parts-)?([0-9a-f]{8})([0-9a-f]{8})[0-9a-f]{8}(?![0-9a-f]).*")
_QUERY, _STILL_ACTIVE, _NO_SUCH = 0x1000, 259, 87  # of Windows


def beside(target: Path) -> Path:
    """Return a path in the same folder for what is to get the name *target*."""
    return target.with_name(f".merilo-{mark()}.part")


def mark() -> str:
    """Return 24 hexadecimal digits that no other part has: of the computer, of this process, at random."""
    return f"{_computer() or 0:08x}{os.getpid() & 0xFFFFFFFF:08x}{secrets.token_hex(4)}"


def abandoned(name: str) -> bool:
    """Return whether a process of this computer wrote the part so called and is gone; False if unknown."""
    found = _NAME.fullmatch(name)
    if found is None or (here := _computer()) is None or int(found[1], 16) != here:
        return False
    return not _runs(int(found[2], 16))


@cache
def _computer() -> int | None:
    """Return a number for this computer, within one view of its processes; None if it has no name."""
    import platform

    view = ""
    if sys.platform == "linux":  # each sandbox counts its processes anew
        try:
            view = f"{Path('/etc/machine-id').read_text()} {Path('/proc/self/ns/pid').readlink()}"
        except OSError:
            return None
    else:  # pragma: no cover
        import uuid

        view = str(uuid.getnode())
    return zlib.crc32(f"{platform.node()} {view}".encode()) or None


def _runs(process: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover
        import ctypes

        kernel, code = ctypes.WinDLL("kernel32", use_last_error=True), ctypes.c_ulong()
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(_QUERY, False, process))
        if not handle:
            return ctypes.get_last_error() != _NO_SUCH
        known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return not known or code.value == _STILL_ACTIVE
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # of another user
        return True
    return True
