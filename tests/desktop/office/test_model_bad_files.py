"""Every bad file of a model is refused by row or cell with a reason in words, and nothing is written."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from db.file.store import Store
from db.framework import catalogue, editions
from desktop.office.cli.cli import main
from domain.framework.edition import Edition
from domain.progress import Progress
from reports.book.model_columns import Sheet, title
from reports.framework import case_json, model_xlsx
from resources import text
from resources.i18n import words
from tests import prepared
from tests.desktop.conftest import TODAY
from tests.reports.intake.models import (
    book,
    document,
    general,
    levels,
    saved,
    standard,
    whole,
    work,
)

SOURCE = text("catalogue/source.txt")
LONG = "я" * 10_000


@pytest.fixture(autouse=True)
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.delenv("MERILO_PASSWORD", raising=False)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file that opens without a password; none of the files below leaves a trace in it."""
    return prepared.empty(tmp_path_factory.mktemp("bad") / "завод.merilo")


def row(sheet: str, *cells: Any) -> bytes:
    """Return a workbook with one more row, in the fourth line of the competencies."""
    sheets = whole()
    sheets[sheet].append(list(cells))
    return saved(book(**sheets))


def table(*rows: str) -> bytes:
    return "\n".join(("Код;Вид;Функция;Текст", "K01;знание;Смена;план", *rows)).encode()


def package(change: Callable[[Any], None]) -> bytes:
    told = json.loads(json.dumps(case_json.package(catalogue.shipped_edition(), TODAY, words("ru"))))
    change(told)
    return json.dumps(told).encode()


def moodle(*cells: str) -> bytes:
    rows = [
        ",".join(["h"] * 14),
        ",FW,Модель,,1,a,[],,,,,,1,competency",
        ",A,Общее,,1" + "," * 9,
        ",".join([*cells, *[""] * (14 - len(cells))]),
    ]
    return "\n".join(rows).encode()


def merged() -> bytes:
    made = book(**whole())
    made["Компетенции"].merge_cells("C2:C3")
    return saved(made)


def foreign() -> bytes:
    made = Workbook()
    made.worksheets[0].title = "Liste"
    for line in (["Nummer", "Beschreibung"], ["K01", "etwas"]):
        made.worksheets[0].append(line)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def circle(told: Any) -> None:
    first, second = (told["CFItems"][at]["identifier"] for at in (0, 1))
    told["CFAssociations"] = [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": one},
            "destinationNodeURI": {"identifier": other},
        }
        for one, other in ((first, second), (second, first))
    ]


def scale(count: int) -> Callable[[Any], None]:
    def change(told: Any) -> None:
        criterion = told["CFRubrics"][0]["CFRubricCriteria"][0]
        one = criterion["CFRubricCriterionLevels"][1]
        criterion["CFRubricCriterionLevels"] = [one] * count

    return change


def item(**fields: str) -> Callable[[Any], None]:
    return lambda told: told["CFItems"][9].update(fields)


