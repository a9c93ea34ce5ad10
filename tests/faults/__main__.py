"""``make faults``: the tests of trust with large numbers, and what they showed in ``docs/trust.md``.

Each file of tests is a run of pytest with its results in ``build/faults``. What was broken off goes on with
``--go-on`` where it stopped, as long as the code is the same.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from tests.faults.gate import GATE
from tests.faults.promise import Promise
from tests.faults.promises import PROMISES
from tests.faults.sizes import NIGHT, SIZES

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "build" / "faults"
REPORT = ROOT / "docs" / "trust.md"


def main() -> int:
    """Run the tests and write the report; return 1 if one of them failed."""
    parser = argparse.ArgumentParser(prog="make faults", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=1, help=f"{NIGHT} by night; the report states the sizes")
    parser.add_argument("--only", metavar="R11", nargs="*", help="these alone; their rows are renewed")
    parser.add_argument("--go-on", action="store_true", help="keep what was run before, of the same code")
    options = parser.parse_args()
    chosen = [one for one in PROMISES if not options.only or set(one.number.split(", ")) & set(options.only)]
    files: dict[str, list[str]] = {}
    for test in dict.fromkeys(test for one in chosen for test in one.tests):
        files.setdefault(test.partition("::")[0], []).append(test)
    results = RESULTS / "-".join((str(options.times), _code(), *(options.only or ())))
    if not options.go_on:
        shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True, exist_ok=True)
    outcomes: dict[str, str] = {}
    took = 0.0
    for number, (file, tests) in enumerate(files.items()):
        result = results / (file.removesuffix(".py").replace("/", ".") + ".xml")
        if not result.exists():
            sys.stdout.write(f"{number + 1} of {len(files)}: {file}\n")
            sys.stdout.flush()
            _run([file] if file in tests else tests, result, options.times)
        outcomes |= read(result)
        took += sum(float(one.get("time", 0)) for one in ElementTree.parse(result).iter("testsuite"))
    for one in chosen:
        sys.stdout.write(f"{one.number}: {state(one, outcomes)}\n")
    page = REPORT.read_text(encoding="utf-8")
    if options.only:
        page = renewed(page, chosen, outcomes, options.times)
    else:
        page = report(outcomes, options.times, round(took / 60), page)
    REPORT.write_text(page, encoding="utf-8")
    return int("failed" in outcomes.values())


def _run(tests: list[str], result: Path, times: int) -> None:
    """Run these tests of one file; its result gets its name only when it is whole."""
    part = result.with_suffix(".part")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", f"--junitxml={part}"]
    command += ["-o", "faulthandler_timeout=0", *tests]  # a test of a night may take hours
    sizes = {"MERILO_FAULTS": str(times)}
    code = subprocess.run(command, cwd=ROOT, env=os.environ | sizes, check=False).returncode
    if code not in (0, 1):  # stopped, or it could not begin
        raise SystemExit(code)
    part.replace(result)


def _code() -> str:
    """Return what tells this code from any other, committed or not; "plain" outside a repository."""
    head, changes = (
        subprocess.run(["git", *asked], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
        for asked in (("rev-parse", "--short=12", "HEAD"), ("diff", "HEAD", "--", ".", ":!docs"))
    )
    return f"{head}-{zlib.crc32(changes.encode()):08x}" if changes else head or "plain"


def sizes_of(times: int) -> dict[str, str]:
    """Return how many of each there are, in words; at ``NIGHT`` the numbers that were promised."""
    return {name: one.told(one.at(times)) for name, one in SIZES.items()}


def by_night(page: str, shown: Collection[str], on: str) -> list[str]:
    """Return the table of sizes: for the rows that were *shown* now with this day, else as *page* has it."""
    rows: list[str] = []
    for one in SIZES.values():
        row = f"| {one.what} | {one.row} | {one.told(one.commit)} | {one.told(one.night)} |"
        before = [line.removeprefix(row).strip(" |") for line in page.splitlines() if line.startswith(row)]
        rows.append(f"{row} {on if one.row in shown else (*before, 'not yet')[0]} |")
    return rows


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
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    if missing:
        return (
            f"not run{skipped}" if not counts["passed"] else f"met in part, {len(missing)} not run{skipped}"
        )
    return f"met, {counts['passed']} test{'s' if counts['passed'] > 1 else ''}{skipped}"


def report(outcomes: Mapping[str, str], times: int, minutes: int, before: str) -> str:
    """Return the page; of the page *before* it keeps when the sizes of a night were shown."""
    on = f"{datetime.now(UTC):%Y-%m-%d}"
    rows = [_row(one, outcomes, times) for one in PROMISES]
    counts = Counter(outcomes.values())
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    size = (
        "the sizes promised for a night"
        if times >= NIGHT
        else f"the usual sizes × {times}, not those of a night"
    )
    return "\n".join(
        (
            "# What must never happen, and what was shown",
            "",
            f"Written by `make faults` on {on} in one run of {minutes} minutes",
            f"({machine}, Python {platform.python_version()}), at {size}:",
            f"{counts['passed']} tests passed, {counts['failed']} failed, {counts['skipped']} skipped.",
            "",
            "What a promise means is in the tests named beside it. *Met* means that all of them passed",
            "at the size given; the sizes of a night, and when they were shown, stand below.",
            "Rows that begin with R are the threats of the design, those with D and W defects and weaknesses",
            "that were found once, the others decisions.",
            "",
            "| | Promise | State | Size | Shown by |",
            "|---|---|---|---|---|",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            "## The sizes of a night",
            "",
            f'`make faults ARGS="--times {NIGHT}"` tries all of them, with `--only R1` those of one row.',
            "Both numbers are in `tests/faults/sizes.py`, which tests read; *not yet*: not run at that size.",
            "",
            "| How many | Row | Each commit | A night | Shown at the size of a night |",
            "|---|---|---|---|---|",
            *by_night(before, _met(PROMISES, outcomes, times), on),
            "",
            *_gate(outcomes),
        )
    )


def renewed(
    page: str, chosen: Sequence[Promise], outcomes: Mapping[str, str], times: int, on: str = ""
) -> str:
    """Return the page with the rows of these promises as they were shown now, and when that was."""
    on = on or f"{datetime.now(UTC):%Y-%m-%d}"
    lines = page.splitlines(keepends=True)
    for one in chosen:
        for number, line in enumerate(lines):
            if line.startswith(f"| {one.number} |"):
                name, holds, shown, size, where = _row(one, outcomes, times)
                told = f"{size}, run by itself on {on}" if size else f"run by itself on {on}"
                lines[number] = f"| {' | '.join((name, holds, shown, told, where))} |\n"
    rows = by_night(page, _met(chosen, outcomes, times), on)
    for one, row in zip(SIZES.values(), rows, strict=True):
        lines = [row + "\n" if line.startswith(f"| {one.what} | {one.row} |") else line for line in lines]
    return "".join(lines)


def _met(chosen: Sequence[Promise], outcomes: Mapping[str, str], times: int) -> set[str]:
    """Return the rows that were met, with nothing missing, at the sizes of a night."""
    night = chosen if times >= NIGHT else ()
    met = [one for one in night if re.fullmatch(r"met, \d+ tests?(, \d+ skipped)?", state(one, outcomes))]
    return {row for one in met for row in one.number.split(", ")}


def _row(one: Promise, outcomes: Mapping[str, str], times: int) -> tuple[str, ...]:
    size = one.size.format(**sizes_of(times))
    return one.number, one.holds, state(one, outcomes), size, _where(one)


def _gate(outcomes: Mapping[str, str]) -> list[str]:
    rows = [(one.holds, state(one, outcomes), _where(one)) for one in GATE]
    return [
        "## The gate of a release",
        "",
        "Five numbers must be 0; any other blocks.",
        "",
        "| Must be 0 | State | Shown by |",
        "|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]


def _where(promise: Promise) -> str:
    files = dict.fromkeys(Path(test.partition("::")[0]).name for test in promise.tests)
    return ", ".join(f"`{name}`" for name in files)


if __name__ == "__main__":
    raise SystemExit(main())
