"""One candidate profile, warm, against the same flowables built by ReportLab alone."""

import tempfile
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate

from domain.progress import Progress
from reports.assessing import candidate_pdf
from resources.i18n import words
from tests.bench.measure import Figure, in_turn, middle, seconds
from tests.reports import sample


def profile(rounds: int = 12) -> Figure:
    """Measure ``candidate_pdf.write`` against building its story without our page, file and footers."""
    result, language = sample.candidate(), words("ru")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "profile.pdf"

        def ours() -> float:
            return seconds(lambda: candidate_pdf.write(result, target, Progress(), language))

        def bare() -> float:
            return seconds(lambda: _bare(candidate_pdf.story(result, language), target))

        ours(), bare()
        values, baselines = in_turn(ours, bare, rounds)
    return Figure("profile PDF, warm", middle(values), middle(baselines), limit=1.3)


def _bare(story: list[Flowable], target: Path) -> None:
    document = SimpleDocTemplate(
        str(target),
        pagesize=A4,
        leftMargin=30 * mm,
        rightMargin=10 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
    )
    document.build(story)
