"""The largest files that strangers can send cost a bounded time and memory; each has a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.sizes import night
from tests.reports.hostile import large

PATIENCE, MEGABYTES = 600, 700  # seconds after which a reader hangs; MB

# Linux counts what the parent held before it into ru_maxrss of a child; VmHWM is the child's own.
CHILD = """
import resource, sys
from pathlib import Path
from domain.progress import Progress
from reports.intake import file
from reports.intake.refusal import Unreadable
def most():
    own = Path("/proc/self/status")
    if not own.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 ** 2
    line = next(line for line in own.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
try:
    said = f"read {len(file.read(Path(sys.argv[1]), Progress()).lines)}"
except Unreadable as refused:
    said = f"{refused.why} {refused.place}"
print(most(), said, sep=";")
"""


def _billion_bytes_of_rows() -> Iterator[str]:
    for _hundred in range(10_000):
        yield f'<row><c t="inlineStr"><is><t>{"x" * 1000}</t></is></c></row>' * 100


def _billion_bytes_of_text() -> Iterator[str]:
    yield '<row><c t="inlineStr"><is><t>'
    for _million in range(1000):
        yield "x" * 1_000_000


def _empty_cells() -> Iterator[str]:
    for _row in range(8_200):
        yield f"<row>{'<c/>' * 255}</row>"


def _texts() -> Iterator[str]:
    for row in range(7_800):
        cells = (f'<c t="inlineStr"><is><t>ы{row * 255 + n:x}</t></is></c>' for n in range(255))
        yield f"<row>{''.join(cells)}</row>"


def _figures() -> Iterator[str]:
    for row in range(7_800):
        yield f"<row>{''.join(f'<c><v>{row * 255 + n}.5</v></c>' for n in range(255))}</row>"


LARGE: dict[str, tuple[Callable[[], bytes], str, bool]] = {
    "rows of 1 GB": (lambda: large(_billion_bytes_of_rows), "too_far Штат!A50001", True),
    "a text of 1 GB": (lambda: large(_billion_bytes_of_text), "long_text Штат!A1", True),
    "cells without end": (lambda: large(_empty_cells), "too_much Штат!AI7844", True),
    "two million texts": (lambda: large(_texts), "read 7800", False),
    "two million figures": (lambda: large(_figures), "read 7800", False),
    "lines without end": (lambda: b"a;b\n" + b"\n" * 23_000_000, "read 1", False),
    "quotes without end": (lambda: b'"' * 24_000_000, "bad_line 1", True),
    "a full table": (lambda: (b"x;" * 255 + b"x\n") * 46_000, "read 46000", False),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the memory of a process so")
@pytest.mark.parametrize("name", [name for name, one in LARGE.items() if one[2] or night()])
def test_the_largest_files_come_to_an_end_within_a_bounded_memory(name: str, tmp_path: Path) -> None:
    make, outcome, _daily = LARGE[name]
    path = tmp_path / "large"
    path.write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=True,
        timeout=PATIENCE,
    )
    most, said = run.stdout.strip().split(";")
    assert said == outcome
    assert float(most) < MEGABYTES
