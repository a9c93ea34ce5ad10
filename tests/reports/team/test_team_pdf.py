"""The matrix of a team as a paper: all people and items, not known is not zero, who waits shows nothing."""

import re
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.framework.framework import Item
from domain.framework.profile import Phase
from domain.papers.team_paper import TeamPaper
from domain.progress import Cancelled, Progress
from domain.team.matrix import Cell, TeamMatrix
from domain.team.shift import Minimum, Short
from domain.text import Text
from reports.paper import text
from reports.paper.style import REGULAR
from reports.team import team_pages, team_pdf
from reports.words import phrases
from resources.i18n import words
from tests.reports import sample, team_sample
from tests.reports.assessing.test_candidate_pdf import HOSTILE
from tests.reports.reading import drawn, fonts, pages, squeezed, whole


def write(paper: TeamPaper, folder: Path, language: str = "ru", name: str = "team.pdf") -> Path:
    target = folder / name
    team_pdf.write(paper, target, Progress(), words(language))
    return target


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_first_page_tells_where_the_team_stands_and_what_it_needs(tmp_path: Path, language: str) -> None:
    paper, said = team_sample.paper(), words(language)
    first = pages(write(paper, tmp_path, language))[0]
    totals = paper.whole
    flat = squeezed(first)
    for part in (
        phrases.attainment(totals, said),
        phrases.bounds(totals, said),
        said.percent(totals.coverage),
        said.percent(totals.coverage_now),
        "IV квартал 2026",
    ):
        assert squeezed(part) in flat, part
    need = paper.needs.items[0]
    assert squeezed(said.text(paper.matrix.framework.item(need.code).label)) in flat
    for function in paper.functions:
        assert squeezed(said.text(function.short)) in flat


def test_the_first_page_tells_where_a_minimum_for_a_shift_is_not_known_to_be_met(tmp_path: Path) -> None:
    unit, name = next(iter(team_sample.UNITS.items()))
    short = (Short(0, unit, 1, 0, Minimum(2, 3)), Short(1, None, 0, 2, Minimum(1, 3)))
    paper = team_sample.paper(short=short)
    one, other = (item.code for item in paper.matrix.framework.items[:2])
    first = squeezed(pages(write(paper, tmp_path))[0])
    told = f"Минимум на смену: {one} {name}: 1 из 2; {other} нет уровня у 2 (Без подразделения: 0 из 1)"
    assert squeezed(told) in first
    assert squeezed("Минимум на смену: выполнен во всех показанных подразделениях") in squeezed(
        pages(write(team_sample.paper(short=()), tmp_path, name="met.pdf"))[0]
    )
    assert squeezed("Минимум на смену") not in squeezed(
        whole(write(team_sample.paper(), tmp_path, name="no.pdf"))
    )


def test_every_function_has_its_pages_with_all_its_items_and_people(tmp_path: Path) -> None:
    paper = team_sample.paper(team_sample.matrix(30, blind=(), left=()))
    found = pages(write(paper, tmp_path))
    assert len(found) == 2 + len(paper.functions)  # thirty people fit on a page
    for function, page in zip(paper.functions, found[2:], strict=True):
        assert f"{function.code} {function.short.ru}" in page
        for item in paper.matrix.framework.items:
            assert (f" {item.code} " in page) == (item.function == function.code), (function.code, item.code)
        for one in paper.matrix.people:
            assert one.name in page, one.name


def test_levels_stand_in_the_rows_of_their_people(tmp_path: Path) -> None:
    found = team_sample.matrix(1, blind=(), left=())
    paper = team_sample.paper(found)
    page = next(one for one in pages(write(paper, tmp_path))[2:] if "K08" in one and "K01" not in one)
    after = page.split(found.people[0].name)[1]
    for place in (found.place(0, column) for column in found.columns("F2")):
        if place.level is not None:
            digits = words("ru").number(place.level, 0 if place.level.denominator == 1 else 1)
            assert digits in after, place


