"""How the work is shared: two processes at a time, since a process has only one screen scale."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.screens.looks import LOOKS, Look

AT_A_TIME = 2
LOOKS_OF_ONE = 3  # in one process: few enough to share the work, enough to be worth its start
SCREEN = (2048, 1440)  # device-independent pixels
PAPERS = "papers"
FOUND = "found"  # the folder beside the pictures that has what was found in each look
MAIN = "main"  # in place of names: the scenes of the documentation, and its papers
README = "readme"  # in place of names: what the first page shows

type Told = tuple[dict[str, Counter[str]], list[str]]


def draw(
    folder: Path, looks: tuple[Look, ...], target: Path, only: str, also: Path | None, *, go_on: bool = False
) -> Told:
    """Let the crews draw; return the counts for every look, and the findings as lines.

    What is found in each look is kept in *target* as soon as it is whole; to *go_on* draws the other looks.

    Raises:
        subprocess.CalledProcessError: if a crew fails.
    """
    from tests.screens.stage import Files

    found = target / FOUND
    if not go_on:
        shutil.rmtree(found, ignore_errors=True)
    found.mkdir(exist_ok=True)
    left = tuple(look for look in looks if not (found / f"{look.name}.json").exists())
    files = folder / "files"
    crews = [[look.name for look in crew] for crew in _shared_out(left)]
    if only in (MAIN, README) or (not only and looks == LOOKS):
        crews.append([PAPERS])
    if crews:
        files.mkdir()
        Files.make(files)
    orders = [
        (
            number,
            [str(found), str(files), str(folder / str(number)), str(target), only, str(also or ""), *crew],
        )
        for number, crew in enumerate(crews)
    ]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        list(pool.map(_run, orders))
    counts: dict[str, Counter[str]] = {}
    lines: list[str] = []
    for look in looks:
        told = json.loads((found / f"{look.name}.json").read_text("utf-8"))
        counts[look.name] = Counter(told["counts"])
        lines += told["lines"]
    return counts, lines


def _shared_out(looks: tuple[Look, ...]) -> list[list[Look]]:
    """Group looks of the same scale, a few per process, the slow ones first."""
    crews: list[list[Look]] = []
    for scale in sorted({look.scale for look in looks}, reverse=True):
        alike = [look for look in looks if look.scale == scale]
        crews += [alike[at : at + LOOKS_OF_ONE] for at in range(0, len(alike), LOOKS_OF_ONE)]
    return crews


def _run(order: tuple[int, list[str]]) -> None:
    """Run one crew."""
    number, words = order
    scale = next((look.scale for look in LOOKS if look.name == words[6]), 1.0)
    # The test platform's screen is small, and a dialog never grows larger than the screen.
    width, height = (round(size * scale) for size in SCREEN)
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96}
    described = Path(words[2]).with_name(f"screen-{number}.json")
    described.write_text(json.dumps({"screens": [screen | dots]}), "utf-8")
    environment = os.environ | {"QT_SCALE_FACTOR": str(scale)}
    if environment["QT_QPA_PLATFORM"] == "offscreen":
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={described}"
    # With -m each file read in a process of its own would load all screens there once more.
    begin = "import sys; from tests.screens.crew import main; main(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", begin, *words], env=environment, check=True)