ENTITIES = '<!DOCTYPE x [<!ENTITY b "bbb">]>'
BAD: dict[str, tuple[str, Callable[[], bytes], tuple[str, ...]]] = {
    # name -> file, what is in it, what is said of it
    "duplicate code, table": ("m.csv", lambda: table("K01;знание;Смена;ещё"), ("A3", "дважды")),
    "duplicate code, workbook": (
        "m.xlsx",
        lambda: row("Компетенции", "K01", "F1", "ещё"),
        ("Компетенции!A4", "дважды"),
    ),
    "duplicate code, CASE": (
        "m.json",
        lambda: package(item(humanCodingScheme="K01")),
        ("CFItems[9]", "дважды"),
    ),
    "duplicate code, Moodle": ("m.csv", lambda: moodle("A", "A", "Ещё"), ("B4", "дважды")),
    "duplicate code, standard": (
        "m.xml",
        lambda: standard(general("A", work("A/01", [], ["x"], []), work("A/01", [], ["y"], []))),
        ("A/01", "дважды"),
    ),
    "circle, Moodle": ("m.csv", lambda: moodle("K02", "K02", "Ещё"), ("B4", "сама на себя")),
    "circle, CASE": ("m.json", lambda: package(circle), ("CFItems[0]", "сама на себя")),
    "unknown level": (
        "m.xlsx",
        lambda: row("Цели", "p", "S01", 7, 2),
        ("Цели!C3", "«7» не уровень"),
    ),
    "no levels": ("m.json", lambda: package(scale(0)), ("CFRubrics[0]", "0", "пять")),
    "sixty levels": ("m.json", lambda: package(scale(60)), ("CFRubrics[0]", "60", "пять")),
    "sixty levels, workbook": (
        "m.xlsx",
        lambda: saved(book(**whole(), Уровни=levels(60))),
        ("Уровни!A7", "«5» не уровень"),
    ),
    "long item, table": ("m.csv", lambda: table(f"K02;знание;Смена;{LONG}"), ("A3", "10000")),
    "long item, workbook": (
        "m.xlsx",
        lambda: row("Компетенции", "K02", "F1", LONG),
        ("Компетенции!A4", "10000"),
    ),
    "long item, CASE": ("m.json", lambda: package(item(fullStatement=LONG)), ("CFItems[9]", "10000")),
    "long item, Moodle": ("m.csv", lambda: moodle("A", "K01", "Имя", LONG, "2"), ("B4", "10000")),
    "long item, standard": (
        "m.xml",
        lambda: standard(general("A", work("A/01", [], [LONG], []))),
        ("RequiredSkill 1", "10000"),
    ),
    "long item, job description": (
        "m.txt",
        lambda: SOURCE.replace("основы управления изменениями", LONG).encode(),
        ("49", "10000"),
    ),
    "mixed encodings": (
        "m.csv",
        lambda: table().decode().encode("cp1251") + "\nS01;умение;Смена;слушать".encode(),
        ("строка 3", "две кодировки"),
    ),
    "HTML, table": ("m.csv", lambda: table("K02;знание;Смена;а <script>x</script>"), ("D3", "script")),
    "HTML, workbook": (
        "m.xlsx",
        lambda: row("Компетенции", "K02", "F1", "<img src=x>"),
        ("Компетенции!C4", "img"),
    ),
    "HTML, CASE": ("m.json", lambda: package(item(fullStatement="<svg/>")), ("CFItems[9]", "svg")),
    "HTML, Moodle": (
        "m.csv",
        lambda: moodle("A", "K01", "Имя", "<p onclick='x'>да</p>", "1"),
        ("D4", "onclick"),
    ),
    "HTML, standard": (
        "m.xml",
        lambda: standard(general("A", work("A/01", [], ["&lt;script&gt;"], []))),
        ("RequiredSkill 1", "script"),
    ),
    "HTML, job description": (
        "m.txt",
        lambda: SOURCE.replace("основы управления изменениями", "<iframe src=x>").encode(),
        ("49", "iframe"),
    ),
    "cut off, table": ("m.csv", lambda: table('K02;знание;Смена;"не до'), ("3",)),
    "cut off, workbook": ("m.xlsx", lambda: saved(book(**whole()))[:-300], ("повреждён",)),
    "cut off, CASE": ("m.json", lambda: package(lambda _told: None)[:-300], ("повреждён",)),
    "cut off, standard": ("m.xml", lambda: standard(general("A"))[:-40], ("повреждён",)),
    "cut off, job description": (
        "m.docx",
        lambda: document(SOURCE.splitlines())[:-200],
        ("повреждён",),
    ),
    "entities": (
        "m.xml",
        lambda: standard(general("A", work("A/01", [], ["&b;"], [])), head=ENTITIES),
        ("сущности",),
    ),
    "merged cells": ("m.xlsx", merged, ("Компетенции!C2:C3", "объединённые")),
    "heads of another language, table": (
        "m.csv",
        lambda: b"Nummer;Beschreibung\nK01;etwas\n",
        ("A1", "нет столбца «Код»", "нет столбца «Текст»"),
    ),
    "heads of another language, workbook": ("m.xlsx", foreign, ("Liste", "нет столбца «Код»")),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file, made, told = BAD[name]
    path = tmp_path / file
    path.write_bytes(made())
    before = kept(database)
    assert main(["import", "framework", str(database), str(path)]) == 1
    said = capsys.readouterr().err
    assert all(one in said for one in told), said
    assert "Ничего не записано" in said or "ничего не взято" in said.lower(), said
    assert kept(database) == before


def kept(database: Path) -> tuple[object, ...]:
    store = Store.open(database)
    found = store.read(editions.editions), store.read(editions.content, 1)
    store.close()
    return found


def test_the_files_that_were_spoiled_are_sound_without_it(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = {
        "t.csv": table("K02;знание;Смена;ещё"),
        "b.xlsx": saved(book(**whole())),
        "c.json": package(lambda _told: None),
        "m.csv": moodle("A", "K01", "Имя", "текст", "2"),
        "s.xml": standard(general("A", work("A/01", ["a"], ["b"], ["c"]))),
        "d.docx": document(SOURCE.splitlines()),
    }
    for file, data in sound.items():
        (tmp_path / file).write_bytes(data)
        arguments = ["import", "framework", str(database), str(tmp_path / file), "--dry-run"]
        assert main(arguments) == 0, (file, capsys.readouterr().err)


def test_a_title_of_a_sheet_in_the_other_language_is_known(
    database: Path, tmp_path: Path, shipped: Edition
) -> None:
    path = tmp_path / "english.xlsx"
    model_xlsx.write(shipped, path, TODAY, Progress(), words("en"))
    assert title(Sheet.ITEMS, words("en")) != title(Sheet.ITEMS, words("ru"))
    assert main(["import", "framework", str(database), str(path), "--dry-run"]) == 0


@pytest.fixture
def shipped() -> Edition:
    return catalogue.shipped_edition()
