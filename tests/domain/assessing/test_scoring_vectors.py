"""The published vectors, and our own for what they leave out: bounds, roles, scope, carried, duties."""

from fractions import Fraction

import pytest

from domain.assessing.entry import Settled, Standing
from domain.assessing.gaps import DutyStatus
from domain.assessing.interval import NoInterval
from domain.assessing.policy import Policy, StopsBelow
from domain.assessing.scoring import Status, score
from domain.framework.framework import Duty
from domain.mark import Role, State
from domain.scale import Band
from domain.text import Text
from tests.domain.sample import duty, entry
from tests.domain.vectors import VECTORS

POLICY = Policy()


def test_eight_items_by_three_raters_give_the_published_numbers() -> None:
    given, want = VECTORS["combine_8"]["input"], VECTORS["combine_8"]["output"]
    entries = [
        entry(code, *said, target=given["targets"][code], weight=given["weights"][code])
        for code, said in given["ratings"].items()
    ]

    done = score(entries, (), POLICY)

    assert float(done.totals.mean or 0) == pytest.approx(want["score"], abs=1e-6)
    assert float(done.totals.coverage or 0) == pytest.approx(want["coverage"], abs=1e-6)
    assert float(done.totals.attainment or 0) == pytest.approx(want["attainment"], abs=1e-6)
    # Bounds of T (methods.md section 4): 0.947368 … 0.973684.
    assert float(done.totals.lower or 0) == pytest.approx(0.947368, abs=1e-6)
    assert float(done.totals.upper or 0) == pytest.approx(0.973684, abs=1e-6)
    assert done.interval.se == pytest.approx(want["error"]["SE"], abs=1e-6)
    assert (done.interval.lower, done.interval.upper) == pytest.approx(tuple(want["interval_95"]), abs=1e-4)
    for code, item in want["per_competency"].items():
        row = done.row(code)
        assert row.spread == item["spread"], code
        assert sum(given.mark.level is not None for given in row.entry.marks) == item["n"], code
        assert (
            row.level is None
            if item["mean"] is None
            else float(row.level or 0) == pytest.approx(item["mean"])
        )
        assert (row.gap is None) == (item["gap"] is None), code
        if row.gap is not None:
            assert float(row.gap) == pytest.approx(item["gap"], abs=1e-6), code


def test_a_small_gap_of_a_critical_item_that_one_rater_sees_below_target_is_to_watch() -> None:
    # methods.md section 4: S03 mean 1.6667, gap 0.3333 → met, but to discuss.
    row = score([entry("S03", 1, 2, 2, target=2, weight=3, critical=True)], (), POLICY).row("S03")
    assert row.band is Band.MET
    assert row.watch
    assert not row.stop


def test_the_duty_of_the_published_vector_is_at_risk() -> None:
    given, want = VECTORS["duty_risk"]["input"], VECTORS["duty_risk"]["output"]
    said = {"S03": (1, 2, 2), "K06": (2, 3), "K08": (2,), "S08": (2, 2, 3), "S06": ()}
    entries = [
        entry(
            code,
            *levels,
            target=given["targets"][code],
            weight=given["weights"][code],
            critical=code in given["critical"],
        )
        for code, levels in said.items()
    ]
    for code, mean in given["means"].items():
        level = score(entries, (), POLICY).row(code).level
        assert (None if level is None else float(level)) == pytest.approx(mean)

    (risk,) = score(entries, (duty("D1.8", *said),), POLICY).duties

    assert float(risk.risk or 0) == pytest.approx(want["weighted_shortfall"], abs=1e-6)
    assert float(risk.coverage or 0) == pytest.approx(want["coverage"], abs=1e-6)
    assert risk.status == want["status"]
    assert [row.code for row in risk.short if row.critical] == want["critical_short"]


@pytest.mark.parametrize(
    ("levels", "critical", "status"),
    [
        ({"S01": 2, "S02": 2, "S03": 2}, (), DutyStatus.AT_RISK),  # mean shortfall 1.0
        ({"S01": 2, "S02": 3, "S03": 2}, (), DutyStatus.WATCH),  # 2/3
        ({"S01": 3, "S02": 3, "S03": 2}, (), DutyStatus.SECURED),  # 1/3
        (
            {"S01": 4, "S02": 4, "S03": 2},
            (),
            DutyStatus.SECURED,
        ),  # a surplus pays for nothing
        ({"S01": 1}, (), DutyStatus.NO_DATA),  # a third of the weight is known
        (
            {"S01": 1},
            ("S01",),
            DutyStatus.AT_RISK,
        ),  # a critical gap comes before missing data
        ({}, (), DutyStatus.NO_DATA),
    ],
)
def test_a_duty_is_judged_by_critical_gap_then_data_then_risk(
    levels: dict[str, int], critical: tuple[str, ...], status: DutyStatus
) -> None:
    items = ("S01", "S02", "S03")
    entries = [entry(c, *([levels[c]] if c in levels else []), critical=c in critical) for c in items]
    (risk,) = score(entries, (duty("D1.1", *items),), POLICY).duties
    assert risk.status is status


