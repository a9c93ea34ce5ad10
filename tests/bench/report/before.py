"""What the version before took, read from its docs/bench.md, so that each row stands beside that of then."""

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

PAGE = "docs/bench.md"
NAME, VALUE, UNIT = "What", "Value", ""
MORE = "…"  # begins the name of a row that says more of the row above

type Figures = Mapping[str, tuple[float, str]]
"""Value and unit by the whole name of the row."""


def whole_names(names: Iterable[str]) -> list[str]:
    """Return the names of rows with that of the row which they say more of: “home … processors”."""
    found: list[str] = []
    above = ""
    for name in names:
        if not name.startswith(MORE):
            above = name
        found.append(name if name == above else f"{above} {name}")
    return found


def rows(page: str, columns: Iterable[str]) -> dict[str, str]:
    """Return by whole name each row of the first table of a page, as a line with these columns."""
    table = _table(page)
    names = whole_names(row[NAME] for row in table)
    return {
        name: f"| {' | '.join(row.get(column, '') for column in columns)} |\n"
        for name, row in zip(names, table, strict=True)
    }


def figures(page: str) -> Figures:
    """Return value and unit of each row of the first table of a page."""
    table = _table(page)
    names = whole_names(row[NAME] for row in table)
    return {
        name: (float(row[VALUE].split()[0]), row.get(UNIT, ""))
        for name, row in zip(names, table, strict=True)
        if row.get(VALUE)
    }


def _table(page: str) -> list[dict[str, str]]:
    """Return the first table by its heads: a page of an older version may have others."""
    table: list[dict[str, str]] = []
    heads: list[str] = []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
        if not line.startswith("|"):
            if heads:
                break
        elif not heads:
            heads = cells
        elif not set(line) <= set("|-: "):
            table.append(dict(zip(heads, cells, strict=False)))
    return table


def page_before(root: Path) -> tuple[str, str]:
    """Return what the version before is called, and its page: of the last tag, else as last committed."""
    tag = _git(root, "describe", "--tags", "--abbrev=0").strip()
    if page := _git(root, "show", f"{tag or 'HEAD'}:{PAGE}"):
        return tag or "as last committed", page
    file = root / PAGE  # the sources were handed on without their history
    return f"from {PAGE}", file.read_text("utf-8") if file.exists() else ""


def beside(name: str, value: float, unit: str, then: Figures) -> str:
    """Return the value of then, and how many times as much it is now; “new” if there is none."""
    if name not in then or then[name][1] != unit:
        return "new"
    old = then[name][0]
    return f"{old:.2f} × {value / old:.2f}" if old else f"{old:.2f}"


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words], cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