@pytest.mark.parametrize(
    ("language", "sign", "said"), [("ru", "ф", "загруженоизфайла"), ("en", "f", "importedfromafile")]
)
def test_a_level_of_a_file_has_its_sign_and_the_legend_says_what_it_is(
    tmp_path: Path, language: str, sign: str, said: str
) -> None:
    found = team_sample.matrix(6, blind=(), left=())
    cells = array("b", (Cell.IMPORTED if one == Cell.CARRIED else one for one in found.cells))
    told = squeezed(whole(write(team_sample.paper(replace(found, cells=cells)), tmp_path, language)))
    given = squeezed(whole(write(team_sample.paper(found), tmp_path, language, "given.pdf")))
    assert said in told and said not in given
    assert re.search(rf"\d{sign}", told) and not re.search(rf"\d{sign}(?![a-zа-я])", given)


def test_who_waits_is_named_with_whom_and_shows_no_level(tmp_path: Path) -> None:
    open_paper = team_sample.paper(team_sample.matrix(2, blind=(), left=()))
    hidden = team_sample.paper(team_sample.matrix(2, blind=(0, 1), left=()))
    text = whole(write(hidden, tmp_path))
    assert text.count("ждём: Громов Максим Сергеевич") == 2 * (1 + len(hidden.functions))
    assert "2 человека скрыты, пока не сданы все листы" in text
    assert "≈" not in pages(write(hidden, tmp_path))[1]
    assert "нет данных" in pages(write(hidden, tmp_path))[0]
    # Every look is drawn once and placed by reference: what is hidden has no look with a level at all.
    bare, full = len(PdfReader(write(hidden, tmp_path)).pages[2]["/Resources"]["/XObject"]), 0  # type: ignore[index,arg-type]
    full = len(PdfReader(write(open_paper, tmp_path, name="o.pdf")).pages[2]["/Resources"]["/XObject"])  # type: ignore[index,arg-type]
    assert bare == 2 + 2 < full  # the head, the legend, two units


def test_who_left_is_marked_and_needs_nothing_any_more(tmp_path: Path) -> None:
    stays = team_sample.paper(team_sample.matrix(1, blind=(), left=()))
    left = team_sample.paper(team_sample.matrix(1, blind=(), left=(0,)))
    assert stays.needs.items and not left.needs.items
    text = whole(write(left, tmp_path))
    assert "до 21.11" in text
    assert "Разрывов нет" in text


def test_one_population_is_said_and_every_count_is_over_it(tmp_path: Path) -> None:
    paper = team_sample.paper(team_sample.matrix(6, blind=(), left=(5,)))
    alone = team_sample.paper(team_sample.matrix(6, blind=(), left=()))
    matrix = paper.matrix
    assert paper.whole == alone.matrix.summary(range(5), alone.matrix.columns()), "the team is who stays"
    found = pages(write(paper, tmp_path))
    assert "5 человек; уволенных: 1, не учитываются" in " ".join(found[0].split())
    assert all("люди 1–6 из 6 · уволенных: 1, не учитываются" in " ".join(page.split()) for page in found[1:])
    for function in paper.functions:
        totals = matrix.team_summary(function.code)
        assert squeezed(f"{totals.below} из {totals.known}") in squeezed(found[0])
    for column, item in enumerate(matrix.framework.items):
        below = sum(matrix.is_below(row, column) for row in range(5))
        assert matrix.column_summary(column).below == below, item.code


def test_no_head_of_the_list_of_people_touches_the_next() -> None:
    for language in ("ru", "en"):
        _ = words(language).gettext
        heads = [_("Known"), _("Now"), _("Below"), words(language).pgettext("column", "Below min.")]
        ends = [sum(team_pages.AFTER[: n + 1]) for n in range(4)]
        starts = [end - text.width(head, REGULAR, 8) for end, head in zip(ends, heads, strict=True)]
        for end, start in zip(ends, starts[1:], strict=False):
            assert start - end >= 5, (language, heads)


def test_a_thousand_people_go_over_pages_with_their_heads_repeated(tmp_path: Path) -> None:
    paper = team_sample.paper(team_sample.matrix(1000))
    path = write(paper, tmp_path)
    reader = PdfReader(path)
    assert 170 <= len(reader.pages) <= 260
    page = " ".join(reader.pages[-1].extract_text().split())
    assert "S32" in page and "цель: Менеджер" in page and "из 1000" in page
    assert "ниже цели, человек" in page
    assert path.stat().st_size < 3_000_000


