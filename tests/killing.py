"""A process that is killed at a step of its work with files, as by a power cut."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path


def killed_at(step: int, folder: Path, begin: Callable[[], Callable[[], object]]) -> bool:
    """Work in a process that is killed as it opens, names or removes its n-th file in the folder.

    ``begin`` gets things ready, which counts no steps, and returns the work. True if the work came to an end;
    an error in it is no kill, and fails the test.
    """
    child = os.fork()
    if child:
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert ended in (0, -signal.SIGKILL), "the work failed by itself"
        return ended == 0
    left = [step]

    def kill(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if event == "open" else 0
        writing = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        if not writing and event not in ("os.rename", "os.remove", "os.link"):
            return
        if str(folder) in str(arguments[0]):
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    try:
        work = begin()
        sys.addaudithook(kill)
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
