"""What the quick measuring tells of branches is what the slow one tells."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

BRANCHES = """
from contextlib import suppress

def one_way(number):
    if number:
        return 1
    return 0

def both_ways(number):
    if number:
        return 1
    return 0

def late(numbers):
    found = 0
    for number in numbers:
        if number == 5000:
            found = number
    return found

def never_ends(numbers):
    for number in numbers:
        if number > 3 and (number < 9 or number == 20):
            return number
    return None

def whiles(number):
    while number > 0:
        number -= 1
        if number == 100:
            break
    else:
        number = -1
    return number

def matched(value):
    match value:
        case int():
            return "int"
        case [first, *_] if first:
            return "list"
        case {"name": name}:
            return name
        case None:
            return ""
    return "other"

def tried(value):
    try:
        return 10 // value
    except ZeroDivisionError:
        with suppress(KeyError):
            {}[value]
    except TypeError:
        return None
    finally:
        value = None
    return 0

def listed(numbers):
    odd = [
        number
        for number in numbers
        if number % 2
    ]
    return odd or None

def yielded(numbers):
    for number in numbers:
        if number:
            yield number

def nothing(value): return value if value else None

class Box: kept = 1

one_way(1), both_ways(0), both_ways(1), late(range(6000)), never_ends(range(6))
whiles(3), whiles(0), matched(1), matched([1]), matched({"name": 2})
tried(0), tried(1), listed(range(3)), list(yielded([1, 2])), next(yielded([0, 1])), nothing(1)
"""

MEASURE = """
import json, runpy, sys
import coverage
core, plugin, file = sys.argv[1:]
if plugin:
    __import__(plugin)
measured = coverage.Coverage(data_file=None, branch=True, source=[file.rpartition("/")[0]], config_file=False)
measured.set_option("run:core", core or None)
measured.start()
runpy.run_path(file)
measured.stop()
_, lines, _, missing, _ = measured.analysis2(file)
ways = sorted(measured.branch_stats(file).items())
print(json.dumps([lines, missing, ways, dict(measured.sys_info())["core"]]))
"""


def measured(file: Path, core: str, plugin: str) -> list[object]:
    command = [sys.executable, "-c", MEASURE, core, plugin, str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_lines_and_branches_never_run_are_told_as_by_a_trace_of_each_line(tmp_path: Path) -> None:
    file = tmp_path / "branches.py"
    file.write_text(BRANCHES, "utf-8")
    *slow, tracer = measured(file, "ctrace", "")
    *quick, monitor = measured(file, "", "tests.measuring")
    assert quick == slow
    assert slow[1], "there are lines to miss"
    assert tracer == "CTracer"
    if sys.version_info >= (3, 13):
        assert monitor in {"BothWays", "SysMonitor"}, "the quick one was at work"
