"""The gates of text: nothing hidden, nothing that acts, nothing cut in the middle of a sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper.seen import elide, printable
from reports.paper.style import BOLD, FALLBACK, FALLBACK_BOLD, REGULAR, glyphs, styles
from reports.paper.text import Markup, bold, join, name_in, one_line, para, plain, runs, width


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("обычный текст", "обычный текст"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("a\r\nb\rc\td", "a\nb\nc d"),
        ("\u202eслева", "[U+202E]слева"),
        ("\u200fx\u2066", "[U+200F]x[U+2066]"),
        ("мягкий\u00adперенос\u200b", "мягкийперенос"),
        ("и\u0306", "й"),
        ("\ud800x", "□x"),
        ("\ue000", "□"),
        ("❤\ufe0f", "❤"),
        ("не\u00a0рвать", "не\u00a0рвать"),
    ],
)
def test_what_is_hidden_goes_and_what_deceives_is_shown(typed: str, seen: str) -> None:
    assert printable(typed) == seen


def test_glyphs_that_the_face_lacks_come_from_the_other_or_as_a_box() -> None:
    assert runs("цель → 漢") == [(REGULAR, "цель "), (FALLBACK, "→"), (REGULAR, " "), (FALLBACK, "□")]
    assert runs("→", BOLD) == [(FALLBACK_BOLD, "→")]
    assert runs("") == []


@given(st.text())
def test_any_text_comes_out_drawable(typed: str) -> None:
    for face, run in runs(typed):
        assert all(char == "\n" or ord(char) in glyphs(face) for char in run)


@given(st.text())
def test_any_text_makes_a_paragraph(typed: str) -> None:
    look = styles()
    para(typed, look.cell).wrap(200, 1000)
    para(join(bold(typed), ": ", typed), look.body).wrap(200, 1000)


def test_markup_of_people_is_text_and_ours_is_joined_once() -> None:
    assert plain("<b>&</b>") == "&lt;b&gt;&amp;&lt;/b&gt;"
    assert isinstance(join("a", bold("b")), Markup)
    assert join("<", join(">"), glue=" & ") == "&lt; &amp; &gt;"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("короткий", 20, "короткий"),
        ("много   пробелов\nи строк", 40, "много пробелов и строк"),
        ("управляет загруженностью специалистов по обработке", 44, "управляет загруженностью специалистов…"),
        ("Основы организации материально-технического обеспечения", 40, "Основы организации…"),
        ("щ" * 50, 10, "щ" * 9 + "…"),
    ],
)
def test_a_cut_falls_between_words_and_is_shown(text: str, limit: int, short: str) -> None:
    assert elide(text, limit) == short


@given(st.text(min_size=1), st.floats(min_value=30, max_value=300))
def test_one_line_fits_its_room(text: str, room: float) -> None:
    line = one_line(text, room, REGULAR, 9)
    assert "\n" not in line
    assert len(line) <= 2 or width(line, REGULAR, 9) <= room


@pytest.mark.parametrize("room", [40.0, 63.0, 110.0, 400.0])
def test_a_name_breaks_at_its_hyphens_and_is_never_torn(room: float) -> None:
    name = "Константинопольский-Преображенский\u00a0А.\u00a0К."
    made = name_in(name, styles().cell, room)
    lines = made.text.split("<br/>")
    assert lines == [name] if room > 300 else ["Константинопольский-", "Преображенский\u00a0А.\u00a0К."]
    size = made.style.fontSize
    assert 6 <= size <= styles().cell.fontSize
    assert room < 60 or all(width(line, REGULAR, size) <= room + 0.01 for line in lines)


def test_initials_stay_with_their_surname() -> None:
    made = name_in("А.К. Константинопольский-Преображенский", styles().body, 103)
    assert made.text.split("<br/>") == ["А.К. Константинопольский-", "Преображенский"]
