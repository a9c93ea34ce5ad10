"""The pictures of the README are today's: what they were drawn from has not changed since."""

import re
import shutil
from pathlib import Path

import pytest

from installer import texts
from tests.screens import today

ROOT = texts.ROOT
SHOWN = re.compile(r"!\[([^\]]+)\]\(docs/screens/([^)]+)\)")


def test_each_language_of_the_readme_shows_two_pictures_in_it() -> None:
    russian, _line, english = (ROOT / "README.md").read_text("utf-8").partition("## In English")
    assert _line
    for part, language in ((russian, "ru"), (english, "en")):
        shown = [name for _title, name in SHOWN.findall(part)]
        assert shown == [one.name for one in today.PICTURES if one.language == language]
        assert len(shown) == 2


def test_the_pictures_of_the_readme_are_those_of_today() -> None:
    assert today.stale() == (), f"draw them again: {today.AGAIN}"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of all that the pictures are drawn from."""
    places = {place for one in today.PICTURES for place in (*today.SHOWN_TO_ALL, *one.sources)}
    places |= {
        str(texts.RUSSIAN),
        str(today.DRAWN),
        *(str(today.FOLDER / one.name) for one in today.PICTURES),
    }
    for place in places:
        target = tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / place).is_dir():
            shutil.copytree(ROOT / place, target, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / place, target)
    today.keep(tmp_path)
    assert today.stale(tmp_path) == ()
    return tmp_path


RUSSIAN = ("sheet-ru-light.png", "profile-ru.png")
ENGLISH = ("sheet-en-dark.png", "profile-en.png")
SHEETS = ("sheet-ru-light.png", "sheet-en-dark.png")


@pytest.mark.parametrize(
    ("place", "before", "after", "stale"),
    [
        ("tests/screens/scenes/sheet.py", "IN_WORK, MANAGER", "CANDIDATE, HR", SHEETS),
        ("tests/screens/stage.py", "date(2026, 11, 24)", "date(2026, 11, 25)", RUSSIAN + ENGLISH),
        ("resources/catalogue/catalogue.yaml", "K01", "K99", RUSSIAN + ENGLISH),
        ("desktop/assessing/sheet/cells.py", '_("no level")', '_("nothing")', SHEETS),
    ],
)
def test_a_picture_of_something_else_is_told(
    place: str, before: str, after: str, stale: tuple[str, ...], tree: Path
) -> None:
    file = tree / place
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")
    assert set(today.stale(tree)) == set(stale)


def test_another_word_of_the_translation_makes_the_russian_pictures_old(tree: Path) -> None:
    file = tree / texts.RUSSIAN
    text = file.read_text("utf-8")
    assert 'msgstr "нет уровня"' in text
    file.write_text(text.replace('msgstr "нет уровня"', 'msgstr "без уровня"'), "utf-8")
    assert today.stale(tree) == ("sheet-ru-light.png",)


def test_a_picture_that_was_drawn_by_something_else_is_told(tree: Path) -> None:
    (tree / today.FOLDER / "profile-ru.png").write_bytes(b"painted over")
    (tree / today.FOLDER / "profile-en.png").unlink()
    assert today.stale(tree) == ("profile-ru.png", "profile-en.png")


def test_code_that_says_the_same_leaves_the_pictures_as_they_are(tree: Path) -> None:
    file = tree / "desktop/assessing/sheet/screen.py"
    file.write_text(file.read_text("utf-8") + "\n# what a picture cannot show\n", "utf-8")
    assert today.stale(tree) == ()
