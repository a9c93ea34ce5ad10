"""The first page is one screen per language with all that a newcomer asks; the changelog keeps its form."""

import re

import pytest

from installer import house
from resources import VERSION

README = (house.ROOT / "README.md").read_text("utf-8")
RUSSIAN, ENGLISH = README.split("\n---\n")
CHANGES = (house.ROOT / "CHANGELOG.md").read_text("utf-8")
WORDS = 360  # of a language: with two small pictures about a screen
LONG = 180  # characters of a change
KINDS = [
    "Added",
    "Changed",
    "Deprecated",
    "Removed",
    "Fixed",
    "Security",
]  # of Keep a Changelog, in its order


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (RUSSIAN, ("Для кого", "Прогулка на минуту", "Установка без Python")),
        (ENGLISH, ("Who it is for", "A tour of a minute", "Without Python")),
    ],
)
def test_each_language_has_all_on_one_screen(page: str, asked: tuple[str, ...]) -> None:
    assert len(page.split()) <= WORDS
    assert all(one in page for one in asked)
    assert "make run" in page and "make test" in page
    assert "installer/README.md" in page, "where the installers are"
    assert len(re.findall(r"!\[[^]]+\]\(docs/screens/[^)]+\.png\)", page)) == 2


def test_every_link_of_the_first_page_leads_to_a_file_and_a_heading_that_are_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        name, _, mark = target.partition("#")
        text = (house.ROOT / name).read_bytes()
        if mark:
            heads = re.findall(r"^#+ (.+)$", text.decode("utf-8"), re.MULTILINE)
            assert mark in [re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in heads], target


def test_the_changelog_has_the_kinds_of_keep_a_changelog_in_their_order() -> None:
    for version in re.split(r"^## \[", CHANGES, flags=re.MULTILINE)[1:]:
        assert re.match(r"(Unreleased|\d+\.\d+\.\d+)\]", version), version[:40]
        kinds = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert kinds == [one for one in KINDS if one in kinds], kinds


def test_each_change_is_one_line_that_ends() -> None:
    lines = CHANGES.splitlines()
    changes = [one for one in lines if one.startswith("- ")]
    assert len(changes) > 10
    assert [one for one in changes if len(one) > LONG or not one.endswith((".", ".*"))] == []
    assert len(set(changes)) == len(changes), "told twice"
    spare = [
        one for one in lines[lines.index("### Added") :] if one and not one.startswith(("- ", "#", "**"))
    ]
    assert spare == [], "goes on below"


def test_the_newest_version_told_is_that_of_the_program() -> None:
    newest = re.search(r"^## \[(?:Unreleased\] — will be )?(\d+\.\d+\.\d+)", CHANGES, re.MULTILINE)
    assert newest is not None and newest[1] == VERSION
