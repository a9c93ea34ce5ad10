"""Profiles against the same flowables built by ReportLab alone: one, warm; and many on two cores."""

import shutil
import sys
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, SimpleDocTemplate

from db.assessing import cases
from db.hiring import campaigns
from desktop.office.papers import documents, drawing, registry
from desktop.office.papers.documents import Read
from domain.assessing.sheet import SheetState
from domain.papers import sheet_paper
from domain.papers.paper import Paper
from domain.progress import Progress
from reports.assessing import candidate_pdf, sheet_pdf
from reports.paper.setting import quickly
from resources.i18n import words
from tests.bench.crowd import crowd
from tests.bench.lean import ROOM
from tests.bench.measure import Figure, in_turn, middle, seconds, spread
from tests.bench.team_map import TODAY
from tests.reports import sample, sheet_sample


def profile(rounds: int = 12) -> Figure:
    """Measure ``candidate_pdf.write`` against the library by itself, without our page, file and footers."""
    result, language = sample.candidate(), words("ru")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "profile.pdf"

        def ours() -> float:
            return seconds(lambda: candidate_pdf.write(result, target, Progress(), language))

        def bare() -> float:
            with by_itself():
                return seconds(lambda: _bare(candidate_pdf.story(result, language), target))

        ours()
        bare()
        values, baselines = in_turn(ours, bare, rounds)
    base = middle(baselines)
    return Figure("profile PDF, warm", middle(values), base, limit=1.3, spread=spread(values))


def editable(rounds: int = 12) -> Figure:
    """Measure a plan as DOCX, warm, against the same plan as PDF."""
    sheet, language = sample.plan_sheet(), words("ru")
    with tempfile.TemporaryDirectory() as folder:

        def made(ending: str) -> float:
            paper, target = Paper("E-1", sheet), Path(folder) / f"plan.{ending}"
            write = partial(drawing.write, registry.IDP, paper, ending, target, Progress(), language)
            return seconds(write)

        made("docx")
        made("pdf")
        values, baselines = in_turn(partial(made, "docx"), partial(made, "pdf"), rounds)
    base = middle(baselines)
    return Figure("plan DOCX, warm", middle(values), base, limit=None, most=0.150, spread=spread(values))


def long_texts(characters: int = 5_000, rounds: int = 3) -> Figure:
    """Measure a submitted sheet with 71 comments as long as one may be, against one with few short ones."""
    language, codes = words("ru"), [one.code for one in sample.framework().items]
    text = "".join(f"слово{n} " for n in range(characters))[:characters]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sheet.pdf"

        def made(facts: Mapping[str, str]) -> float:
            one = sheet_sample.sheet(marked=True, state=SheetState.SUBMITTED, facts=facts)
            paper = sheet_paper.filled(one, sample.ORGANISATION, TODAY)
            return seconds(lambda: sheet_pdf.write(paper, target, Progress(), language))

        short, long = partial(made, sample.FACTS), partial(made, dict.fromkeys(codes, text))
        values, baselines = in_turn(long, short, rounds)
        long()
        assert len(PdfReader(target).pages) > 50
    name = f"sheet of {len(codes)} × {characters:,} characters"
    return Figure(name, middle(values), middle(baselines), limit=None, most=10.0, spread=spread(values))


def many(count: int = 150, processes: int = 2) -> Figure:
    """Measure *count* profiles by processes of their own against as many stories built by one bare one, warm.

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
            with by_itself():
                begun = perf_counter()
                for one in results:
                    _bare(candidate_pdf.story(one, language), target)
                return (perf_counter() - begun) / len(results) * count

        bare()
        values, baselines = in_turn(ours, bare, 2)
    team.store.close()
    return Figure(f"{count} profiles, {processes} processes", min(values), min(baselines), limit=1 / 1.6)


def export(read: Read, me: int, ids: Sequence[int], folder: Path, processes: int) -> documents.Exported:
    """Write the profiles of these cases as a screen does."""
    return documents.export(
        read, registry.PROFILE, ids, ("pdf",), ("ru",), folder, Progress(), me, TODAY, None, processes
    )


@contextmanager
def by_itself() -> Generator[None]:
    """Let the library draw as it does by itself: the baseline is none of ours."""
    quick, slow, told = quickly._quick, quickly._slow, quickly.Face.stringWidth  # pyright: ignore[reportPrivateUsage]
    library = [one for name, one in sys.modules.items() if name.startswith("reportlab.")]
    modules = [one for one in library if getattr(one, "fp_str", None) is quick]
    for one in modules:
        setattr(one, "fp_str", slow)  # noqa: B010
    quickly.Face.stringWidth = TTFont.stringWidth
    try:
        yield
    finally:
        quickly.Face.stringWidth = told
        for one in modules:
            setattr(one, "fp_str", quick)  # noqa: B010


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
