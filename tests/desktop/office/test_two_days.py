"""Each paper made on two days differs in its foot, and in what it says to be as of a day: in nothing else."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from db.assessing import cases, cycles, people
from db.development import plan_board
from db.file.store import Store
from db.framework import job_description_editions
from db.hiring import campaigns, refusals
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from desktop.office.papers.document import About
from domain.development.plan import PlanKind
from domain.progress import Progress
from tests import prepared

DAYS = (demo.TODAY, date(2030, 1, 9))
# The foot; what stands as of a day and says so; the stamp of a calendar; the quarter of an unapproved plan.
FOOT = re.compile(r"сформировано \d\d\.\d\d\.\d{4}|^DTSTAMP:")
AS_OF = re.compile(r"Обязательные требования \(?на \d\d\.\d\d\.\d{4}")
NOT_APPROVED = re.compile(r"^(Об обучении группы )?с \d.*по \d|^(С|По) \d{4}-\d\d-\d\d 00:00:00$")
CELLS = ("Сформировано", "Требования проверены на", "Обязательные требования на")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("two") / "demo.merilo"
    prepared.demo(path)
    store = Store.open(path)
    yield store
    store.close()


def ids(store: Store, kind: str) -> list[int]:
    """Return what the demo has of a kind: decided and undecided candidates, staff, plans approved."""
    if registry.DOCUMENTS[kind].about is About.CAMPAIGN:
        return [store.read(campaigns.campaigns)[0].cycle.id]
    if registry.DOCUMENTS[kind].about is About.TEAM:
        return [store.read(cycles.by_code, "2026-III").id]
    if registry.DOCUMENTS[kind].about is About.PLAN:
        rows = store.read(plan_board.rows, DAYS[0])
        return [row.plan_id for row in rows if row.kind is registry.DOCUMENTS[kind].plan][:1]
    if registry.DOCUMENTS[kind].about is About.PERSON:
        return [store.read(people.by_code, code).id for code in ("C-0041", "E-0304")]
    if registry.DOCUMENTS[kind].about is About.MODEL:
        return list(store.read(job_description_editions.ids))
    if kind in (registry.REFUSAL, registry.REJECTION):
        return list(store.read(refusals.refused))
    codes = ("C-0043",) if registry.DOCUMENTS[kind].blank else ("C-0041", "C-0042", "E-0304")
    if kind in (registry.FILLED, registry.REJECTION):
        codes = ("C-0041",)
    return [store.read(cases.case_of, store.read(people.by_code, code).id, None) for code in codes]


@pytest.mark.parametrize("kind", [one for one in registry.DOCUMENTS if one != registry.PLAN])
def test_the_day_of_making_moves_nothing_that_happened(store: Store, tmp_path: Path, kind: str) -> None:
    hr = store.read(people.by_code, "E-0101").id
    made = [
        documents.export(
            store.read,
            kind,
            ids(store, kind),
            registry.DOCUMENTS[kind].formats,
            ["ru"],
            tmp_path / day.isoformat(),
            Progress(),
            hr,
            day,
            processes=1,
        )
        for day in DAYS
    ]
    assert not made[0].failed and not made[1].failed
    assert made[0].written
    for before, after in zip(made[0].written, made[1].written, strict=True):
        old, new = told(before), told(after)
        assert len(old) == len(new), before.name
        moved = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
        assert [pair for pair in moved if not all(map(may_move, pair))] == [], before.name
        if before.suffix == ".pdf":
            assert moved, before.name  # the foot tells when it was made


def may_move(line: str) -> bool:
    return bool(
        FOOT.search(line) or AS_OF.search(line) or NOT_APPROVED.search(line) or line.startswith(CELLS)
    )


def told(path: Path) -> list[str]:
    """Return the lines of a paper, or the cells of a workbook with what stands before them in the row."""
    if path.suffix == ".pdf":
        return [line for page in PdfReader(path).pages for line in page.extract_text().splitlines()]
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        foot = document.sections[0].footer.paragraphs
        return [one.text for one in (*document.paragraphs, *foot)]
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8").splitlines()
    lines: list[str] = []
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            cells = [str(one) for one in row if one is not None]
            if cells:
                lines.append(" ".join(cells) if cells[0] != "Срок" else cells[1])
    return lines


def test_the_plans_of_the_demo_bear_the_day_of_their_approval(store: Store, tmp_path: Path) -> None:
    rows = store.read(plan_board.rows, DAYS[0])
    approved = [row for row in rows if row.kind is PlanKind.IDP][:1]
    (row,) = approved
    done = documents.export(
        store.read, "idp", [row.plan_id], ["pdf"], ["ru"], tmp_path, Progress(), None, DAYS[1], processes=1
    )
    text = " ".join(told(done.written[0])[:20])
    assert "ПРОЕКТ" not in text
    assert "09.01.2030" not in text
    assert re.search(r"\d\d\.\d\d\.2026\s+№ ИПР-2026-\d{3}", text)
