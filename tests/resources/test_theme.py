"""What is written and drawn can be seen in every theme, also without colour."""

import re
import tomllib
from itertools import pairwise
from typing import Any

import pytest

import resources

type Tokens = dict[str, Any]

THEMES = ("light", "dark", "contrast")
GROUNDS = ("window", "raised", "sunken", "rail", "selection", "accent_soft")
TEXT_PAIRS = (
    *(("text", ground) for ground in (*GROUNDS, "warn_soft", "danger_soft", "ok_soft", "hatch_ground")),
    *(("muted", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in ("window", "raised", "selection", "accent_soft")),
    *(("danger", ground) for ground in ("window", "raised", "danger_soft")),
    *(("warn", ground) for ground in ("window", "raised", "warn_soft", "selection")),
    *(("ok", ground) for ground in ("window", "raised", "ok_soft")),
    *(("gap_small", ground) for ground in ("window", "raised", "selection")),
    *(("gap_large", ground) for ground in ("window", "raised", "selection")),
    *(("on_primary", ground) for ground in ("primary", "primary_hover", "primary_press")),
)
SHAPE_PAIRS = (
    *(("field_border", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in ("window", "raised", "sunken", "rail", "selection")),
    *(("accent", ground) for ground in ("sunken", "rail")),
    *(("critical", ground) for ground in ("window", "raised", "selection")),
    *(("target", ground) for ground in ("window", "raised", "selection")),
    *(("danger", ground) for ground in ("selection", "raised")),
)


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return tomllib.loads(resources.text("theme.toml"))


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, tokens: Tokens) -> Tokens:
    """Each theme in turn."""
    return tokens[request.param]


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2, 0..1."""
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2, 1..21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """Return L* of CIELAB, 0..100: what is left of a colour on a grey printer."""
    return (
        116 * luminance(colour) ** (1 / 3) - 16 if luminance(colour) > 0.008856 else 903.3 * luminance(colour)
    )


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert lightness("#FFFFFF") == pytest.approx(100)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), SHAPE_PAIRS)
def test_shapes_and_edges_that_mean_something_stand_out(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 3


def test_the_digit_of_every_level_can_be_read_on_its_colour(theme: Tokens) -> None:
    for digit, ground in zip(theme["level_text"], theme["level"], strict=True):
        assert contrast(digit, ground) >= 4.5


def test_levels_stay_apart_and_in_order_without_colour(theme: Tokens) -> None:
    greys = [lightness(colour) for colour in theme["level"]]
    steps = [abs(after - before) for before, after in pairwise(greys)]
    assert len(greys) == 5
    assert min(steps) >= 11
    assert greys in (sorted(greys), sorted(greys, reverse=True))


def test_the_lines_of_not_assessed_can_be_seen(theme: Tokens) -> None:
    assert contrast(theme["hatch"], theme["hatch_ground"]) >= 2


def test_compared_people_have_four_lines_that_stand_out(theme: Tokens) -> None:
    assert len(set(theme["series"])) == 4
    for colour in theme["series"]:
        assert contrast(colour, theme["raised"]) >= 4.5


def test_the_three_themes_have_the_same_tokens(tokens: Tokens) -> None:
    light, dark, high = (tokens[name] for name in THEMES)
    assert list(light) == list(dark) == list(high)


def test_every_colour_is_six_hexadecimal_digits(tokens: Tokens) -> None:
    for name in (*THEMES, "paper"):
        for token, value in tokens[name].items():
            for colour in value if isinstance(value, list) else [value]:
                assert re.fullmatch(r"#[0-9A-F]{6}", colour), (name, token)


def test_high_contrast_draws_every_edge(tokens: Tokens) -> None:
    for edge in ("border", "border_strong", "field_border"):
        assert contrast(tokens["contrast"][edge], tokens["contrast"]["window"]) >= 7


def test_paper_can_be_read_and_its_two_inks_differ_on_a_grey_printer(tokens: Tokens) -> None:
    paper = tokens["paper"]
    for ink in ("text", "muted", "ink"):
        assert contrast(paper[ink], "#FFFFFF") >= 4.5
    assert lightness(paper["ink_half"]) - lightness(paper["ink"]) >= 30
    assert contrast(paper["level"], paper["track"]) >= 3


def test_no_text_is_smaller_than_eleven_pixels_and_no_target_than_24(tokens: Tokens) -> None:
    sizes = {name: value for name, value in tokens["type"].items() if isinstance(value, list)}
    for name, (size, line, _weight) in sizes.items():
        assert size >= 11, name
        assert line > size, name
    assert tokens["size"]["target_min"] == 24
    for name in ("button", "button_small", "field", "row", "row_dense", "level_button"):
        assert tokens["size"][name] >= 24, name
