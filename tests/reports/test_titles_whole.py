"""A title that was cut from its text for the screen is whole on every paper that prints the competency."""

from dataclasses import replace
from pathlib import Path

from domain.framework.framework import Framework
from domain.papers import sheet_paper
from domain.progress import Progress
from domain.text import Text
from reports.assessing import candidate_pdf, sheet_pdf, summary_pdf
from reports.team import team_pdf
from resources.i18n import words
from tests.reports import hiring_sample, sample, team_sample
from tests.reports.reading import squeezed, whole
from tests.reports.sheet_sample import sheet

CUT = Text("Порядок работы с чат-ботом и голосовым…")
TEXT = Text("порядок работы с чат-ботом и голосовым помощником контактного центра")
PART, PART_CUT = Text("сопровождение обращений клиентов по договорам"), Text("Сопровождение обращений…")


def named_long(one: Framework, code: str = "S03") -> Framework:
    """The framework as a job description gives it: the titles of an item and a function are cut."""
    items = tuple(replace(item, text=TEXT, label=CUT) if item.code == code else item for item in one.items)
    functions = tuple(
        replace(part, text=PART, short=PART_CUT) if number == 0 else part
        for number, part in enumerate(one.functions)
    )
    return replace(one, items=items, functions=functions)


def assert_whole(path: Path) -> None:
    text = squeezed(whole(path))
    assert squeezed("Порядок работы с чат-ботом и голосовым помощником контактного центра") in text
    assert squeezed("Сопровождение обращений клиентов по договорам") in text
    assert squeezed(CUT.ru) not in text


def test_on_the_profile_and_the_summary_of_a_result(tmp_path: Path) -> None:
    first = sample.candidate()
    result = replace(first, framework=named_long(first.framework))
    candidate_pdf.write(result, tmp_path / "profile.pdf", Progress(), words("ru"))
    assert_whole(tmp_path / "profile.pdf")
    decision = hiring_sample.decision()
    named = replace(
        decision, result=replace(decision.result, framework=named_long(decision.result.framework))
    )
    summary_pdf.write(named, tmp_path / "summary.pdf", Progress(), words("ru"))
    assert_whole(tmp_path / "summary.pdf")


def test_on_a_sheet_to_fill_in(tmp_path: Path) -> None:
    one = sheet()
    framework = named_long(one.framework)
    rows = tuple(replace(row, item=framework.item(row.item.code)) for row in one.rows)
    blank = sheet_paper.blank(replace(one, framework=framework, rows=rows), sample.ORGANISATION, sample.TODAY)
    sheet_pdf.write(blank, tmp_path / "sheet.pdf", Progress(), words("ru"))
    assert_whole(tmp_path / "sheet.pdf")


def test_among_the_needs_of_a_team(tmp_path: Path) -> None:
    one = team_sample.paper()
    most = one.needs.items[0].code
    matrix = replace(one.matrix, framework=named_long(one.matrix.framework, most))
    team_pdf.write(team_sample.paper(matrix), tmp_path / "team.pdf", Progress(), words("ru"))
    text = squeezed(whole(tmp_path / "team.pdf"))
    assert squeezed("Порядок работы с чат-ботом и голосовым помощником контактного центра") in text
    assert squeezed("Сопровождение обращений клиентов по договорам") in text
