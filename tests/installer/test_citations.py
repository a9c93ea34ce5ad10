"""What a docstring cites is in docs/: a law, a section of the method or of the papers, a trap."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer import house

DOCS = house.ROOT / "docs"
LAW = re.compile(r"\blaws? (\d+[ab]?)(?: and (\d+[ab]?))?")
SECTION = re.compile(r"(methods|forms)\.md,?(?: sections?)? (\d+(?:\.\d+)?)(?:(?:-| to |, )(\d+(?:\.\d+)?))?")
TRAP = re.compile(r"\((P\d+)\)")
PAGE = re.compile(r"(?<![-\w])[a-z]+\.md\b")  # not the end of a longer name


def cited(text: str) -> Iterator[str]:
    """Yield what the text cites: "law 15", "forms 9.3", "P48", "methods.md"."""
    for found in LAW.finditer(text):
        yield from (f"law {number}" for number in found.groups() if number)
    for found in SECTION.finditer(text):
        page, *numbers = found.groups()
        yield from (f"{page} {number}" for number in numbers if number)
    yield from (found[1] for found in TRAP.finditer(text))
    yield from PAGE.findall(text)


def places() -> set[str]:
    """Return what can be cited."""
    laws = re.findall(r"^\*\*Law (\d+[ab]?)\.", (DOCS / "laws.md").read_text("utf-8"), re.MULTILINE)
    traps = re.findall(r"^\* \*\*(P\d+) ", (DOCS / "traps.md").read_text("utf-8"), re.MULTILINE)
    sections = {
        f"{page} {number}"
        for page in ("methods", "forms")
        for number in re.findall(
            r"^(?:## |\*\*)(\d+(?:\.\d+)?)", (DOCS / f"{page}.md").read_text("utf-8"), re.MULTILINE
        )
    }
    pages = {path.name for folder in (house.ROOT, DOCS) for path in folder.glob("*.md")}
    return {f"law {number}" for number in laws} | set(traps) | sections | pages


def sources() -> Iterator[Path]:
    for package in ("desktop", "db", "reports", "domain", "resources", "installer", "tests"):
        yield from sorted((house.ROOT / package).rglob("*.py"))
    yield from sorted((DOCS / "decisions").glob("*.md"))


def test_every_citation_leads_to_a_place() -> None:
    there = places()
    lost = {
        f"{path.relative_to(house.ROOT)}: {what}"
        for path in sources()
        if path != Path(__file__)
        for what in cited(path.read_text("utf-8"))
        if what not in there
    }
    assert lost == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("few (laws 15 and 21)", ["law 15", "law 21"]),
        ("methods.md sections 3-5.", ["methods 3", "methods 5", "methods.md"]),
        ("(forms.md 9.3)", ["forms 9.3", "forms.md"]),
        ("a stray letter (P48)", ["P48"]),
    ],
)
def test_a_citation_is_seen(text: str, found: list[str]) -> None:
    assert list(cited(text)) == found
