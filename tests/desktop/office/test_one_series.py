"""The trend of the demo: one series on every page, recounted by a stranger from the exported records."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from db.assessing import cases, cycles, people
from db.file.store import Store
from db.papers import hiring_papers, team_papers
from db.team import trends
from desktop.office.demo import demo
from desktop.office.papers import documents, registry
from domain.assessing.trend import trend
from domain.progress import Progress
from reports.words.assessing.phrases_trend import change_of_team, points_of, value_of_team
from reports.words.phrases import has_number
from resources.i18n import words
from tests import prepared
from tests.reports.reading import pages, squeezed

QUARTERS = ("2026-I", "2026-II", "2026-III", "2026-IV")
ON = demo.TODAY


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.merilo"
    prepared.demo(path)
    opened = Store.open(path)
    yield opened
    opened.close()


def exported(store: Store, code: str, quarters: tuple[str, ...], folder: Path) -> list[Mapping[str, Any]]:
    """Return the records of somebody for recount, as anybody reads them."""
    person = store.read(people.by_code, code).id
    ids = [store.read(cases.case_of, person, quarter) for quarter in quarters]
    documents.export(store.read, registry.RESULT, ids, ("json",), ("ru",), folder, Progress(), None, ON)
    found = [folder / f"result_{code}_{quarter}.json" for quarter in quarters]
    return [json.loads(path.read_text("utf-8")) for path in found]


def rated(record: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return item key -> item, of those rated in the quarter itself."""
    return {one["key"]: one for one in record["items"] if one["standing"] == "assessed" and one["in_scope"]}


def recounted(then: Mapping[str, Any], now: Mapping[str, Any]) -> float:
    """Return ΔT by the law: on what both have, with the targets and weights of the later quarter."""
    before, after = rated(then), rated(now)
    common = before.keys() & after.keys()

    def attainment(levels: Mapping[str, Mapping[str, Any]]) -> float:
        asked = [(after[key]["weight"], after[key]["target"], levels[key]["level"]) for key in common]
        return sum(w * min(x, t) for w, t, x in asked) / sum(w * t for w, t, _x in asked)

    return attainment(after) - attainment(before)


@pytest.mark.parametrize("code", ["E-0301", "E-0310"])
def test_a_stranger_recounts_the_trend_over_two_editions_from_the_records_alone(
    store: Store, tmp_path: Path, code: str
) -> None:
    records = exported(store, code, QUARTERS[:3], tmp_path)
    editions = [one["framework"]["content_hash"] for one in records]
    assert editions[1] != editions[2] and all(editions)
    assert {one["schema"] for one in records} == {2}
    keys = [{item["key"] for item in one["items"]} for one in records]
    assert keys[1] - keys[2] and keys[2] - keys[1] and keys[1] & keys[2], "some ended, some begun, most go on"
    person = store.read(people.by_code, code).id
    boss = store.read(people.by_code, "E-0102").id
    found = store.read(trends.of_person, person, boss, date(2026, 9, 30))
    changes = [point.attainment.change for point in trend(found.quarters).points[-2:]]
    pairs = zip(records, records[1:], changes, strict=False)
    for then, now, change in pairs:
        assert change is not None
        assert recounted(then, now) == pytest.approx(float(change), abs=1e-12)


def test_the_team_ends_at_the_value_of_page_one_and_both_measures_are_named(
    store: Store, tmp_path: Path
) -> None:
    boss = store.read(people.by_code, "E-0102").id
    cycle = store.read(cycles.by_code, QUARTERS[3]).id
    paper = store.read(team_papers.matrix, registry.TEAM, cycle, boss, ON, None)[0].record
    assert paper.trend is not None
    last = paper.trend.points[-1].attainment
    assert last.line == paper.whole.attainment != last.own
    matrix = paper.matrix
    for code, points in paper.trend.functions.items():
        whole = matrix.summary(matrix.staying, matrix.columns(code))
        assert points[-1].attainment.line == whole.attainment, code
    made = documents.export(
        store.read, registry.TEAM, [cycle], ("pdf",), ("ru",), tmp_path, Progress(), boss, ON
    )
    said = words("ru")
    first, second = (squeezed(one) for one in pages(made.written[0])[:2])
    assert squeezed(value_of_team(said)) in first
    assert squeezed(change_of_team(said)) in second
    lines = [one.attainment for one in paper.trend.points]
    for before, one in zip([None, *lines], lines, strict=False):
        assert squeezed(said.percent(one.line, 1)) in second
        if before is not None:
            assert one.change == (one.line or Fraction(0)) - (before.line or Fraction(0))
            assert squeezed(points_of(one.change, said)) in second
    assert squeezed(said.percent(last.line)) in first and squeezed(said.percent(last.line)) in second


def test_a_profile_ends_at_its_own_number_and_names_what_the_verdict_on_scatter_is_of(
    store: Store, tmp_path: Path
) -> None:
    boss = store.read(people.by_code, "E-0102").id
    seen = 0
    for code in ("E-0301", "E-0310", "E-0313", "E-0319"):
        case = store.read(cases.case_of, store.read(people.by_code, code).id, QUARTERS[3])
        (paper,) = store.read(hiring_papers.profile, registry.PROFILE, case, boss, ON)
        result = paper.record.result
        assert result.trend is not None
        if has_number(result.score.totals):
            seen += 1
            assert result.trend.points[-1].attainment.line == result.score.totals.attainment, code
    assert seen
    case = store.read(cases.case_of, store.read(people.by_code, "E-0319").id, QUARTERS[3])
    made = documents.export(
        store.read, registry.PROFILE, [case], ("pdf",), ("ru",), tmp_path, Progress(), boss, ON
    )
    said = squeezed(" ".join(pages(made.written[0])))
    assert "среднийуровень" in said and "разбросаоценщиков" in said
