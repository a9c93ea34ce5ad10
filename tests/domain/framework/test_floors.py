"""A critical item has a target and a floor: below the floor is a stop-signal, between them a gap (law 10)."""

from dataclasses import replace

import pytest

from domain.assessing.gaps import DutyStatus
from domain.assessing.policy import Policy, StopsBelow
from domain.assessing.scoring import score
from domain.assessing.snapshot import recompute, take
from domain.canonical import content_hash
from domain.development.adaptation import against
from domain.errors import FloorAboveTarget, NeedsReason, OffScale
from domain.framework.edition import profile_hash
from domain.framework.edition_difference import Change, differences
from domain.framework.edition_edit import set_target
from domain.framework.edition_faults import Flaw, faults
from domain.framework.profile import Target, shipped_floor
from domain.mark import Role
from domain.text import Text
from tests.domain.models import model
from tests.domain.sample import duty, entry, framework

OLD = Policy(stops_below=StopsBelow.TARGET)
BASE = model()
WHY = Text("К работе в смене допускают с уровня 1.")


@pytest.mark.parametrize(("target", "floor"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3)])
def test_the_shipped_floor_is_a_level_below_the_target_but_no_lower_than_two(target: int, floor: int) -> None:
    assert shipped_floor(target) == floor
    assert Target(target, 3, critical=True).floor == floor
    assert Target(target, 3, critical=False).floor is None


@pytest.mark.parametrize(
    ("said", "stop", "band"),
    [
        ((3, 3), False, "small"),  # K18 of a manager: the target is to teach others, and nobody is in danger
        ((3, 2), True, "large"),  # 2,5: half a level short of the floor counts, as everywhere
        ((3, 3, 2), False, "small"),  # 2,67
        ((2, 2), True, "large"),
        ((4, 4), False, "met"),
    ],
)
def test_between_floor_and_target_is_a_gap_and_below_the_floor_a_stop_signal(
    said: tuple[int, ...], stop: bool, band: str
) -> None:
    row = score([entry("K18", *said, target=4, critical=True)], (), Policy()).row("K18")
    assert (row.stop, row.band) == (stop, band)


def test_a_cycle_opened_before_goes_on_by_the_target() -> None:
    rows = [entry("K18", 3, 3, target=4, critical=True), entry("S01", 2, 3, target=3, critical=True)]
    assert [row.code for row in score(rows, (), OLD).stops] == ["K18", "S01"]
    assert score(rows, (), Policy()).stops == ()


def test_a_floor_of_its_own_counts() -> None:
    strict = replace(entry("S08", 3, 3, target=4, critical=True), floor=4)
    mild = replace(entry("S08", 2, 2, target=4, critical=True), floor=2)
    assert score([strict], (), Policy()).row("S08").stop
    assert not score([mild], (), Policy()).row("S08").stop


def test_a_duty_is_at_risk_for_the_gap_to_the_target_under_either_policy() -> None:
    rows = [entry("K18", 3, target=4, critical=True), entry("K19", 3, target=3)]
    for policy in (OLD, Policy()):
        done = score(rows, (duty("D1.1", "K18", "K19"),), policy)
        assert done.duties[0].status is DutyStatus.AT_RISK


def test_critical_gaps_come_first_also_above_their_floor() -> None:
    rows = [entry("S02", 0, target=4, weight=3), entry("K18", 3, target=4, critical=True)]
    assert [row.code for row in score(rows, (), Policy()).gaps] == ["K18", "S02"]


def test_content_of_a_policy_from_before_means_the_target_and_keeps_its_hash() -> None:
    stored = OLD.to_json()
    assert "stops_below" not in stored
    assert Policy.from_json(stored) == OLD
    assert Policy.from_json({}).stops_below is StopsBelow.TARGET
    now = Policy().to_json()
    assert now["stops_below"] == "floor"
    assert Policy.from_json(now) == Policy()
    assert content_hash(now) != content_hash(stored)


def test_a_snapshot_from_before_floors_recomputes_to_the_same_bits_and_a_new_one_holds_the_floor() -> None:
    old = take([entry("K18", 3, 3, target=4, critical=True)], (), OLD)
    assert "floor" not in old.inputs["entries"][0]
    assert recompute(old) == old
    assert old.results["gaps"] == [["K18", "1", "small", True]]
    new = take([replace(entry("K18", 3, 3, target=4, critical=True), floor=3)], (), Policy())
    assert new.inputs["entries"][0]["floor"] == 3
    assert recompute(new) == new
    assert new.results["gaps"] == [["K18", "1", "small", False]]


def test_a_floor_above_the_target_is_refused_and_one_off_the_scale_too() -> None:
    with pytest.raises(FloorAboveTarget):
        Target(2, 1, critical=True, own_floor=3)
    with pytest.raises(OffScale):
        Target(4, 1, critical=True, own_floor=5)


def test_the_shipped_floor_is_never_an_own_one_and_what_is_not_critical_has_none() -> None:
    assert Target(4, 1, critical=True, own_floor=3, floor_reason=WHY) == Target(4, 1, critical=True)
    assert Target(4, 1, critical=False, own_floor=2, floor_reason=WHY) == Target(4, 1, critical=False)


def test_with_another_target_the_floor_follows_and_an_own_one_stays_while_it_is_not_above() -> None:
    plain, own = Target(4, 1, critical=True), Target(4, 1, critical=True, own_floor=2, floor_reason=WHY)
    assert (plain.at(3).floor, plain.at(2).floor, plain.at(1).floor) == (2, 2, 1)
    assert (own.at(4).own_floor, own.at(1).own_floor, own.at(1).floor) == (2, None, 1)


def test_an_edition_from_before_keeps_its_hash_and_a_floor_of_its_own_changes_it() -> None:
    profile = BASE.profiles[1]
    code = next(code for code, one in profile.targets.items() if one.critical)
    was = profile.targets[code]
    same = replace(was, own_floor=was.floor)
    other = replace(was, own_floor=1, floor_reason=WHY)
    assert profile_hash(replace(profile, targets={**profile.targets, code: same})) == profile_hash(profile)
    assert profile_hash(replace(profile, targets={**profile.targets, code: other})) != profile_hash(profile)


def test_another_floor_needs_a_reason_and_stands_among_the_differences() -> None:
    profile = BASE.profiles[1]
    code = next(code for code, one in profile.targets.items() if one.critical)
    was = profile.targets[code]
    with pytest.raises(NeedsReason):
        set_target(BASE, BASE, profile.key, code, replace(was, own_floor=1))
    found = set_target(BASE, BASE, profile.key, code, replace(was, own_floor=1, floor_reason=WHY))
    told = [one for one in differences(BASE, found) if one.change is Change.FLOOR]
    assert [(one.code, one.before, one.after, one.profile) for one in told] == [
        (code, str(was.floor), "1", profile.key)
    ]
    silent = replace(found.profile(profile.key), targets={code: replace(was, own_floor=1)})
    wrong = [one.flaw for one in faults(replace(BASE, profiles=(silent,)), BASE)]
    assert wrong == [Flaw.FLOOR_REASON]


def test_on_probation_the_floor_follows_the_target_of_the_stage() -> None:
    model = framework("S01")
    post = replace(BASE.profiles[1], targets={"S01": Target(4, 3, critical=True)})
    (one,) = against([entry("S01", 3, target=2, critical=True, roles=(Role.HR,))], model, post)
    assert (one.target, one.floor) == (3, 2)  # nobody is asked for more than 3 on probation
    assert not score([one], (), Policy()).row("S01").stop
