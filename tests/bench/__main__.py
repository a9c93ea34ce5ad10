"""Prints the figures of speed, each beside that of the version before, and writes ``build/bench.json``.

Each group of rows runs in a process of its own, so that none holds what another left behind. ``--docs`` also
renews docs/bench.md from the groups measured now and, if only some are, keeps the rows of the others.
"""

import argparse
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tests.bench.measure import Figure
from tests.bench.report import before, page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

DOCS, STORED, PULSE = Path("docs/bench.md"), Path("build/bench.json"), Path("build/pulse.txt")
PATIENCE = 900  # seconds that a group may take
LONG = 1_200  # a walk through every screen of a file


def _start() -> Iterable[Figure]:
    from tests.bench import start

    return [*start.first_window(), *start.home()]


def _papers() -> Iterable[Figure]:
    from tests.bench import model, paper, plan, preview

    with tempfile.TemporaryDirectory() as folder:
        return [
            paper.profile(),
            paper.editable(),
            paper.long_texts(),
            preview.following(_application()),
            paper.many(),
            plan.building(),
            model.load(),
            *plan.batch(Path(folder)),
        ]


def _sheet() -> Iterable[Figure]:
    from tests.bench import delta, sheet

    with tempfile.TemporaryDirectory() as folder:
        bench = sheet.Bench(_application(), Path(folder))
        found = [
            *sheet.key_press(bench),
            sheet.next_card(bench),
            sheet.write_part(bench),
            *sheet.open_sheet(bench),
        ]
        bench.close()
        return [*found, delta.whole_person(_application(), Path(folder))]


def _map() -> Iterable[Figure]:
    from tests.bench import team_map

    with tempfile.TemporaryDirectory() as folder:
        return team_map.figures(_application(), Path(folder))


def _lock() -> Iterable[Figure]:
    from tests.bench import lock, sheet

    locked = lock.locking(_application())
    with tempfile.TemporaryDirectory() as folder:
        bench = sheet.Bench(_application(), Path(folder))
        found = [locked, sheet.write_part(bench, "write of a mark, after a lock", limit=None)]
        bench.close()
        return found


def _window() -> Iterable[Figure]:
    from tests.bench import copying, listed, second

    application = _application()
    return [
        second.start(application),
        *copying.figures(application),
        *listed.figures(application),
    ]


def _search() -> Iterable[Figure]:
    from tests.bench import search

    assert _application(), "there are no widgets without it"
    return search.figures()


def _roster() -> Iterable[Figure]:
    from tests.bench import matrix, roster

    return [*roster.whole_list(_application()), *matrix.figures(_application())]


def _team_papers() -> Iterable[Figure]:
    from tests.bench import team

    matrix = team.matrix_pdf()
    if matrix is None:
        print(team.NO_OFFICE, file=sys.stderr)
    return [team.workbook(), *([] if matrix is None else [matrix]), *team.growth()]


def _of(module: str, name: str = "figures") -> Callable[[], Iterable[Figure]]:
    def measured() -> Iterable[Figure]:
        found: Iterable[Figure] = getattr(importlib.import_module(f"tests.bench.{module}"), name)()
        return found

    return measured


def _frozen() -> Iterable[Figure]:
    from tests.package import speed

    if lacks := speed.lacking():
        print(f"without: {lacks}", file=sys.stderr)
        return []
    return speed.figures()


def _packets() -> Iterable[Figure]:
    from tests.bench.exchange import merging, packets

    return [*packets.figures(), *merging.figures()]


def _make_full() -> None:
    """Make the file with all events, and the one whose halves are merged."""
    from tests.bench import full
    from tests.bench.exchange import merging
    from tests.bench.lean import lean

    full.made()
    lean(merging.PEOPLE, merging.QUARTERS)


def _make_largest() -> None:
    from tests.bench.crowd import crowd

    crowd(10_000).store.close()


def _make_others() -> None:
    from tests.bench import copying, listed
    from tests.bench.crowd import crowd
    from tests.bench.lean import lean

    _make_full()
    lean(copying.PEOPLE)
    for count in (listed.MANY, listed.FEW):
        lean(count, quarters=0)
    for count in (100, 1_000):
        crowd(count).store.close()


def _make_centre() -> None:
    """Make the large centre on PostgreSQL."""
    from tests.bench.service import reading

    reading.make_large()


def _walk(count: int) -> Callable[[], Iterable[Figure]]:
    def walked() -> Iterable[Figure]:
        from tests.bench import pulse

        return pulse.walked(count)

    return walked


MAKING = {"largest": _make_largest, "others": _make_others, "full": _make_full, "centre": _make_centre}
WHOLE = ("largest", "others")  # what a run of all groups needs, on two cores
IN_CENTRE = "server-large"
IN_FULL = {"file", "restore", "packets"}  # groups that work in the files of "full"