def test_several_profiles_have_a_row_of_targets_each_and_mark_their_people(tmp_path: Path) -> None:
    profiles = (sample.profile(Phase.POST), replace(sample.profile(Phase.HIRE), id=99))
    paper = team_sample.paper(team_sample.matrix(4, blind=(), left=(), profiles=profiles))
    page = pages(write(paper, tmp_path))[2]
    assert page.count("цель: P") == 2
    assert "Алёшина Вера Петровна, P1" in page and "Белов Артём Олегович, P2" in page


def wide(count: int) -> TeamMatrix:
    """One function of so many items with long names of an organisation's own."""
    base = team_sample.matrix(3, blind=(), left=())
    framework = base.framework
    items: list[Item] = [
        replace(item, function="F1", label=Text("Очень" * 30 + " длинное название своей компетенции", None))
        for item in framework.items[:count]
    ]
    width = len(framework.items)
    rows = [range(row * width, row * width + count) for row in range(3)]
    cut = {
        name: type(array)(array.typecode, [array[at] for row in rows for at in row])
        for name, array in (
            ("cells", base.cells),
            ("indexes", base.indexes),
            ("ages", base.ages),
            ("before", base.before),
        )
    }
    return replace(base, framework=replace(framework, items=tuple(items)), **cut)


def test_a_function_too_wide_for_a_page_goes_over_in_parts(tmp_path: Path) -> None:
    found = [page for page in pages(write(team_sample.paper(wide(60)), tmp_path)) if "цель: Менеджер" in page]
    assert len(found) == 3
    codes = [item.code for item in wide(60).framework.items]
    assert [code for code in codes if not any(f" {code} " in page for page in found)] == []


def test_nobody_makes_a_whole_paper_too(tmp_path: Path) -> None:
    assert "пока никого нет" in whole(write(team_sample.paper(team_sample.matrix(0, blind=())), tmp_path))


def test_long_and_hostile_names_are_cut_to_their_columns(tmp_path: Path) -> None:
    matrix = team_sample.matrix(3, blind=(2,), left=(), names=("Я" * 300, HOSTILE, "Ж" * 200))
    paper = replace(team_sample.paper(matrix, unit=HOSTILE), units={1: "Щ" * 300, 2: HOSTILE, 3: "=1+1"})
    text = whole(write(paper, tmp_path))
    assert "ЯЯЯ" in text and "…" in text
    assert "<img src=x>" in text


def test_the_file_repeats_its_bytes_embeds_its_fonts_and_names_nobody(tmp_path: Path) -> None:
    paper = team_sample.paper()
    path = write(paper, tmp_path)
    first = path.read_bytes()
    assert write(paper, tmp_path).read_bytes() == first
    assert all(fonts(path).values())
    assert not any("Helvetica" in font for font, _ in drawn(path))
    metadata = PdfReader(path).metadata
    assert metadata is not None and metadata.title == "Матрица компетенций команды"
    assert not any(one.name.split()[0] in str(metadata) for one in paper.matrix.people)
    for page in pages(path):
        foot = page[page.rfind("МК-2026-IV") :]
        assert foot and not any(one.name.split()[0] in foot for one in paper.matrix.people)


def test_a_cancelled_paper_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "old.pdf"
    target.write_text("old")
    progress = Progress(lambda done, _total: progress.cancel() if done > 3 else None)
    with pytest.raises(Cancelled):
        team_pdf.write(team_sample.paper(), target, progress, words("ru"))
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(("language", "said"), [("ru", "меньше половины"), ("en", "less than half")])
def test_the_trend_has_a_page_and_says_where_it_starts_anew(tmp_path: Path, language: str, said: str) -> None:
    paper = team_sample.paper(trend=team_sample.trend())
    page = pages(write(paper, tmp_path, language))[1]
    assert said in page
    assert all(f"{quarter} 26" in page for quarter in ("I", "II", "III"))
    alone = replace(paper, trend=replace(team_sample.trend(), points=team_sample.trend().points[:1]))
    assert said not in whole(write(alone, tmp_path, language))
