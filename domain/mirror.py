"""The mirror: a private look at the own sheet before it is handed in; it judges nothing."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Mirror:
    """What an assessor may see of the own marks.

    ``n`` levels with their ``shares`` by level 0-4 (empty without a level); ``history_n`` and
    ``history_shares`` the same of own earlier sheets, None where there are none. ``longest_run`` marks in a
    row hold ``run_level``, from and to ``run_codes``. ``spread`` is the standard deviation (n-1) in levels,
    None below two. ``pace`` is the median number of seconds a mark in the first, second, last third, None
    below nine typed marks.
    """

    n: int
    shares: tuple[Fraction, ...]
    history_n: int
    history_shares: tuple[Fraction, ...] | None
    longest_run: int
    run_level: int | None
    run_codes: tuple[str, str] | None
    spread: float | None
    pace: tuple[Fraction, Fraction, Fraction] | None
    unmarked_critical: tuple[str, ...]
