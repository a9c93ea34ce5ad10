"""Wherever «соответствует» is printed, a line says from what gap on it is not."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.assessing.entry import Row
from domain.assessing.policy import Policy
from domain.assessing.result import CaseResult
from domain.assessing.scoring import score
from domain.mark import GivenMark, Mark
from domain.progress import Progress
from domain.scale import Band
from reports.assessing import candidate_pdf, candidate_xlsx, result_json, summary_pdf
from reports.hiring import comparison_pdf, comparison_xlsx, decision_pdf, requirements_pdf
from reports.team import team_pdf
from reports.words import phrases
from reports.words.hiring import phrases_hiring
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports import sample, team_sample
from tests.reports.reading import whole

LOOSE = Policy(small_gap=Fraction(3, 4))


def within(result: CaseResult) -> Row:
    """Return an item with a gap that counts as none."""
    return next(row for row in result.score.rows if row.gap and row.gap > 0 and row.band is Band.MET)


def by(result: CaseResult, policy: Policy) -> CaseResult:
    """The same case scored by another policy."""
    entries = tuple(row.entry for row in result.score.rows)
    return replace(result, policy=policy, score=score(entries, result.framework.duties, policy))


def agreeing(result: CaseResult) -> CaseResult:
    """The same case with assessors who say the same of every item."""
    entries = tuple(
        replace(
            row.entry,
            marks=tuple(GivenMark(one.assessor_id, one.role, Mark.rated(2)) for one in row.entry.marks),
        )
        for row in result.score.rows
    )
    return sample.with_score(result, entries)


type Write = Callable[[Path, Policy], None]


def profile(path: Path, policy: Policy) -> None:
    candidate_pdf.write(by(sample.candidate(), policy), path, Progress(), words("ru"))


def decided(path: Path, policy: Policy) -> None:
    one = hiring.decision()
    decision_pdf.write(replace(one, result=by(one.result, policy)), path, Progress(), words("ru"))


def summed_up(path: Path, policy: Policy) -> None:
    one = hiring.decision()
    summary_pdf.write(replace(one, result=by(one.result, policy)), path, Progress(), words("ru"))


def compared(path: Path, policy: Policy) -> None:
    comparison = hiring.comparison([by(one, policy) for one in hiring.contenders()])
    comparison_pdf.write(comparison, path, Progress(), words("ru"))


def required(path: Path, policy: Policy) -> None:
    requirements_pdf.write(replace(hiring.requirements(), policy=policy), path, Progress(), words("ru"))


@pytest.mark.parametrize("write", [profile, decided, summed_up, compared, required])
@pytest.mark.parametrize(("policy", "figure"), [(Policy(), "0,5"), (LOOSE, "0,75")])
def test_one_line_tells_the_tolerance_of_the_policy(
    tmp_path: Path, write: Write, policy: Policy, figure: str
) -> None:
    path = tmp_path / "paper.pdf"
    write(path, policy)
    text = whole(path).replace("\u00a0", " ")
    assert (
        text.lower().count(
            f"разрыв меньше {figure} до цели или до допустимого уровня считается соответствием"
        )
        == 1
    )


def test_the_team_report_tells_it_too(tmp_path: Path) -> None:
    path = tmp_path / "team.pdf"
    team_pdf.write(team_sample.paper(), path, Progress(), words("ru"))
    assert "Разрыв меньше 0,5 до цели или до допустимого уровня считается соответствием." in whole(
        path
    ).replace("\u00a0", " ")


def test_a_gap_within_it_stands_in_brackets_in_grey(tmp_path: Path) -> None:
    result = sample.candidate()
    row = within(result)
    shown = words("ru").number(row.gap)
    path, book = tmp_path / "profile.pdf", tmp_path / "profile.xlsx"
    candidate_pdf.write(result, path, Progress(), words("ru"))
    candidate_xlsx.write(result, book, Progress(), words("ru"))
    assert f"({shown}) соответствует" in whole(path)
    with book.open("rb") as file:
        opened = load_workbook(file)
        cells = [line for line in opened["Компетенции"].iter_rows() if line[0].value == row.code]
        assert [cell.number_format for cell in cells[0]].count("(0.0)") == 1
        opened.close()


def test_a_gap_within_it_never_reads_as_the_threshold_itself(tmp_path: Path) -> None:
    close = Fraction(46, 100)
    base = sample.candidate()
    row = within(base)
    rows = tuple(replace(one, gap=close) if one.code == row.code else one for one in base.score.rows)
    result = replace(base, score=replace(base.score, rows=rows))
    path, book = tmp_path / "profile.pdf", tmp_path / "profile.xlsx"
    candidate_pdf.write(result, path, Progress(), words("ru"))
    candidate_xlsx.write(result, book, Progress(), words("ru"))
    assert "(0,46) соответствует" in whole(path) and "(0,5)" not in whole(path)
    with book.open("rb") as file:
        opened = load_workbook(file)
        (line,) = [line for line in opened["Компетенции"].iter_rows() if line[0].value == row.code]
        assert "(0.00)" in [cell.number_format for cell in line]
        opened.close()


def test_agreeing_marks_are_no_precision(tmp_path: Path) -> None:
    result = agreeing(sample.candidate(silent=0))
    said = phrases.mean(result, words("ru"))
    assert said == "Средний уровень 2,0; оценки совпали, разброса не видно"
    assert phrases_hiring.span(result.score.totals, words("ru")) == "разброса не видно"
    book, paper = tmp_path / "comparison.xlsx", tmp_path / "profile.pdf"
    comparison_xlsx.write(hiring.comparison([result]), book, Progress(), words("ru"))
    candidate_pdf.write(result, paper, Progress(), words("ru"))
    text = whole(paper).replace("\u00a0", " ")
    assert "оценки совпали, разброса не видно" in text
    assert not re.search(r"примерно (\d,\d)–\1", text)


def test_one_assessor_is_not_called_an_expert() -> None:
    said = phrases.mean(sample.candidate(assessors=1), words("ru"))
    assert said.endswith("; оценка одного оценщика, точность не определяется")
    assert said.count(":") == 0


def test_the_record_tells_what_the_interval_lies_around(tmp_path: Path) -> None:
    result = hiring.settled(sample.candidate(), {"K01": 4, "S01": 4})
    path = tmp_path / "result.json"
    result_json.write(result, path, Progress(), words("ru"))
    totals = json.loads(path.read_text(encoding="utf-8"))["totals"]
    assert totals["mean_lower"] < totals["mean_of_marks"] < totals["mean_upper"]
    assert totals["mean_of_marks"] == result.score.interval.mean != totals["mean"]
    assert totals["mean_se"] == result.score.interval.se