def test_a_duty_mostly_outside_the_scope_has_no_data() -> None:
    entries = [
        entry("S01", 3),
        entry("S02", 3, in_scope=False),
        entry("S03", 3, in_scope=False),
    ]
    (risk,) = score(entries, (duty("D1.1", "S01", "S02", "S03"),), POLICY).duties
    assert risk.status is DutyStatus.NO_DATA
    assert risk.coverage == Fraction(1, 3)


def test_duties_stand_with_the_most_endangered_first() -> None:
    entries = [entry("S01", 3), entry("S02", 1), entry("S03", 2), entry("S04")]
    duties = (
        duty("D1.1", "S01"),
        duty("D1.2", "S04"),
        duty("D1.3", "S03", "S01"),
        duty("D1.4", "S02"),
    )
    ordered = score(entries, duties, POLICY).duties
    assert [(one.duty.code, one.status) for one in ordered] == [
        ("D1.4", DutyStatus.AT_RISK),
        ("D1.3", DutyStatus.WATCH),
        ("D1.2", DutyStatus.NO_DATA),
        ("D1.1", DutyStatus.SECURED),
    ]


def test_the_level_that_counts_is_the_mean_of_the_role_means() -> None:
    # Two experts 1 and 2 (mean 1.5), the manager 3; the self-rating 4 is never averaged in: (1.5 + 3) / 2.
    roles = (Role.EXPERT, Role.EXPERT, Role.MANAGER, Role.SELF)
    row = score([entry("S01", 1, 2, 3, 4, roles=roles)], (), POLICY).row("S01")
    assert row.level == Fraction(9, 4)
    assert row.spread == 2
    assert row.discuss


def test_the_roles_may_weigh_differently() -> None:
    weights = POLICY.role_weights | {Role.MANAGER: Fraction(3)}
    policy = Policy(role_weights=weights)
    row = score([entry("S01", 1, 3, roles=(Role.EXPERT, Role.MANAGER))], (), policy).row("S01")
    assert row.level == Fraction(10, 4)


def test_a_self_rating_alone_is_no_assessment() -> None:
    done = score([entry("S01", 4, roles=(Role.SELF,))], (), POLICY)
    assert done.row("S01").standing is Standing.MISSING
    assert done.totals.attainment is None
    assert done.interval.reason is NoInterval.NOTHING


def test_what_lies_outside_the_scope_is_neither_numerator_nor_denominator() -> None:
    done = score(
        [
            entry("S01", 3),
            entry("S02", 0, in_scope=False),
            entry("S03", in_scope=False),
        ],
        (),
        POLICY,
    )
    assert done.totals.attainment == 1
    assert done.totals.coverage == 1
    assert (done.totals.in_scope, done.totals.known) == (1, 1)
    assert done.gaps == ()
    assert done.row("S02").level == 0  # kept and shown


def test_a_carried_level_makes_known_but_not_seen_now() -> None:
    entries = [
        entry("S01", 3),
        entry("S02", carried=("3/2", 2)),
        entry("S03", carried=("3", 5)),
        entry("S04"),
    ]
    totals = score(entries, (), POLICY).totals
    # S03 is five quarters old: too old to know. Known S01, S02 of four, seen now S01.
    assert totals.coverage == Fraction(1, 2)
    assert totals.coverage_now == Fraction(1, 4)
    assert totals.attainment == Fraction(3) / 4  # (3 + 3/2) / 6
    assert totals.lower == Fraction(3, 8)
    assert totals.upper == Fraction(7, 8)
    assert (totals.known, totals.now) == (2, 1)


def test_a_mark_of_now_beats_a_carried_level() -> None:
    row = score([entry("S01", 1, carried=("4", 1))], (), POLICY).row("S01")
    assert (row.level, row.standing) == (1, Standing.ASSESSED)


def test_a_carried_level_never_enters_the_interval() -> None:
    fresh = [entry(f"S{n:02d}", 2, 3) for n in range(1, 7)]
    alone = score(fresh, (), POLICY).interval
    beside = score([*fresh, entry("S07", carried=("0", 1))], (), POLICY).interval
    assert alone.se is not None
    assert alone == beside


