"""Building a development plan from a result, against scoring that result."""

from datetime import date

from domain.period import next_quarter
from domain.plan import build_plan
from domain.scoring import score
from tests.bench.measure import Figure, in_turn, middle, seconds
from tests.reports import sample


def building(rounds: int = 40) -> Figure:
    """Measure ``build_plan`` over 71 items against scoring the same case."""
    result, library = sample.employee(), sample.library()
    period = next_quarter(date(2026, 11, 24))
    entries = tuple(row.entry for row in result.score.rows)

    def ours() -> float:
        return seconds(lambda: build_plan(result.score, result.framework, library, period, result.policy))

    def scoring() -> float:
        return seconds(lambda: score(entries, result.framework.duties, result.policy))

    ours()
    scoring()
    values, baselines = in_turn(ours, scoring, rounds)
    return Figure("plan built from a result", middle(values), middle(baselines), limit=None, most=0.020)
