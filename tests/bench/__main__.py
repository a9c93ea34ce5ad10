"""Prints the figures of speed and writes ``build/bench.json``: {name: {value, baseline, ratio}}, seconds.

``--docs`` also renews docs/bench.md.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.measure import Figure

DOCS = Path("docs/bench.md")
ABOUT = """# How quick it is

Written by `make bench ARGS=--docs` on a machine with {cores} cores. Milliseconds differ from machine to
machine; the ratio to the baseline, which is measured in turn with the value, differs less. A row that is
not kept says so; a row of bytes has bytes for milliseconds.

| What | Value, ms | Baseline, ms | Ratio | May be |
|---|---:|---:|---:|---|
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; return 1 if a figure is worse than allowed."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--docs", action="store_true", help="renew docs/bench.md")
    wanted = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from resources import i18n
    from tests.bench import (
        copying,
        delta,
        full,
        growth,
        lock,
        matrix,
        model,
        paper,
        plan,
        roster,
        search,
        sheet,
        start,
        team,
        team_growth,
        team_map,
    )

    i18n.use("ru")
    figures = [start.first_window(), *start.home(), paper.profile(), plan.building(), model.load()]
    with tempfile.TemporaryDirectory() as folder:
        figures += plan.batch(Path(folder))
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        bench = sheet.Bench(application, Path(folder))
        figures += [
            sheet.key_press(bench),
            sheet.next_card(bench),
            sheet.write_part(bench),
            *sheet.open_sheet(bench),
        ]
        bench.close()
        figures += team_map.figures(application, Path(folder))
        figures.append(delta.whole_person(application, Path(folder)))

    figures.append(lock.locking(application))
    figures += growth.person_and_marks()
    figures += full.figures()
    figures += copying.figures(application)
    figures += roster.whole_list(application)
    figures += matrix.figures(application)
    figures += search.figures()
    figures += team_growth.figures()
    figures.append(team.workbook())
    matrix = team.matrix_pdf()
    if matrix is None:
        print(team.NO_OFFICE)
    else:
        figures.append(matrix)

    print(f"{'':28}{'value, ms':>12}{'baseline, ms':>14}{'ratio':>8}  must be")
    for one in figures:
        print(
            f"{one.name:28}{one.value * 1000:12.2f}{one.baseline * 1000:14.2f}{one.ratio:8.2f}  {_rules(one)}"
        )
    if wanted.docs:
        numbers = ((one, one.value * 1000, one.baseline * 1000) for one in figures)
        rows = [
            f"| {one.name} | {value:.2f} | {baseline:.2f} | {one.ratio:.2f} | {_rules(one)} |\n"
            for one, value, baseline in numbers
        ]
        DOCS.write_text(ABOUT.format(cores=os.cpu_count()) + "".join(rows), encoding="utf-8")
    target = Path("build/bench.json")
    target.parent.mkdir(exist_ok=True)
    content = {
        one.name: {"value": one.value, "baseline": one.baseline, "ratio": one.ratio} for one in figures
    }
    target.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0 if all(one.kept for one in figures) else 1


def _rules(figure: Figure) -> str:
    rules = [] if figure.limit is None else [f"≤ {figure.limit:g} ×"]
    rules += [] if figure.most is None else [f"≤ {figure.most * 1000:g} ms"]
    return ", ".join(rules) + ("" if figure.kept else " · NOT KEPT")


if __name__ == "__main__":
    sys.exit(main())
