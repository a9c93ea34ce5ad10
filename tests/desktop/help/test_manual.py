"""``merilo help --pdf``: the quick start and the manual on paper, in both languages, from the pages of F1."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.office.cli.cli import main
from desktop.office.help.filled import every
from resources.help_pages import CONTENTS

HALF_A_PAGE = 800  # characters


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("manual")
    assert main(["help", "--pdf", str(made)]) == 0
    return made


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_both_are_there_in_both_languages(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "Merilo, quick start.pdf",
        "Merilo, manual.pdf",
        "Мерило, быстрое начало.pdf",
        "Мерило, руководство.pdf",
    }


@pytest.mark.parametrize("name", ["Merilo, quick start.pdf", "Мерило, быстрое начало.pdf"])
def test_the_quick_start_has_two_pages(folder: Path, name: str) -> None:
    pages = PdfReader(folder / name).pages
    assert len(pages) == 2
    assert len(pages[1].extract_text()) > HALF_A_PAGE, "the second page is no remainder"


@pytest.mark.parametrize(
    ("language", "name"), [("ru", "Мерило, руководство.pdf"), ("en", "Merilo, manual.pdf")]
)
def test_the_manual_has_every_page_of_the_help(folder: Path, language: str, name: str) -> None:
    text = words_of(folder / name)
    for page in every(language):
        if page.name not in (CONTENTS, "quick"):
            assert page.title in text, page.name
    assert "Ctrl+Shift+Enter" in text
