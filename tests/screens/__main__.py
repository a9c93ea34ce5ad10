"""Draws every screen in every language and look into build/screens/, and fails where a fault can be measured.

``--docs`` draws only the pictures of docs/screens/ and renews them, with ``--only readme`` only those of the
README. For a quick look at work in progress, ``--only A,B`` draws the scenes whose names begin so, ``--only
main`` those of the documentation, ``--look ru-light`` draws one look, ``--also FILE`` adds the scenes of a
file, ``--go-on`` ends a run that was broken off. ``--list`` names the looks.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.screens import today
from tests.screens.crews import MAIN, README, draw
from tests.screens.looks import LOOKS, chosen

TARGET = Path("build/screens")
DOCS = Path("docs/screens")
DOCS_LOOKS = ("ru-light", "en-dark")


def main(arguments: list[str] | None = None) -> int:
    """Draw, examine and report; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="screens", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--docs", action="store_true", help="renew docs/screens, and draw nothing else")
    parser.add_argument("--only", default="", help="draw only scenes whose names begin so, as home,team")
    parser.add_argument("--look", default="", help="draw only this look, as ru-light")
    parser.add_argument("--also", default=None, type=Path, help="play the scenes of this file too")
    parser.add_argument("--target", default=TARGET, type=Path, help="where the pictures go")
    parser.add_argument("--go-on", action="store_true", help="draw the looks a broken-off run has not drawn")
    parser.add_argument("--list", action="store_true", help="name the looks and end")
    wanted = parser.parse_args(arguments)
    if wanted.list:
        print(*(look.name for look in LOOKS), sep="\n")
        return 0
    looks = tuple(look for name in DOCS_LOOKS if wanted.docs for look in chosen(name)) or chosen(wanted.look)
    if not looks:
        parser.error(f"--look: {', '.join(look.name for look in LOOKS)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "UTC"  # so that the pictures show the same hours everywhere
    if hasattr(time, "tzset"):
        time.tzset()
    started = time.monotonic()
    only = (wanted.only or MAIN) if wanted.docs else wanted.only
    if not (only or wanted.look or wanted.go_on):
        shutil.rmtree(wanted.target, ignore_errors=True)
    wanted.target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        table, lines = draw(Path(folder), looks, wanted.target, only, wanted.also, go_on=wanted.go_on)
    faults = _tell(table, lines, wanted.target)
    if wanted.docs:
        _renew_docs(wanted.target)
        if only in (MAIN, README) and not faults:
            today.keep(wanted.target)
    count = len(list(wanted.target.glob("*.png")))
    print(f"{count} pictures in {wanted.target}, {time.monotonic() - started:.0f} s")
    return 1 if faults else 0


def _tell(table: dict[str, Counter[str]], lines: list[str], target: Path) -> int:
    """Print the findings and save them beside the pictures; return the number of faults."""
    from tests.screens import checks

    notes = sorted(line for line in lines if line.startswith(checks.NOTES))
    told = sorted(line for line in lines if not line.startswith(checks.NOTES))
    (target / "notes.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")
    (target / "faults.txt").write_text("\n".join(told) + "\n", encoding="utf-8")
    for line in told:
        print(line)
    columns = ("screens", *checks.FAULTS, *checks.NOTES)
    print(f"{'':26}" + "".join(f"{column:>10}" for column in columns))
    for name, counts in table.items():
        print(f"{name:26}" + "".join(f"{counts[column]:10}" for column in columns))
    whole = sum(table.values(), Counter[str]())
    print(f"{whole[checks.NAMELESS]} unnamed controls over {whole['screens']} screens")
    return sum(counts[kind] for counts in table.values() for kind in checks.FAULTS)


def _renew_docs(drawn: Path) -> None:
    """Write the committed pictures that have changed."""
    from desktop.theme import Theme
    from tests.screens import help_pictures
    from tests.screens.checks import TOKENS
    from tests.screens.pictures import PAPER_WIDTH, keep
    from tests.screens.scenes import scenes

    for one in scenes():
        if one.main:
            for look in DOCS_LOOKS:
                name = f"{one.name}-{look}.png"
                theme = Theme(look.rpartition("-")[2])
                colors = [theme.color(token) for token in TOKENS]
                colors += [
                    color for row in ("level", "level_line", "level_text") for color in theme.colors(row)
                ]
                if (drawn / name).exists() and keep(drawn / name, DOCS / name, colors):
                    print(f"renewed {DOCS / name}")
    for name in help_pictures.renew(DOCS):
        print(f"renewed {name}")
    for paper in ("profile-ru", "profile-en", "plan-ru"):
        page = next(iter(sorted(drawn.glob(f"paper-{paper}-*.png"))), None)
        target = DOCS / f"{paper}.png"
        if page is not None and keep(page, target, width=PAPER_WIDTH):
            print(f"renewed {target}")


if __name__ == "__main__":
    sys.exit(main())
