"""All results of the demo, counted anew from what is exported of them, and told alike by every way out."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db.assessing import cycles, people
from db.file.store import Store
from db.framework import frameworks
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.progress import Progress
from resources import i18n
from tests import prepared
from tests.reports.reading import whole
from tests.reports.recount import recount

WORDS = {"final": "итог", "provisional": "предварительно"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("recount") / "demo.merilo"
    prepared.demo(path)
    opened = Store.open(path)
    yield opened
    opened.close()


def results(store: Store, folder: Path, *formats: str) -> dict[str, list[Path]]:
    """Write the newest result of everybody that may be looked at, and return code -> its files."""
    me = store.read(people.by_code, "E-0102").id
    made: dict[str, list[Path]] = {}
    for row in store.read(people.people, me):
        if row.shown is None:
            continue
        for kind, offered in ((registry.RESULT, ["json"]), (registry.PROFILE, list(formats))):
            if offered:
                done = documents.export(
                    store.read,
                    kind,
                    (row.shown.case_id,),
                    offered,
                    ("ru",),
                    folder,
                    Progress(),
                    me,
                    demo.TODAY,
                    processes=0,
                )
                assert not done.failed, done.failed
                made.setdefault(row.person.code, []).extend(done.written)
    return made


def record_of(paths: list[Path]) -> dict[str, Any]:
    (path,) = [one for one in paths if one.suffix == ".json"]
    return json.loads(path.read_text("utf-8"))


def test_every_exported_result_comes_out_the_same_when_counted_by_a_stranger(
    store: Store, tmp_path: Path
) -> None:
    editions = {
        one.uid: {duty.code: duty.items for duty in one.duties}
        for one in (store.read(frameworks.framework, number) for number in (1, 2))
    }
    figures = 0
    for code, paths in results(store, tmp_path).items():
        told = record_of(paths)
        for what, mine, theirs in recount(told, editions[told["framework"]["uid"]]):
            figures += 1
            if isinstance(mine, Fraction | float):
                assert theirs == pytest.approx(float(mine), abs=1e-9), (code, what)
            else:
                assert mine == theirs, (code, what)
    assert figures > 5000


def test_everybody_has_one_status_and_one_value_by_every_way_out(store: Store, tmp_path: Path) -> None:
    quarter = store.read(cycles.by_code, "2026-IV")
    me = store.read(people.by_code, "E-0102").id
    done = documents.export(
        store.read,
        registry.TEAM,
        (quarter.id,),
        ["xlsx", "pdf"],
        ("ru",),
        tmp_path / "team",
        Progress(),
        me,
        demo.TODAY,
        processes=0,
    )
    book, paper = sorted(done.written, key=lambda path: path.suffix, reverse=True)
    team = {str(row[0]): row for row in rows_of(book, "Люди")}
    printed = whole(paper).replace("\u00a0", " ")
    told = 0
    for code, paths in results(store, tmp_path, "pdf", "xlsx").items():
        record = record_of(paths)
        totals, status = record["totals"], WORDS[record["totals"]["status"]]
        share = i18n.words("ru").percent(Fraction(totals["attainment"])).replace("\u00a0", " ")
        by_suffix = {path.suffix: path for path in paths}
        profile = whole(by_suffix[".pdf"]).replace("\u00a0", " ")
        said = profile.partition("Выполнение профиля, ")[2][:80]
        assert said.startswith(status), (code, said)
        assert share in said, (code, said)
        assert ("≈" in said) == (status != "итог"), (code, said)
        summary = {str(row[0]): row for row in rows_of(by_suffix[".xlsx"], "Сводка")}
        assert str(summary["Статус"][1]).startswith(status), code
        assert summary["Выполнение профиля"][1] == pytest.approx(totals["attainment"]), code
        if record["cycle"] == "2026-IV":
            assert team[code][3] == pytest.approx(totals["attainment"]), code
            assert str(team[code][-1]).startswith(status), code
            assert (f"≈ {share}" if status != "итог" else share) in printed, code
        told += 1
    assert told >= 14


def rows_of(path: Path, title: str) -> list[tuple[Any, ...]]:
    with path.open("rb") as file:
        book = load_workbook(file, data_only=True)
        found = [tuple(row) for row in book[title].iter_rows(values_only=True)]
        book.close()
    return found
