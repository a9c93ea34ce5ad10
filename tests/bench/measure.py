"""How the benchmarks measure: value and baseline in turn, so that a noisy machine affects both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time

MS = "ms"


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


def seconds(act: Callable[[], object]) -> float:
    """Run *act* once and return how long it took."""
    start = perf_counter()
    act()
    return perf_counter() - start


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
