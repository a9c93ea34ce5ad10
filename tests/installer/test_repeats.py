"""What is written once is not written again: passages that stand word for word in two places are counted."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from installer import house

PACKAGES = ("desktop", "db", "reports", "domain")
LENGTH = 6  # lines that do something, alike and in a row
CEILING = 12
"""As many as there are; whoever removes one lowers it, and nobody raises it."""


class Line(NamedTuple):
    number: int
    text: str


class Repeat(NamedTuple):
    length: int
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.length} lines: {self.one} = {self.other}"


def doing(source: str) -> Iterator[Line]:
    """Yield the lines that do something: no import, docstring, comment, blank line or mere bracket."""
    idle: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant(value=str())):
                idle.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
            case _:
                pass
    for number, line in enumerate(source.splitlines(), start=1):
        text = line.strip()
        if number not in idle and not text.startswith("#") and any(sign.isalnum() for sign in text):
            yield Line(number, text)


def repeats(sources: dict[str, str]) -> list[Repeat]:
    """Return every pair of places with the same lines, longest first; a longer run counts once."""
    lines = {name: list(doing(source)) for name, source in sources.items()}
    places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for name, own in lines.items():
        texts = [line.text for line in own]
        for start in range(len(texts) - LENGTH + 1):
            places[tuple(texts[start : start + LENGTH])].append((name, start))
    alike = {pair for same in places.values() for pair in combinations(same, 2)}
    found: list[Repeat] = []
    for (one, at), (other, there) in alike:
        if ((one, at - 1), (other, there - 1)) in alike:
            continue
        more = 0
        while ((one, at + more + 1), (other, there + more + 1)) in alike:
            more += 1
        begins = f"{one}:{lines[one][at].number}", f"{other}:{lines[other][there].number}"
        found.append(Repeat(LENGTH + more, *begins))
    return sorted(found, key=lambda repeat: (-repeat.length, repeat))


def product() -> dict[str, str]:
    """Return the text of each of our modules by its path; what migrated a file once is history."""
    paths = (path for package in PACKAGES for path in sorted((house.ROOT / package).rglob("*.py")))
    return {
        path.relative_to(house.ROOT).as_posix(): path.read_text("utf-8")
        for path in paths
        if "migrations" not in path.parts
    }


def test_no_passage_is_written_twice_that_was_not_before() -> None:
    found = repeats(product())
    assert len(found) <= CEILING, "\n".join(map(str, found))


def test_a_longer_passage_counts_once_and_what_does_nothing_is_not_seen() -> None:
    passage = "\n".join(f"a{number} = {number}" for number in range(8))
    other = '"""Another."""\n\nimport os\n\nb = 1\n' + passage.replace("a4 = 4", "\n# why\na4 = 4")
    assert list(map(str, repeats({"one.py": passage, "other.py": other}))) == [
        "8 lines: one.py:1 = other.py:6"
    ]
    assert repeats({"one.py": passage, "other.py": other.replace("a3", "c3")}) == []


def test_the_product_is_read_at_all() -> None:
    assert Path("desktop/app.py").as_posix() in product()
