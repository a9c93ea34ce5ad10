"""A workbook that nobody computes shows the same figures: each formula has its value beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from db.file.store import Store
from desktop.office.demo import demo
from desktop.office.intake import models
from domain.progress import Progress
from tests import prepared
from tests.desktop import every_document
from tests.reports import office
from tests.reports.formulas import Reader

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

type Place = tuple[str, str]  # title of the sheet, coordinate


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every workbook of the demo."""
    folder = tmp_path_factory.mktemp("demo")
    prepared.demo(folder / "demo.merilo")
    store = Store.open(folder / "demo.merilo")
    made = every_document.written(store, folder, demo.TODAY, None, ("xlsx",))
    line = models.chosen(store.read, None, None)
    model, _cut = models.export(store.read, line, ("xlsx",), ("ru",), folder, Progress(), demo.TODAY)
    store.close()
    assert {"profile", "comparison", "team", "training"} <= made.keys()
    paths = [path for one in (*made.values(), model) for path in one.written]
    for number, path in enumerate(paths):  # two kinds may give their files one name
        path.rename(path.with_stem(f"{number}_{path.stem}"))
    return [path.with_stem(f"{number}_{path.stem}") for number, path in enumerate(paths)]


def formulas(path: Path) -> Iterator[tuple[Place, float | str | None, Any]]:
    """Yield place, value beside the formula, and what our own reader of formulas makes of it."""
    with path.open("rb") as file:
        book = load_workbook(file)
        for number, sheet in enumerate(book.worksheets, start=1):
            reader = Reader(sheet)
            for place, value in _beside(path, number):
                yield (sheet.title, place), value, reader.value(place)
        book.close()


def _beside(path: Path, number: int) -> Iterator[tuple[str, float | str | None]]:
    """Yield the cells of a sheet with a formula, and the value as it stands in the file, None for none."""
    with ZipFile(path) as archive, archive.open(f"xl/worksheets/sheet{number}.xml") as part:
        for _event, cell in ElementTree.iterparse(part):
            if cell.tag != f"{SHEET}c" or cell.find(f"{SHEET}f") is None:
                continue
            value = cell.find(f"{SHEET}v")
            if value is None or (value.text is None and cell.get("t") != "str"):
                yield str(cell.get("r")), None
            else:
                yield str(cell.get("r")), (value.text or "") if cell.get("t") else float(value.text or "")


def test_every_formula_of_every_workbook_has_the_value_that_it_gives(books: list[Path]) -> None:
    seen = 0
    for path in books:
        for place, beside, computed in formulas(path):
            seen += 1
            assert beside is not None, (path.name, place)
            assert beside == pytest.approx(computed, abs=1e-9) if computed != "" else beside == "", (
                path.name,
                place,
            )
    assert seen > 5000


@pytest.mark.skipif(office.MISSING, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_values_that_we_wrote(books: list[Path], tmp_path: Path) -> None:
    few = list({path.name.split("_")[1]: path for path in books}.values())  # one of each kind
    for path, computed in zip(few, office.recalculated(few, tmp_path), strict=True):
        with computed.open("rb") as file:
            book = load_workbook(file, data_only=True)
            for (title, place), beside, _ours in formulas(path):
                theirs: Any = book[title][place].value
                if beside == "":
                    assert theirs in ("", None), (path.name, title, place)
                else:
                    assert theirs == pytest.approx(beside, abs=1e-9), (path.name, title, place)
            book.close()
