"""How the benchmarks measure: value and baseline in turn, so that a noisy machine affects both alike."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

MS = "ms"
_TASKS = Path("/proc/self/task")


@dataclass(frozen=True, slots=True)
class Figure:
    """Value and baseline, in seconds if the unit is "ms", else in the unit.

    ``limit`` is the highest allowed ratio, ``most`` the highest value; ``spread`` is what half of the
    values lie within, 0 if it was measured once.
    """

    name: str
    value: float
    baseline: float
    limit: float | None
    most: float | None = None
    unit: str = MS
    spread: float = 0.0

    @property
    def ratio(self) -> float:
        return self.value / self.baseline if self.baseline else 0.0

    @property
    def kept(self) -> bool:
        fits = self.limit is None or self.ratio <= self.limit
        return fits and (self.most is None or self.value <= self.most)

    @property
    def scale(self) -> int:
        """By what the value is multiplied to be shown in its unit."""
        return 1000 if self.unit == MS else 1


class Waits:
    """How long the threads of this process stood ready while others had the processors; on Linux alone.

    Files are kept open: to ask costs some microseconds.
    """

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._before = self._now()

    def waited(self) -> float:
        """Return the seconds that the thread that waited longest has waited since this was last asked."""
        before, self._before = self._before, self._now()
        return max((now - before.get(name, 0) for name, now in self._before.items()), default=0) / 1e9

    def _now(self) -> dict[str, int]:
        """Return by thread the nanoseconds since it began."""
        found: dict[str, int] = {}
        with suppress(OSError):
            for name in os.listdir(_TASKS):  # noqa: PTH208 - names alone, at each beat of a clock
                if (told := self._told(name)) is not None:
                    found[name] = told
        return found

    def _told(self, name: str) -> int | None:
        try:
            if name not in self._files:
                self._files[name] = os.open(_TASKS / name / "schedstat", os.O_RDONLY)
            return int(os.pread(self._files[name], 64, 0).split()[1])
        except (OSError, IndexError):  # the thread is over
            if (file := self._files.pop(name, None)) is not None:
                os.close(file)
            return None


def waits() -> float:
    """Return for how many seconds this thread alone has been ready to run while the system ran others."""
    try:
        told = Path("/proc/thread-self/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(told.split()[1]) / 1e9


_WAITS = Waits()


def seconds(act: Callable[[], object]) -> float:
    """Run *act* once and return how long it took, without the time in which others had the processor."""
    _WAITS.waited()
    start = perf_counter()
    act()
    return max(perf_counter() - start - _WAITS.waited(), 0.0)


def processor(act: Callable[[], object]) -> float:
    """Run *act* once and return how long the processor worked for it."""
    start = process_time()
    act()
    return process_time() - start


def in_turn(
    value: Callable[[], float], baseline: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Measure the two in turn and return both lists of seconds."""
    pairs = [(value(), baseline()) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20)[-1]


def middle(times: list[float]) -> float:
    """Return the median."""
    return median(times)


def spread(times: list[float]) -> float:
    """Return the width of the middle half."""
    first, _middle, third = quantiles(times, n=4)
    return third - first


def processors() -> float:
    """Return the seconds of processors that this process and those it started and waited for took."""
    try:
        from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
    except ImportError:  # Windows, which counts in steps of 16 ms
        return process_time()
    both = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in both)
