"""The frozen program: how soon its window is there beside the sources, and the memory it takes at rest."""

import shutil

from tests.bench.measure import Figure, middle, spread
from tests.package.speed import MEMORY, PROGRAM, RATIO, measured

TOOLS = ("Xvfb", "xdotool")


def lacking() -> str:
    """Return what is not there to measure with; empty if all is."""
    if not PROGRAM.exists():
        return "the frozen program (make package makes it)"
    return ", ".join(one for one in TOOLS if shutil.which(one) is None)


def figures() -> list[Figure]:
    """Measure both in turn, each in a home of its own on a display of its own."""
    frozen, source, memory = measured(PROGRAM)
    return [
        Figure("frozen, first window", middle(frozen), middle(source), limit=RATIO, spread=spread(frozen)),
        Figure("frozen, memory at rest", memory, MEMORY, limit=None, most=MEMORY, unit="MB"),
    ]