def test_all_who_answered_said_not_applicable_takes_the_item_out() -> None:
    entries = [
        entry("S01", 3),
        entry("S02", State.NOT_APPLICABLE, State.NOT_ASKED, State.RECUSED),
    ]
    totals = score(entries, (), POLICY).totals
    assert totals.coverage == 1
    assert (totals.in_scope, totals.applicable) == (2, 1)


@pytest.mark.parametrize("other", [State.NO_EVIDENCE, None])
def test_one_who_could_not_judge_keeps_the_item_in(other: State | None) -> None:
    row = score(
        [entry("S01", *(() if other is None else (State.NOT_APPLICABLE, other)))],
        (),
        POLICY,
    ).row("S01")
    assert row.standing is Standing.MISSING


def test_a_level_beside_not_applicable_counts_and_is_to_discuss() -> None:
    row = score([entry("S01", 2, State.NOT_APPLICABLE)], (), POLICY).row("S01")
    assert row.level == 2
    assert row.discuss


def test_a_critical_not_applicable_stays_provisional_until_a_decision_confirms_it() -> None:
    rated = [entry(f"S{n:02d}", 3) for n in range(1, 10)]
    open_ = score([*rated, entry("S10", State.NOT_APPLICABLE, critical=True)], (), POLICY)
    confirmed = score(
        [
            *rated,
            entry("S10", State.NOT_APPLICABLE, critical=True, settled=Settled(None)),
        ],
        (),
        POLICY,
    )
    assert open_.totals.status is Status.PROVISIONAL
    assert confirmed.totals.status is Status.FINAL


def test_a_settled_level_counts_and_the_interval_still_comes_from_the_originals() -> None:
    originals = [entry(f"S{n:02d}", 1, 3) for n in range(1, 7)]
    settled = [entry("S01", 1, 3, settled=Settled(3)), *originals[1:]]
    assert score(settled, (), POLICY).row("S01").level == 3
    assert score(settled, (), POLICY).interval == score(originals, (), POLICY).interval


@pytest.mark.parametrize(
    ("rated", "critical_rated", "status"),
    [
        (10, True, Status.FINAL),
        (7, True, Status.FINAL),
        (6, True, Status.PROVISIONAL),
        (9, False, Status.PROVISIONAL),
        (5, True, Status.PROVISIONAL),
        (4, True, Status.BOUNDS_ONLY),
        (0, False, Status.BOUNDS_ONLY),
    ],
)
def test_the_status_follows_coverage_and_the_critical_items(
    rated: int, critical_rated: bool, status: Status
) -> None:
    plain = rated - critical_rated
    entries = [entry("S01", *([3] if critical_rated else []), critical=True)]
    entries += [entry(f"S{n + 2:02d}", *([3] if n < plain else [])) for n in range(9)]
    assert score(entries, (), POLICY).totals.status is status


def test_nothing_in_the_scope_leaves_everything_undefined() -> None:
    totals = score([entry("S01", 2, in_scope=False)], (), POLICY).totals
    assert totals.status is Status.UNDEFINED
    assert {
        totals.attainment,
        totals.lower,
        totals.upper,
        totals.coverage,
        totals.mean,
    } == {None}
    assert totals.readiness is None


def test_targets_of_zero_leave_the_attainment_undefined() -> None:
    totals = score([entry("S01", 2, target=0)], (), POLICY).totals
    assert totals.attainment is None
    assert totals.lower is None
    assert totals.upper is None
    assert totals.mean == 2


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([(2,), (3,)], NoInterval.ONE_RATER),
        ([(2, 3), (3, 3), (1, 2), (2, 2)], NoInterval.TOO_FEW_ITEMS),
        ([(None,)], NoInterval.NOTHING),
    ],
)
def test_without_enough_raters_or_items_there_is_no_interval(
    said: list[tuple[int | None, ...]], reason: NoInterval
) -> None:
    entries = [entry(f"S{n:02d}", *levels) for n, levels in enumerate(said, start=1)]
    interval = score(entries, (), POLICY).interval
    assert interval.reason is reason
    assert (interval.lower, interval.upper, interval.se) == (None, None, None)


def test_raters_who_always_agree_have_an_interval_of_no_width() -> None:
    interval = score([entry(f"S{n:02d}", 4, 4) for n in range(1, 7)], (), POLICY).interval
    assert (interval.lower, interval.mean, interval.upper) == (4.0, 4.0, 4.0)


