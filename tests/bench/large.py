"""A file of 10,000 people over 12 quarters, made once: whole home, jobs over all of them, 200 candidates.

Each job runs in a process of its own that has imported the program, so that its memory is told too:
``python -m tests.bench.large JOB``.
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.measure import Figure, seconds

if TYPE_CHECKING:
    from desktop.office.papers.documents import Read

PEOPLE = 10_000
MEMORY = 500.0  # MB at most, in the process of a job
JOBS = {"map": 3.0, "needs": 3.0, "trend": 8.0}  # seconds at most
OF_YEAR = 4  # quarters that a map reads, for levels that are carried
_MARKS = (
    "SELECT sheet.case_id, mark.item_id, mark.level, mark.state FROM mark "
    'JOIN sheet ON sheet.id = mark.sheet_id JOIN "case" ON "case".id = sheet.case_id '
    'JOIN cycle ON cycle.id = "case".cycle_id '
)
_NEWEST = (
    "WHERE cycle.kind = 'quarterly' AND cycle.id > (SELECT max(id) FROM cycle WHERE kind = 'quarterly') - ?"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a job, of a plain SELECT of the marks it is about, and MB of the process at its highest."""

    time: float
    plain: float
    memory: float


def figures() -> list[Figure]:
    """Measure the jobs of the team screen over all people, and the comparison of 200 candidates."""
    from tests.bench.crowd import crowd

    crowd(PEOPLE).store.close()
    found: list[Figure] = []
    for name, most in JOBS.items():
        cost = _apart(name)
        found.append(Figure(f"{name} of 10,000", cost.time, cost.plain, limit=None, most=most))
        found.append(Figure(f"… {name}, memory", cost.memory, MEMORY, limit=None, most=MEMORY, unit="MB"))
    cost = _apart("comparison")
    found.append(Figure("comparison of 200", cost.time, cost.plain, limit=None, most=0.5))
    return found


def _apart(name: str) -> Cost:
    command = [sys.executable, "-m", "tests.bench.large", name]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    return Cost(**json.loads(told.splitlines()[-1]))


def measured(name: str) -> Cost:
    """Run the job as the screen does, once to see its memory; the comparison, which is short, three times."""
    from desktop import app
    from resources import i18n
    from tests.bench.crowd import crowd

    assert app, "the process of a window has imported it"
    i18n.use("ru")
    gc.disable()  # as the program does: it collects on a timer of its own
    team = crowd(PEOPLE)
    team.store.prepare()
    asked, condition, number = _asked(name, team.store.read, team.boss)
    time = min(seconds(asked) for _again in range(1 if name in JOBS else 3))
    memory = highest()
    db: Any = team.store._look  # pyright: ignore[reportPrivateUsage]
    plain = seconds(lambda: sum(1 for _row in db.execute(_MARKS + condition, (number,))))
    team.store.close()
    return Cost(time, plain, memory)


def _asked(name: str, read: "Read", me: int) -> tuple[Callable[[], object], str, int]:
    """Return the job, and by what condition and number the marks are found that it is about."""
    from db.hiring import campaigns, comparisons
    from db.team import matrix, staff_cycles
    from desktop.team import loading
    from desktop.team.quarters import trend
    from domain.progress import Progress
    from domain.team.needs import needs
    from domain.team.training import proposed
    from tests.bench.team_map import QUARTERS, TODAY

    progress = Progress()
    if name == "comparison":
        hiring = min(one.cycle.id for one in read(campaigns.campaigns))
        wanted = "WHERE cycle.id = ?"
        return lambda: read(comparisons.comparison, hiring, me, TODAY, progress), wanted, hiring
    cycle = read(staff_cycles.staff_cycles, me)[0].cycle.id
    if name == "trend":
        return partial(trend.reading(read, cycle, None, me), progress), _NEWEST, QUARTERS
    if name == "map":
        return (
            partial(loading.loading(read, cycle, None, me, cyrillic_first=True), progress),
            _NEWEST,
            OF_YEAR,
        )
    found = read(matrix.team_matrix, cycle, me)
    return lambda: proposed(found, needs(found)), _NEWEST, OF_YEAR


def highest() -> float:
    """Return the most memory that this process has held so far, MB; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    held = next(line for line in lines if line.startswith("VmHWM"))
    return int(held.split()[1]) / 1024


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    cost = measured(sys.argv[1])
    print(json.dumps({"time": cost.time, "plain": cost.plain, "memory": cost.memory}))
