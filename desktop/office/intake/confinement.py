"""Limits that the operating system sets to this process; called by one that reads a stranger's file."""

import contextlib
import os
import sys
from threading import Thread
from time import sleep

NO_MEMORY = 70  # exit code
AFTER = 1  # seconds of processor between the signal that says why and the one that ends it in any case
WATCH = 0.05  # seconds between two looks at the memory where the system sets no limit


def confine(memory: int, seconds: int) -> None:
    """Let this process have *memory* bytes and *seconds* of processor time.

    Beyond the memory Python raises ``MemoryError``, or the process ends with ``NO_MEMORY``. On macOS, whose
    kernel keeps no such limit, a thread looks at the memory and ends the process: a single call of a library
    may take more until it returns. The limit of processor time holds also after the parent was killed.
    """
    if sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            _join_job(memory, seconds)
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, seconds, AFTER)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, memory)
    else:
        Thread(target=_watch, args=(memory,), daemon=True).start()


def _lower(which: int, limit: int, more: int = 0) -> None:
    import resource

    most = limit + more
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        limit, most = min(limit, hard), min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (limit, most))


def _watch(memory: int) -> None:
    import resource

    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < memory:  # bytes on macOS
        sleep(WATCH)
    os._exit(NO_MEMORY)


def _join_job(memory: int, seconds: int) -> None:
    """Put this process into a job of its own, which ends it beyond the memory or the processor time."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    process_time, active_processes, process_memory, extended = 0x2, 0x8, 0x100, 9
    system = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009  # only on Windows
    system.CreateJobObjectW.restype = wintypes.HANDLE
    system.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    system.SetInformationJobObject.argtypes = (
        *(wintypes.HANDLE, ctypes.c_int),
        *(ctypes.c_void_p, wintypes.DWORD),
    )
    system.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    system.GetCurrentProcess.restype = wintypes.HANDLE
    limits = Extended()
    limits.BasicLimitInformation.LimitFlags = process_time | active_processes | process_memory
    limits.BasicLimitInformation.PerProcessUserTimeLimit = seconds * 10_000_000  # units of 100 ns
    limits.BasicLimitInformation.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = memory
    job = system.CreateJobObjectW(None, None)
    system.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
    system.AssignProcessToJobObject(job, system.GetCurrentProcess())