GROUPS: dict[str, Callable[[], Iterable[Figure]]] = {
    "start": _start,
    "sheet": _sheet,
    "papers": _papers,
    "team-papers": _team_papers,
    "map": _map,
    "growth": _of("growth", "person_and_marks"),
    "file": _of("full"),
    "restore": _of("full", "restored"),
    "lock": _lock,
    "window": _window,
    "roster": _roster,
    "search": _search,
    "team-growth": _of("team_growth"),
    "plain": _of("team_growth", "compared"),
    "large": _of("large"),
    "packets": _packets,
    "server": _of("service.rating"),
    "server-read": _of("service.reading"),
    "server-large": _of("service.reading", "large"),
    "frozen": _frozen,
    **{f"walk-{count}": _walk(count) for count in (100, 1_000, 10_000)},
    "pulse": _of("pulse"),  # of the walks before it, each of which may be repeated alone
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; return 1 if a figure is worse than allowed or a group could not be measured."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--docs", action="store_true", help="renew docs/bench.md")
    parser.add_argument("--only", help=f"groups with commas between: {', '.join(GROUPS)}")
    parser.add_argument("--group", choices=GROUPS, help=argparse.SUPPRESS)
    parser.add_argument("--make", choices=MAKING, help=argparse.SUPPRESS)
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if wanted.group:
        from resources import i18n

        i18n.use("ru")
        print(json.dumps([asdict(one) for one in GROUPS[wanted.group]()]))
        return 0
    if wanted.make:
        MAKING[wanted.make]()
        return 0
    names = wanted.only.split(",") if wanted.only else list(GROUPS)
    if unknown := [name for name in names if name not in GROUPS]:
        parser.error(f"unknown: {', '.join(unknown)}")
    STORED.parent.mkdir(exist_ok=True)
    if not wanted.only:
        _make_files(WHOLE)
    elif IN_FULL & set(names):  # else a group would spend its patience on making them
        _make_files(("full",))
    if IN_CENTRE in names:  # after the others: it takes a core of its own, and another for the server
        _make_files(("centre",))
    measured: dict[str, list[Figure]] = {} if not wanted.only else _stored()
    version, older = before.page_before(Path())
    then = before.figures(older)
    print(f"before: {version}", flush=True)
    failed: list[str] = []
    for name in names:
        found = _apart(name, then)
        measured.pop(name, None)
        if found is None:
            failed.append(name)
        else:
            measured[name] = found
    figures = [one for name in GROUPS for one in measured.get(name, [])]
    STORED.write_text(
        json.dumps({name: [asdict(one) for one in found] for name, found in measured.items()}, indent=1)
        + "\n",
        encoding="utf-8",
    )
    if failed:
        print(f"not measured: {', '.join(failed)}")
    if wanted.docs:
        missing = [name for name in GROUPS if name not in measured]
        walk = PULSE.read_text(encoding="utf-8") if "pulse" in measured and PULSE.exists() else ""
        present = DOCS.read_text(encoding="utf-8") if wanted.only and DOCS.exists() else ""
        DOCS.write_text(page.page(figures, missing, walk, version, then, present), encoding="utf-8")
    kept = all(one.kept for name in names for one in measured.get(name, []))
    return 0 if kept and not failed else 1


def _make_files(names: Sequence[str]) -> None:
    """Make the large files that are not there yet, at once; a group that lacks its file makes it too."""
    begun = monotonic()
    commands = [[sys.executable, "-m", "tests.bench", "--make", name] for name in names]
    for process in [subprocess.Popen(command) for command in commands]:
        process.wait()
    print(f"--- large files, {monotonic() - begun:.0f} s", flush=True)


def _apart(name: str, then: before.Figures) -> list[Figure] | None:
    """Return the figures of a group, printed beside those of then as they come; None if it failed."""
    begun = monotonic()
    command = [sys.executable, "-m", "tests.bench", "--group", name]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True)
    try:
        told, _errors = process.communicate(timeout=LONG if name.startswith("walk-") else PATIENCE)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        found = [Figure(**one) for one in json.loads(told.splitlines()[-1])]
    except (subprocess.SubprocessError, ValueError, IndexError) as error:
        print(f"--- {name}: not measured: {error}", flush=True)
        return None
    finally:
        _end(process)
    print(f"--- {name}, {monotonic() - begun:.0f} s", flush=True)
    for one, old in zip(found, page.beside(found, then), strict=True):
        value, baseline = one.value * one.scale, one.baseline * one.scale
        print(
            f"{one.name:40}{value:12.2f}{page.spread(one):>8}{old:>18}{baseline:12.2f} "
            f"{one.unit:5}{one.ratio:8.2f}  {page.rules(one)}",
            flush=True,
        )
    return found


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with all that it started: what measures on would slow down the next group."""
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _stored() -> dict[str, list[Figure]]:
    """Return what the last run measured; nothing if there was none."""
    try:
        content = json.loads(STORED.read_text(encoding="utf-8"))
        return {name: [Figure(**one) for one in content[name]] for name in GROUPS if name in content}
    except (OSError, ValueError, TypeError):
        return {}


def _application() -> "QApplication":
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    return application


if __name__ == "__main__":
    sys.exit(main())
