"""Keeps the memory of this process, which holds the file's key, out of files and of other processes."""

import contextlib
import os
import sys

_PR_SET_DUMPABLE = 4
_PORTALS = ("FLATPAK_ID", "SNAP")


def keep_in() -> None:
    """Write no core file; on Linux, let no other program of this user read the memory.

    Not done: on Windows and macOS the crash reports of the system are left as they are, memory may be swapped
    or hibernated to the disk everywhere, and an administrator can read it. In a sandbox the portal that shows
    the file dialogs looks into its caller, so there the process stays readable.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    in_portal = os.environ.get("QT_QPA_PLATFORMTHEME") == "xdgdesktopportal"
    if sys.platform.startswith("linux") and not in_portal and not any(map(os.environ.get, _PORTALS)):
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
