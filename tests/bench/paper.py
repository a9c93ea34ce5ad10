"""Profiles against the same flowables built by ReportLab alone: one, warm; and many on two cores."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate

from db.assessing import cases
from db.hiring import campaigns
from desktop.office.papers import documents, registry
from desktop.office.papers.documents import Read
from domain.progress import Progress
from reports.assessing import candidate_pdf
from resources.i18n import words
from tests.bench.crowd import crowd
from tests.bench.lean import ROOM
from tests.bench.measure import Figure, in_turn, middle, seconds
from tests.bench.team_map import TODAY
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

        ours()
        bare()
        values, baselines = in_turn(ours, bare, rounds)
    return Figure("profile PDF, warm", middle(values), middle(baselines), limit=1.3)


def many(count: int = 150, processes: int = 2) -> Figure:
    """Measure *count* profiles by processes of their own against as many stories built by one, warm.

    Everything is measured, from reading the cases to the last file; it shall be 1.6 times as quick.
    """
    team, language = crowd(1_000), words("ru")
    team.store.prepare()
    read, me = team.store.read, team.boss
    hiring = min(one.cycle.id for one in read(campaigns.campaigns))
    ids = [one.case.case_id for one in read(campaigns.candidates, hiring, me)][:count]
    assert len(ids) == count
    results = [read(cases.result, one, me, TODAY) for one in ids[:15]]
    with tempfile.TemporaryDirectory(dir=ROOM) as name:
        folder = Path(name)

        def ours() -> float:
            shutil.rmtree(folder / "out", ignore_errors=True)
            made: list[documents.Exported] = []
            taken = seconds(lambda: made.append(export(read, me, ids, folder / "out", processes)))
            assert len(made[0].written) == count, made[0].failed
            return taken

        def bare() -> float:
            target = folder / "bare.pdf"
            taken = seconds(lambda: [_bare(candidate_pdf.story(one, language), target) for one in results])
            return taken / len(results) * count

        bare()
        values, baselines = in_turn(ours, bare, 2)
    team.store.close()
    return Figure(f"{count} profiles, {processes} processes", min(values), min(baselines), limit=1 / 1.6)


def export(read: Read, me: int, ids: Sequence[int], folder: Path, processes: int) -> documents.Exported:
    """Write the profiles of these cases as a screen does."""
    return documents.export(
        read, registry.PROFILE, ids, ("pdf",), ("ru",), folder, Progress(), me, TODAY, None, processes
    )


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
