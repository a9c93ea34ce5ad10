"""The file for Moodle says from which level a competency counts as achieved, by what Moodle checks."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from domain.framework.edition import Edition
from domain.framework.profile import Phase
from domain.progress import Progress
from domain.text import Text
from reports.framework import moodle_csv
from reports.intake.model import model_file, moodle
from resources.i18n import words
from tests.reports.models import editions

RU, EN = words("ru"), words("en")
PARENT, ID, SCALE, CONFIGURATION, RULE, RELATED, EXPORTED, FRAMEWORK = 0, 1, 5, 6, 7, 10, 11, 12


def cells(edition: Edition, path: Path, language: str = "ru") -> list[list[str]]:
    moodle_csv.write(edition, path, Progress(), words(language))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def achieved_from(configuration: str, values: str) -> int:
    """Return the first place of the scale that counts, as Moodle reads it after checking what it demands."""
    scale, *told = json.loads(configuration)
    assert set(scale) == {"scaleid"}
    places = [one["id"] for one in told]
    assert places == list(range(1, len(values.split(",")) + 1))
    assert any(one["scaledefault"] for one in told) and any(one["proficient"] for one in told)
    counted = [one["id"] for one in told if one["proficient"]]
    assert counted == places[-len(counted) :]  # from one value on
    return counted[0]


def test_a_competency_counts_as_achieved_from_its_target_on(shipped: Edition, tmp_path: Path) -> None:
    in_post = next(one for one in shipped.profiles if one.phase is Phase.POST)
    rows = {row[ID]: row for row in cells(shipped, tmp_path / "model.csv")}
    own = ",".join(one.name.ru for one in shipped.levels)
    assert {row[SCALE] for row in rows.values() if row[SCALE]} == {own}
    for item in shipped.items:
        target = in_post.targets.get(item.code)
        row = rows[item.code]
        if target is None:
            assert (row[SCALE], row[CONFIGURATION]) == ("", "")  # as the framework says
        else:
            assert achieved_from(row[CONFIGURATION], row[SCALE]) == target.level + 1
    assert len({rows[item.code][CONFIGURATION] for item in shipped.items}) > 1
    (framework,) = (row for row in rows.values() if row[FRAMEWORK] == "1")
    assert achieved_from(framework[CONFIGURATION], framework[SCALE]) == 3
    assert {row[RULE] for row in rows.values()} == {""}


def test_the_targets_of_another_profile_count_if_they_are_asked_for(shipped: Edition, tmp_path: Path) -> None:
    first, *_rest = moodle_csv.offered(shipped)
    assert first.phase is Phase.POST and not moodle_csv.is_open(shipped)
    code = next(iter(first.targets))
    other = replace(
        first, key="foreman", post=Text("Мастер"), targets={code: replace(first.targets[code], level=1)}
    )
    both = replace(shipped, profiles=(*shipped.profiles, other))
    assert moodle_csv.is_open(both)
    moodle_csv.write(both, tmp_path / "model.csv", Progress(), RU, "foreman")
    with (tmp_path / "model.csv").open(encoding="utf-8", newline="") as file:
        told = {row[ID]: row[CONFIGURATION] for row in list(csv.reader(file))[1:] if row[FRAMEWORK] != "1"}
    assert {code for code, one in told.items() if one} == {code}
    assert achieved_from(told[code], ",".join(one.name.ru for one in shipped.levels)) == 2


@pytest.mark.parametrize("level", range(5))
def test_every_target_is_a_configuration_that_moodle_accepts(
    shipped: Edition, tmp_path: Path, level: int
) -> None:
    code = shipped.items[0].code
    profile = moodle_csv.achieved_by(shipped)
    assert profile is not None
    target = replace(profile.targets[code], level=level, own_floor=None)
    edition = replace(shipped, profiles=(replace(profile, targets={code: target}),))
    row = next(row for row in cells(edition, tmp_path / "model.csv", "en") if row[ID] == code)
    assert achieved_from(row[CONFIGURATION], row[SCALE]) == level + 1
    assert row[SCALE] == ",".join(one.name.en or "" for one in shipped.levels)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_what_moodle_walks_through_is_all_there(tmp_path_factory: Any, edition: Edition) -> None:
    """As its importer does: one framework, every competency below it, related ids that exist."""
    rows = cells(edition, tmp_path_factory.mktemp("moodle") / "model.csv")
    assert [row[FRAMEWORK] for row in rows].count("1") == 1
    competencies = {row[ID]: row for row in rows if row[FRAMEWORK] != "1"}
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        parent = waiting.pop()
        children = [id_ for id_, row in competencies.items() if row[PARENT] == parent]
        reached.update(children)
        waiting.extend(children)
    assert reached == set(competencies)
    for row in competencies.values():
        assert not row[CONFIGURATION] or achieved_from(row[CONFIGURATION], row[SCALE])
        for other in filter(None, row[RELATED].split(",")):
            assert other.replace("%2C", ",") in competencies


def test_identities_come_back_and_those_of_moodle_itself_are_no_identities(
    shipped: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "model.csv"
    rows = cells(shipped, path)
    back = model_file.read(path, Progress())[1]
    assert {one.code: one.key for one in back.items} == {one.code: one.key for one in shipped.items}
    for at, row in enumerate(rows):
        row[EXPORTED] = str(at)  # as after a way through Moodle
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([moodle_csv.HEADS, *rows])
    assert {one.code for one in model_file.read(path, Progress())[1].items} == {
        one.code for one in shipped.items
    }
    assert moodle.scale(path.read_bytes(), path.name, Progress()) == moodle_csv.scale_values(shipped, RU)
