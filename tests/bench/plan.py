"""Development plans: one built from a result; many as files, on all cores and in one process."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

from db.development import plan_board
from db.file.store import Store
from desktop.office.demo import demo
from desktop.office.papers import documents, drawing_pool, registry
from domain.assessing.scoring import score
from domain.development.plan import PlanKind, build_plan
from domain.period import next_quarter
from domain.progress import Progress
from domain.workdays import WEEKENDS
from tests.bench.measure import Figure, in_turn, middle, seconds
from tests.reports import sample

TODAY = date(2026, 11, 24)


def building(rounds: int = 40) -> Figure:
    """Measure ``build_plan`` over 71 items against scoring the same case."""
    result, library = sample.employee(), sample.library()
    period = next_quarter(date(2026, 11, 24))
    entries = tuple(row.entry for row in result.score.rows)

    def ours() -> float:
        return seconds(
            lambda: build_plan(result.score, result.framework, library, period, result.policy, WEEKENDS)
        )

    def scoring() -> float:
        return seconds(lambda: score(entries, result.framework.duties, result.policy))

    ours()
    scoring()
    values, baselines = in_turn(ours, scoring, rounds)
    return Figure("plan built from a result", middle(values), middle(baselines), limit=None, most=0.020)


def batch(folder: Path, count: int = 500) -> list[Figure]:
    """Measure *count* plans as PDF on all cores against one process, and how soon cancelling takes effect.

    Cancelling is measured against reading and drawing one plan.
    """
    path = folder / "plans.merilo"
    demo.build(path, TODAY)
    store = Store.open(path)
    kept = [row.plan_id for row in store.read(plan_board.rows, TODAY) if row.kind is PlanKind.IDP]
    ids = [kept[number % len(kept)] for number in range(count)]
    out = folder / "plans"

    def made(processes: int, progress: Progress) -> None:
        shutil.rmtree(out, ignore_errors=True)
        documents.export(
            store.read, registry.IDP, ids, ("pdf",), ("ru",), out, progress, None, TODAY, None, processes
        )

    cores = max(2, drawing_pool.workers())
    together = seconds(lambda: made(cores, Progress()))
    alone = seconds(lambda: made(1, Progress()))
    stops: list[float] = []
    for wanted in (0, 3, 8):
        stops.append(_stopping(made, cores, wanted))
    store.close()
    return [
        Figure(f"{count} plans, {cores} processes", together, alone, limit=0.65),
        Figure("plans, stopped", max(stops), alone / count, limit=None, most=1),
    ]


def _stopping(made: Callable[[int, Progress], None], cores: int, wanted: int) -> float:
    """Return the seconds from cancelling, after *wanted* plans, until nothing runs any more."""
    asked: list[float] = []

    def stop(done: int, total: int) -> None:
        if done >= wanted and not asked:
            asked.append(perf_counter())
            progress.cancel()

    progress = Progress(stop)
    try:
        made(cores, progress)
    except documents.Stopped:
        return perf_counter() - asked[0]
    raise AssertionError("it was not stopped")
