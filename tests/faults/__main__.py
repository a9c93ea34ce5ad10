"""``make faults``: the tests of trust with large numbers, and what they showed in ``docs/trust.md``."""

import argparse
import os
import platform
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from tests.faults.promises import PROMISES, Promise

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "build" / "faults"  # one file for each part of a night
REPORT = ROOT / "docs" / "trust.md"


def main() -> int:
    """Run the tests and write the report; return what pytest does."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--times", type=int, default=6, help="6 by night, 1 as in make test")
    parser.add_argument("--only", metavar="R11", nargs="*", help="these alone; the report keeps the others")
    options = parser.parse_args()
    chosen = [one for one in PROMISES if not options.only or one.number in options.only]
    sizes = sizes_of(options.times)
    RESULTS.mkdir(parents=True, exist_ok=True)
    part = "-".join(options.only or ["all"]).replace(", ", "-")
    results = RESULTS / f"{options.times}-{part}.xml"
    results.unlink(missing_ok=True)
    tests = dict.fromkeys(test for one in chosen for test in one.tests)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", f"--junitxml={results}", *tests]
    sized = os.environ | environment(options.times)
    code = subprocess.run(command, cwd=ROOT, env=sized, check=False).returncode
    outcomes: dict[str, str] = {}
    for one in sorted(RESULTS.glob(f"{options.times}-*.xml"), key=lambda path: path.stat().st_mtime):
        outcomes |= read(one)
    for one in chosen:
        sys.stdout.write(f"{one.number}: {state(one, outcomes)}\n")
    REPORT.write_text(report(outcomes, sizes), encoding="utf-8")
    return code


def environment(times: int) -> dict[str, str]:
    """Return the sizes as the tests read them."""
    sizes = sizes_of(times)
    return {
        "MERILO_FAULTS": str(times),
        "MERILO_COPY_KILLS": str(sizes["copy_kills"]),
        "MERILO_COPY_DAYS": str(sizes["copy_days"]),
        "MERILO_SALVAGES": str(sizes["salvages"]),
        "MERILO_MUTATIONS": str(sizes["mutations"]),
        "MERILO_KILLS": str(sizes["typists"]),
        **({"MERILO_NIGHT": "1"} if times > 1 else {}),
    }


def sizes_of(times: int) -> dict[str, int]:
    """Return how many of each there are; at 6 times the numbers that were promised."""
    return {
        "kills": 50 * times,
        "passwords": 20 * times,
        "migrations": 24 * times,
        "flips": 200 * times,
        "copy_kills": 50 * times if times > 1 else 6,
        "copy_days": 365 if times > 5 else 12 * times,
        "salvages": 20 if times > 1 else 2,
        "mutations": 2_000 if times > 1 else 300,
        "typists": 300 if times > 1 else 0,
    }


def read(results: Path) -> dict[str, str]:
    """Return node id -> passed, failed or skipped."""
    outcomes: dict[str, str] = {}
    for case in ElementTree.parse(results).iter("testcase"):
        node = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        bad = case.find("failure") is not None or case.find("error") is not None
        outcomes[node] = "failed" if bad else "skipped" if case.find("skipped") is not None else "passed"
    return outcomes


def state(promise: Promise, outcomes: Mapping[str, str]) -> str:
    """Return met, FAILED, not run, or why there is no test."""
    if not promise.tests:
        return promise.note
    shown = [outcome for test in promise.tests for node, outcome in outcomes.items() if node.startswith(test)]
    counts = Counter(shown)
    if counts["failed"]:
        return f"**FAILED**: {counts['failed']} of {len(shown)} tests"
    missing = [
        test
        for test in promise.tests
        if not any(node.startswith(test) and outcome == "passed" for node, outcome in outcomes.items())
    ]
    if missing:
        return "not run" if not counts["passed"] else f"met in part, {len(missing)} not run"
    return f"met, {counts['passed']} tests"


def report(outcomes: Mapping[str, str], sizes: Mapping[str, int]) -> str:
    """Return the page."""
    rows = [
        (one.number, one.holds, state(one, outcomes), one.size.format(**sizes), _where(one))
        for one in PROMISES
    ]
    counts = Counter(outcomes.values())
    where = f"{platform.system()}, Python {platform.python_version()}"
    return "\n".join(
        (
            "# What must never happen, and what was shown",
            "",
            f"Written by `make faults` on {datetime.now(UTC):%Y-%m-%d} ({where}): {counts['passed']} tests",
            f"passed, {counts['failed']} failed, {counts['skipped']} skipped. What a promise means is",
            "in the tests named beside it. *Met* means that all of them passed at the size given; by night",
            "the sizes are six times those of `make test`.",
            "",
            "| | Promise | State | Size | Shown by |",
            "|---|---|---|---|---|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
        )
    )


def _where(promise: Promise) -> str:
    files = dict.fromkeys(Path(test.partition("::")[0]).name for test in promise.tests)
    return ", ".join(f"`{name}`" for name in files)


if __name__ == "__main__":
    raise SystemExit(main())
