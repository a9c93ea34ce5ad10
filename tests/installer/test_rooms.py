"""The house as it is built: short files, folders one can take in, few arrows between rooms, no circle."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from installer import house

LINES = 520  # in one file
THE_FIRST = "db/migrations/versions/0001_first_schema.py"

MODULES = 26  # in one folder

DOOR = ("desktop.office.cli.cli", "desktop.app")
"""The one import upwards: ``merilo FILE`` opens the window."""


class Arrow(NamedTuple):
    """One module imports another, be it for a type only."""

    source: str
    target: str

    def between_rooms(self) -> "Arrow":
        return Arrow(_room(self.source), _room(self.target))


def _room(module: str) -> str:
    """Return folder or module below the package."""
    return ".".join(module.split(".")[:2])


def modules(package: str) -> dict[str, Path]:
    """Return every module of the package by its dotted name, packages by that of their folder."""
    found: dict[str, Path] = {}
    for path in (house.ROOT / package).rglob("*.py"):
        parts = path.relative_to(house.ROOT).with_suffix("").parts
        if "migrations" not in parts:
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def arrows(package: str) -> tuple[Arrow, ...]:
    """Return each import of one module of the package by another, wherever in the file it stands."""
    return tuple(_arrows(package))


def _arrows(package: str) -> Iterator[Arrow]:
    known = modules(package)
    for module, path in known.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named: list[str] = []
            if isinstance(node, ast.Import):
                named = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                whole = [f"{node.module}.{alias.name}" for alias in node.names]
                named = [name if name in known else node.module for name in whole]
            yield from (Arrow(module, name) for name in named if name in known)


@pytest.mark.parametrize(
    ("package", "most_arrows", "most_rooms"), [("db", 63, 15), ("domain", 33, 10), ("reports", 25, 10)]
)
def test_few_arrows_run_between_the_rooms(package: str, most_arrows: int, most_rooms: int) -> None:
    known = modules(package)
    # What everything uses lies on the ground beside the rooms and counts as one more.
    ground = {name for name, path in known.items() if path.parent.name == package}
    rooms = {_room(name) for name in known.keys() - ground}

    def place(module: str) -> str:
        return "ground" if module in ground else _room(module)

    between = {(place(arrow.source), place(arrow.target)) for arrow in arrows(package)}
    between = {(source, target) for source, target in between if source != target}
    told = "\n".join(f"{source} → {target}" for source, target in sorted(between))
    assert len(between) <= most_arrows, told
    assert len(rooms) + bool(ground - {package}) <= most_rooms, sorted(rooms)


@pytest.mark.parametrize("package", ["db", "domain", "reports", "resources", "desktop"])
def test_no_circle_runs_through_rooms_even_for_a_type(package: str) -> None:
    ways: dict[str, set[str]] = defaultdict(set)
    for arrow in arrows(package):
        source, target = arrow.between_rooms()
        if source != target and target != package and arrow != DOOR:
            ways[source].add(target)
    assert {room: way for room in ways if (way := _way_back(ways, room))} == {}


def _way_back(ways: dict[str, set[str]], room: str) -> str:
    """Return how the arrows lead from the room to itself, or nothing."""
    known = {room: room}
    next_rooms = [room]
    while next_rooms:
        here = next_rooms.pop()
        for there in sorted(ways.get(here, ())):
            if there == room:
                return f"{known[here]} → {room}"
            if there not in known:
                known[there] = f"{known[here]} → {there}"
                next_rooms.append(there)
    return ""


def test_a_circle_is_seen_and_told() -> None:
    assert _way_back({"a": {"b"}, "b": {"c"}, "c": {"a"}}, "a") == "a → b → c → a"
    assert _way_back({"a": {"b", "c"}, "b": {"c"}}, "a") == ""


def sources() -> Iterator[Path]:
    for package in ("desktop", "db", "reports", "domain", "resources", "installer", "tests"):
        yield from (house.ROOT / package).rglob("*.py")


def test_no_file_is_too_long_but_the_first_migration() -> None:
    long = {
        path.relative_to(house.ROOT).as_posix(): length
        for path in sources()
        if (length := len(path.read_text("utf-8").splitlines())) > LINES
    }
    assert long.keys() == {THE_FIRST}, long


def test_no_folder_holds_more_modules_than_can_be_overlooked() -> None:
    # One file for each version of the schema is history that nobody can part.
    count = Counter(
        path.parent
        for path in sources()
        if path.name not in ("__init__.py", "conftest.py") and "migrations" not in path.parts
    )
    assert {str(folder): number for folder, number in count.items() if number > MODULES} == {}
