"""The page of figures, docs/bench.md: each row with what it was in the version before."""

import os
from collections.abc import Mapping, Sequence

from tests.bench.measure import Figure
from tests.bench.report import before

ABOUT = """# How quick it is

Written by `make bench ARGS=--docs` on a machine with {cores} cores. Milliseconds differ from machine to
machine; the ratio to the baseline, which is measured in turn with the value, differs less. Half of the
values lie within ±. Where the system tells (Linux), the time in which the program stood ready and others had
the processors is left out, unless a row starts processes of its own. A row that is not kept says so. Large
files are made once and kept in `build/`: 1,000 people over 12 quarters with all events (“file”, “check”),
10,000 over 12 without (all rows of 10,000), 100,000 in a list. “Before” is the value of the version before
({version}), and how many times as much it is now.

| What | Value | Before | Baseline | | Ratio | May be |
|---|---:|---:|---:|---|---:|---|
"""
WALK = """
## Every screen and main act

From the act until all is idle, the fastest of two visits after the first; the longest time the window stood
still meanwhile; statements; memory with {last} people. The exponent is that of the last step.

```
{table}```
"""


def page(
    figures: Sequence[Figure],
    missing: Sequence[str],
    walk: str,
    version: str,
    then: before.Figures,
    present: str = "",
) -> str:
    """Return docs/bench.md: *missing* groups were not measured, *walk* is the table of screens or empty.

    Rows that the *present* page has and nobody measured now stay as they are.
    """
    rows = {
        name: (
            f"| {one.name} | {one.value * one.scale:.2f} {spread(one)} | {old} "
            f"| {one.baseline * one.scale:.2f} | {one.unit} | {one.ratio:.2f} | {rules(one)} |\n"
        )
        for name, one, old in zip(
            before.whole_names(one.name for one in figures), figures, beside(figures, then), strict=True
        )
    }
    stay = {name: row for name, row in before.rows(present, _COLUMNS).items() if name not in rows}
    lacking = [f"\nNot measured in the last run: {', '.join(missing)}.\n"] if missing else []
    walked = [WALK.format(last="10,000", table=walk)] if walk else [_walk_of(present)]
    about = ABOUT.format(cores=os.cpu_count(), version=version)
    return about + "".join([*_in_order(rows, stay, present), *lacking, *walked])


_COLUMNS = ("What", "Value", "Before", "Baseline", "", "Ratio", "May be")


def _in_order(rows: Mapping[str, str], stay: Mapping[str, str], present: str) -> list[str]:
    """Return all rows as the present page has them; new ones after the row that they were measured after."""
    order = list(before.rows(present, _COLUMNS))
    last = -1
    for name in rows:
        if name in order:
            last = order.index(name)
        else:
            last = last + 1 if last >= 0 else len(order)
            order.insert(last, name)
    both = {**stay, **rows}
    return [both[name] for name in order]


def _walk_of(present: str) -> str:
    _table, head, walk = present.partition("\n## ")
    return head + walk


def beside(figures: Sequence[Figure], then: before.Figures) -> list[str]:
    """Return for each figure what it was in the version before, and how many times as much it is now."""
    names = before.whole_names(one.name for one in figures)
    return [
        before.beside(name, one.value * one.scale, one.unit, then)
        for name, one in zip(names, figures, strict=True)
    ]


def spread(figure: Figure) -> str:
    """Return within what half of the values lie, or nothing if there was one."""
    return f"± {figure.spread * figure.scale / 2:.1f}" if figure.spread else ""


def rules(figure: Figure) -> str:
    """Return what the figure may be, and whether that was not kept."""
    told = [] if figure.limit is None else [f"≤ {figure.limit:g} ×"]
    told += [] if figure.most is None else [f"≤ {figure.most * figure.scale:g} {figure.unit}"]
    return ", ".join(told) + ("" if figure.kept else " · NOT KEPT")
