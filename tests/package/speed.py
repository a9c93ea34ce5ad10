"""The frozen program beside the sources: how soon the window is there, and the memory it takes at rest.

``.venv/bin/python -m tests.package.speed [PROGRAM]``; wants Xvfb and xdotool, and takes two minutes.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from installer.build import ROOT
from tests.bench.measure import Figure, middle, spread

DISPLAY = ":86"
TIMES = 5
REST = 15  # seconds after the window is there
MOST = 120  # seconds; against hanging
RATIO, MEMORY = 1.3, 180.0  # at most; MB
PROGRAM = ROOT / "build" / "frozen" / "merilo" / "merilo"  # as `make package` leaves it


def main() -> int:
    """Measure both in turn and print the figures; return 1 if one of them is not kept."""
    frozen, source, memory = measured(Path(sys.argv[1]) if len(sys.argv) > 1 else PROGRAM)
    ratio = statistics.median(frozen) / statistics.median(source)
    print(
        f"window there: frozen {statistics.median(frozen):.2f} s, source {statistics.median(source):.2f} s, "
        f"ratio {ratio:.2f} (≤ {RATIO})"
    )
    print(f"memory at rest: {memory:.0f} MB (≤ {MEMORY:.0f})")
    return int(ratio > RATIO or memory > MEMORY)


def lacking() -> str:
    """Return what is not there to measure with; empty if all is."""
    if not PROGRAM.exists():
        return "the frozen program, which make package leaves"
    return ", ".join(one for one in ("Xvfb", "xdotool") if shutil.which(one) is None)


def figures() -> list[Figure]:
    """Measure both in turn, each in a home of its own on a display of its own."""
    frozen, source, memory = measured(PROGRAM)
    return [
        Figure("frozen, first window", middle(frozen), middle(source), limit=RATIO, spread=spread(frozen)),
        Figure("frozen, memory at rest", memory, MEMORY, limit=None, most=MEMORY, unit="MB"),
    ]


def measured(program: Path) -> tuple[list[float], list[float], float]:
    """Return the seconds of each start, frozen and from source, and the memory at rest in MB."""
    commands = {"frozen": [str(program)], "source": [sys.executable, "-m", "desktop"]}
    server = subprocess.Popen(["Xvfb", DISPLAY, "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    took: dict[str, list[float]] = {name: [] for name in commands}
    memory = 0.0
    try:
        while not Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}").exists():
            time.sleep(0.05)
        for number in range(TIMES + 1):
            for name, command in commands.items():
                last = number == TIMES and name == "frozen"
                seconds, megabytes = started(command, REST if last else 0)
                if number:  # the first one of each fills the caches of the disk
                    took[name].append(seconds)
                memory = max(memory, megabytes)
    finally:
        server.terminate()
        server.wait()
    return took["frozen"], took["source"], memory


def started(command: list[str], rest: float) -> tuple[float, float]:
    """Return the seconds until the window is there and, after *rest* seconds, the memory taken, in MB."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "DISPLAY": DISPLAY, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        begin = time.monotonic()
        program = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            while not shown(environment):
                if program.poll() is not None or time.monotonic() - begin > MOST:
                    raise RuntimeError(f"no window: {command}")
                time.sleep(0.01)
            seconds = time.monotonic() - begin
            time.sleep(rest)
            return seconds, taken(program.pid) if rest else 0.0
        finally:
            program.kill()
            program.wait()


def shown(environment: dict[str, str]) -> bool:
    """Return whether a window can be seen."""
    search = ["xdotool", "search", "--onlyvisible", "--name", "Merilo|Мерило"]
    return subprocess.run(search, env=environment, capture_output=True, check=False).returncode == 0


def taken(process: int) -> float:
    """Return the resident memory of a process, what it shares with others included."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Rss:")) / 1000


if __name__ == "__main__":
    sys.exit(main())
