"""The minutes of a commission: what people concluded is there as they wrote it, under its own name."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.hiring.comparison import Comparison
from domain.hiring.decision import Conclusion
from domain.progress import Progress
from reports.hiring import minutes
from resources.i18n import words
from tests.reports import hiring_sample as hiring
from tests.reports.reading import whole


def concluded(one: Conclusion) -> Comparison:
    comparison = hiring.comparison()
    first, *rest = comparison.contenders
    return replace(comparison, contenders=(replace(first, concluded=one), *rest))


def read(comparison: Comparison, folder: Path, language: str = "ru") -> str:
    target = folder / "minutes.pdf"
    minutes.write(comparison, target, Progress(), words(language))
    return " ".join(whole(target).split())


@pytest.mark.parametrize(
    ("language", "reasons", "conditions"),
    [("ru", "Обоснование:", "Условия:"), ("en", "Reasons:", "Conditions:")],
)
def test_the_conditions_of_a_conclusion_stand_apart_from_its_reasons(
    tmp_path: Path, language: str, reasons: str, conditions: str
) -> None:
    one = replace(hiring.WITH_CONDITIONS, reasons="Ведёт беседу.", conditions="До 28.02 изучить порядок.")
    told = read(concluded(one), tmp_path, language)
    assert f"{reasons} Ведёт беседу. {conditions} До 28.02 изучить порядок." in told
    assert ".;" not in told


def test_a_conclusion_without_conditions_has_no_line_for_them(tmp_path: Path) -> None:
    one = replace(hiring.WITH_CONDITIONS, conditions="")
    assert "Условия:" not in read(concluded(one), tmp_path)
