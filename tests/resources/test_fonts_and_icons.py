"""The fonts have the letters we print, the icons can be tinted, and both bring their licences."""

import xml.etree.ElementTree as ElementTree

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

import resources
from installer import house
from resources.i18n import MINUS, NBSP, PSEUDO, UNKNOWN, words

PAPER = ("PTSans-Regular", "PTSans-Bold", "PTSans-Italic", "PTSans-BoldItalic")
RUSSIAN = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "Ёё"
SIGNS = "0123456789«»„“”’…–№%§×≈≥≤·" + MINUS + NBSP + UNKNOWN


def glyphs(font: str) -> set[str]:
    """Return the characters that the font can draw."""
    return {chr(code) for code in TTFontFile(str(resources.path(f"fonts/{font}.ttf"))).charToGlyph}


@pytest.mark.parametrize("font", [*PAPER, "DejaVuSans", "DejaVuSans-Bold", "Inter"])
def test_a_font_has_russian_english_and_the_signs_of_our_texts(font: str) -> None:
    latin = "".join(map(chr, range(0x20, 0x7F)))
    accented = words(PSEUDO).gettext(latin)
    assert set(RUSSIAN + latin + accented + SIGNS) - glyphs(font) == set()


@pytest.mark.parametrize("font", ["DejaVuSans", "DejaVuSans-Bold"])
def test_the_second_paper_font_has_the_signs_that_the_first_lacks(font: str) -> None:
    assert set("Σα→←✓●○◆◇▽▼☐☒█") - glyphs(font) == set()


@pytest.mark.parametrize("family", ["PTSans", "DejaVuSans", "Inter"])
def test_every_font_brings_its_licence(family: str) -> None:
    licence = resources.text(f"fonts/{family}-LICENSE.txt")
    assert "SIL OPEN FONT LICENSE" in licence or "bitstream-vera" in licence
    assert family.replace("PTSans", "PT Sans").replace("DejaVuSans", "DejaVu Sans") in resources.text(
        "fonts/README"
    )


def test_no_font_lies_there_without_being_named() -> None:
    files = {file.name for file in resources.path("fonts").glob("*.ttf")}
    assert [name for name in files if name not in resources.text("fonts/README")] == []


def icons() -> list[str]:
    return sorted(file.stem for file in resources.path("icons").glob("*.svg") if file.stem != "merilo")


def test_every_icon_is_drawn_in_one_colour_that_can_be_changed() -> None:
    assert len(icons()) > 70
    for name in icons():
        text = resources.text(f"icons/{name}.svg")
        drawing = ElementTree.fromstring(text)  # our own files, shipped with the program
        assert drawing.get("viewBox") == "0 0 24 24", name
        assert drawing.get("stroke") == "currentColor", name
        assert "#" not in text, name


def test_no_icon_lies_there_without_being_shown() -> None:
    code = "".join(file.read_text("utf-8") for file in (house.ROOT / "desktop").rglob("*.py"))
    assert [name for name in icons() if f'"{name}"' not in code] == []


def test_the_icons_bring_their_licence() -> None:
    assert "ISC License" in resources.text("icons/LICENSE")
    assert "Lucide" in resources.text("icons/README")