def test_functions_have_their_own_totals_and_status() -> None:
    done = score(
        [entry("S01", 3), entry("S07", function="F2"), entry("S08", function="F2")],
        (),
        POLICY,
    )
    assert list(done.functions) == ["F1", "F2"]
    assert done.functions["F1"].status is Status.FINAL
    assert done.functions["F2"].status is Status.BOUNDS_ONLY
    assert done.functions["F2"].attainment is None
    assert done.functions["F2"].lower == 0
    assert done.functions["F2"].upper == 1


def test_gaps_lead_with_critical_items_then_weight_times_gap_weight_code() -> None:
    entries = [
        entry("S05", 2, weight=2),  # 2
        entry("S04", 2, weight=2),  # 2, same weight: by code
        entry("S03", 1, weight=1),  # 2, lighter
        entry("S02", 1, weight=3),  # 6
        entry("S01", 2, weight=1, critical=True),  # 1, but critical
        entry("S06", 3),
        entry("S07"),
    ]
    done = score(entries, (), POLICY)
    assert [row.code for row in done.gaps] == ["S01", "S02", "S04", "S05", "S03"]
    assert [row.band for row in done.gaps] == [
        Band.SMALL,
        Band.LARGE,
        Band.SMALL,
        Band.SMALL,
        Band.LARGE,
    ]
    assert [row.code for row in done.stops] == []  # S01 lies between its floor of 2 and its target
    older = score(entries, (), Policy(stops_below=StopsBelow.TARGET))
    assert [row.code for row in older.stops] == ["S01"]
    assert [row.code for row in done.missing] == ["S07"]
    assert [row.code for row in done.criticals] == ["S01"]


def test_strengths_lead_with_the_highest_levels() -> None:
    entries = [
        entry("S01", 3, target=2),
        entry("S02", 4),
        entry("S03", 3, weight=3),
        entry("S04", 2),
        entry("S05", 0, target=0),
    ]
    assert [row.code for row in score(entries, (), POLICY).strengths] == [
        "S02",
        "S03",
        "S01",
    ]


@pytest.mark.parametrize(
    ("rows", "strong"),
    [
        ([("S01", 1, 1), ("S02", 1, 2)], []),  # no more than was asked, and more is asked elsewhere
        ([("S01", 1, 1), ("S02", 1, 1)], []),  # the same is asked of all
        ([("S01", 1, 1), ("S02", 0, 0)], []),
        ([("S01", 2, 1), ("S02", 1, 2)], ["S01"]),  # above its target
        ([("S01", 2, 2), ("S02", 1, 1)], ["S01"]),  # the most that is asked of any
        ([("S01", 4, 4), ("S02", 4, 4)], ["S01", "S02"]),  # the top of the scale
    ],
)
def test_a_strength_is_above_its_target_or_at_the_most_that_is_asked(
    rows: list[tuple[str, int, int]], strong: list[str]
) -> None:
    done = score([entry(code, level, target=target) for code, level, target in rows], (), POLICY)
    assert [row.code for row in done.strengths] == strong


def test_almost_meeting_the_highest_target_is_no_strength() -> None:
    """A third of a level below counts as no gap, and is still not more than was asked."""
    done = score([entry("S01", 4, 4, 3, target=4), entry("S02", 1, target=2)], (), POLICY)
    assert done.row("S01").band is Band.MET
    assert done.strengths == ()


def test_a_gap_of_one_level_is_small_at_the_foot_of_the_scale_as_elsewhere() -> None:
    marks = (entry("S01", 0, target=1), entry("S02", 1, target=2), entry("S03", 0, target=2))
    done = score(list(marks), (), POLICY)
    assert [done.row(code).band for code in ("S01", "S02", "S03")] == [Band.SMALL, Band.SMALL, Band.LARGE]


def test_items_that_nobody_can_do_here_are_listed_apart() -> None:
    done = score([entry("S01", State.NOT_APPLICABLE), entry("S02", 1, 3)], (), POLICY)
    assert [row.code for row in done.not_applicable] == ["S01"]
    assert [row.code for row in done.to_discuss] == ["S02"]


def test_a_duty_may_name_items_the_case_does_not_have() -> None:
    other = Duty(1, "D1.1", "F1", "3.1.1 1)", Text("ведёт учёт"), ("K99",))
    (risk,) = score([entry("S01", 3)], (other,), POLICY).duties
    assert (risk.status, risk.coverage, risk.risk) == (DutyStatus.NO_DATA, None, None)
