"""The pictures of the README are today's: what they were drawn from has not changed since."""

import re
import shutil
from pathlib import Path

import pytest

from installer import texts
from tests.screens import today

ROOT = texts.ROOT
RUSSIAN = texts.RUSSIAN.as_posix()
SHOWN = re.compile(r"!\[([^\]]+)\]\(docs/screens/([^)]+)\)")
SHEETS = {"sheet-ru-light.png", "sheet-en-dark.png"}
PROFILES = {"profile-ru.png", "profile-en.png"}


def test_each_language_of_the_readme_shows_two_pictures_in_it() -> None:
    russian, _line, english = (ROOT / "README.md").read_text("utf-8").partition("## In English")
    assert _line
    for part, language in ((russian, "ru"), (english, "en")):
        shown = [name for _title, name in SHOWN.findall(part)]
        assert shown == [one.name for one in today.PICTURES if one.language == language]
        assert len(shown) == 2


def test_the_pictures_of_the_readme_are_those_of_today() -> None:
    assert today.stale() == {}, f"draw them again: {today.AGAIN}"


def test_it_is_known_which_texts_are_read_in_each_picture() -> None:
    for line in (ROOT / today.DRAWN).read_text("utf-8").splitlines():
        assert len(line.split()) > 20, line[:80]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of all that the pictures are drawn from."""
    places = {*today.SHOWN_TO_ALL, RUSSIAN, today.DRAWN.as_posix()}
    places |= {place for one in today.PICTURES for place, _name in one.scene}
    places |= {(today.FOLDER / one.name).as_posix() for one in today.PICTURES}
    for place in places:
        target = tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / place, target)
    return tmp_path


@pytest.mark.parametrize(
    ("place", "before", "after", "stale"),
    [
        ("tests/screens/scenes/sheet.py", "open_sheet(stage, IN_WORK", "open_sheet(stage, BLIND", SHEETS),
        ("tests/screens/stage.py", "date(2026, 11, 24)", "date(2026, 11, 25)", SHEETS | PROFILES),
        ("resources/catalogue/catalogue.yaml", "K01", "K99", SHEETS | PROFILES),
        (RUSSIAN, 'msgstr "нет уровня"', 'msgstr "без уровня"', {"sheet-ru-light.png"}),
        (RUSSIAN, 'msgid "no level"', 'msgid "nothing"', SHEETS),
        (RUSSIAN, 'msgid "Duties at risk"', 'msgid "Duties in danger"', PROFILES),
        (RUSSIAN, 'msgid "Backups"', 'msgid "Copies"', set[str]()),
        ("tests/screens/scenes/sheet.py", "def _sheet_away", "def _sheet_gone", set[str]()),
    ],
)
def test_a_picture_of_what_is_no_more_is_told_and_no_other(
    place: str, before: str, after: str, stale: set[str], tree: Path
) -> None:
    file = tree / place
    text = file.read_text("utf-8")
    assert before in text
    was = set(today.stale(tree))
    file.write_text(text.replace(before, after), "utf-8")
    assert set(today.stale(tree)) - was == stale - was


def test_a_picture_that_was_painted_over_is_told(tree: Path) -> None:
    (tree / today.FOLDER / "profile-ru.png").write_bytes(b"painted over")
    (tree / today.FOLDER / "profile-en.png").unlink()
    assert set(today.stale(tree)) >= PROFILES
