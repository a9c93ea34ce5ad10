"""The comparison: only what was assessed for all counts, and nobody is ranked on less than a final result."""

from fractions import Fraction

import pytest

from domain.assessing.case import Cycle, CycleKind
from domain.assessing.entry import Entry, Settled
from domain.assessing.policy import Policy
from domain.assessing.result import CaseResult
from domain.assessing.scoring import Status, no_surer, totals_of
from domain.hiring.comparison import Comparison, Contender, compare
from domain.mark import State
from domain.people.gates import Verdict
from domain.people.organisation import Organisation
from tests.domain.sample import TODAY, entry, framework, gates, profile, result

CODES = tuple(f"S{n:02d}" for n in range(1, 13))


def compared(*results: CaseResult, blind: tuple[str, ...] = ()) -> Comparison:
    return compare(
        results,
        organisation=Organisation("", "ООО «Ромашка»"),
        cycle=Cycle(1, kind=CycleKind.HIRING),
        framework=framework(*CODES),
        profile=profile(),
        made_on=TODAY,
        blind=blind,
    )


def levels(*each: int | tuple[int, ...] | None, target: int = 3) -> list[Entry]:
    """Return S01, S02, … with these levels; None = nobody asked."""
    return [
        entry(code, *(() if said is None else said if isinstance(said, tuple) else (said,)), target=target)
        for code, said in zip(CODES, each, strict=False)
    ]


def test_what_is_common_is_counted_as_if_there_were_nothing_else() -> None:
    """Of a candidate who was asked more, and of those who were asked the same alone."""
    results = [
        result(
            *(
                entry(code, 3, (number + place) % 5, function=f"F{1 + place % 3}", critical=place == 4)
                for place, code in enumerate(CODES)
                if number != 2 or place < 9
            ),
            number=number,
        )
        for number in (1, 2, 3)
    ]
    done = compared(*results)
    assert done.common == CODES[:9]
    for one in results:
        mine = contender(done, one.case.id - 10)
        rows = [row for row in one.score.rows if row.code in done.common]
        assert mine.common == no_surer(totals_of(rows, one.policy, one.engine), one.status)
        assert list(mine.functions) == list(dict.fromkeys(row.entry.function for row in rows))
        for code, totals in mine.functions.items():
            part = [row for row in rows if row.entry.function == code]
            wanted = totals_of(part, one.policy, one.engine)
            assert totals == no_surer(wanted, one.score.functions[code].status)


def ranks(done: Comparison) -> list[tuple[str, int | None]]:
    return [(one.person.code, one.rank) for one in done.contenders]


def contender(done: Comparison, number: int) -> Contender:
    return next(one for one in done.contenders if one.case_id == 10 + number)


def test_only_items_assessed_for_all_count() -> None:
    done = compared(
        result(*levels(3, 3, 3, 3, 3, 3, 3, None, 0, 3), number=1),
        result(*levels(0, 3, 3, 3, 3, 3, 3, 3, None, 3), number=2),
    )
    assert done.common == ("S01", "S02", "S03", "S04", "S05", "S06", "S07", "S10")
    assert done.overlap == Fraction(4, 5)
    assert not done.warn
    assert contender(done, 1).attainment == 1
    assert contender(done, 2).attainment == Fraction(7, 8)
    assert contender(done, 1).mean == 3
    assert contender(done, 1).assessed == 9
    assert contender(done, 1).overlap == Fraction(8, 9)
    assert contender(done, 1).whole.attainment == Fraction(8, 9)
    assert [item.code for item in done.rows] == list(done.common)
    assert done.rows[0].levels == (3, 0)
    assert [(item.code, item.levels) for item in done.others] == [("S08", (None, 3)), ("S09", (0, None))]


def test_the_overlap_is_weighed_over_all_scopes_and_warns_below_four_fifths() -> None:
    light = [entry(code, 3) for code in CODES[:3]]
    done = compared(
        result(*light, entry("S04", 3), entry("S05", 3, in_scope=False), number=1),
        result(*light, entry("S04", 3, in_scope=False), entry("S05"), number=2),
    )
    # S01-S03 of S01-S05; what one has outside the scope another has inside it, so it is in the union.
    assert done.common == ("S01", "S02", "S03")
    assert done.overlap == Fraction(3, 5)
    assert done.warn
    heavy = compared(
        result(entry("S01", 3, weight=3), entry("S02", 3), number=1),
        result(entry("S01", 3, weight=3), entry("S02"), number=2),
    )
    assert heavy.overlap == Fraction(3, 4)


def test_the_policy_says_from_which_overlap_on_nobody_is_warned() -> None:
    entries = (entry("S01", 3), entry("S02", 3), entry("S03", 3), entry("S04", 3))
    others = (*entries[:3], entry("S04"))
    loose = Policy(comparison_overlap=Fraction(3, 4))
    assert compared(result(*entries, number=1), result(*others, number=2)).warn
    assert not compared(
        result(*entries, number=1, policy=loose), result(*others, number=2, policy=loose)
    ).warn


def test_the_order_is_gates_then_stop_signals_then_attainment_then_code() -> None:
    def one(number: int, level: int, critical: int, *verdicts: Verdict) -> CaseResult:
        return result(
            entry("S01", level), entry("S02", critical, critical=True), number=number, gates=gates(*verdicts)
        )

    met, unsure, missed = Verdict.MET, Verdict.TO_CONFIRM, Verdict.NOT_MET
    done = compared(
        one(1, 3, 3, met, missed, met),
        one(2, 3, 3, met, unsure, met),
        one(3, 3, 1, met, met, met),
        one(4, 2, 3, met, met, met),
        one(6, 3, 3, met, met, met),
        one(5, 3, 3, met, met, met),
    )
    assert ranks(done) == [
        ("C-0005", 1),
        ("C-0006", 1),
        ("C-0004", 3),
        ("C-0003", 4),
        ("C-0002", 5),
        ("C-0001", 6),
    ]
    assert [one.stops for one in done.contenders] == [0, 0, 0, 1, 0, 0]


def test_a_provisional_candidate_stands_in_the_table_without_a_rank_and_takes_nothing_away() -> None:
    done = compared(
        result(*levels(1, 3, 3, 3, 3), number=2),
        result(*levels(3, 3, 3, None, None), number=1),
        result(*levels(3, 3, 3, 3, 3), number=3),
    )
    assert ranks(done) == [("C-0003", 1), ("C-0002", 2), ("C-0001", None)]
    assert done.common == CODES[:5]
    little = contender(done, 1)
    assert little.status is Status.PROVISIONAL
    assert (little.common.lower, little.common.upper) == (Fraction(3, 5), 1)
    assert little.overlap == 1
    assert done.rows[4].levels == (3, 3, None)


def test_the_only_final_result_has_no_rank_and_common_is_said_to_be_of_the_final_ones() -> None:
    done = compared(
        result(*levels(1, 3, 3, 3, 3), number=2),
        result(*levels(3, 3, 3, None, None), number=1),
    )
    assert ranks(done) == [("C-0001", None), ("C-0002", None)]
    assert (done.everyone, done.final, done.common) == (False, 1, CODES[:5])


def test_where_nobody_is_final_common_is_what_all_have_and_nobody_is_ranked() -> None:
    done = compared(
        result(*levels(3, 3, None, None, 1), number=1), result(*levels(3, None, None, None, 2), number=2)
    )
    assert done.common == ("S01", "S05")
    assert ranks(done) == [("C-0001", None), ("C-0002", None)]


def test_without_a_common_item_nobody_is_ranked() -> None:
    scattered = [
        result(*(entry(code, 3, in_scope=code == mine) for code in CODES[:2]), number=number)
        for number, mine in ((1, "S01"), (2, "S02"))
    ]
    done = compared(*scattered)
    assert (done.common, done.overlap, done.warn) == ((), 0, True)
    assert ranks(done) == [("C-0001", None), ("C-0002", None)]
    assert contender(done, 1).attainment is None
    assert contender(done, 1).overlap == 0


def test_a_candidate_of_whom_nothing_is_known_has_no_overlap() -> None:
    done = compared(result(*levels(3, 3), number=1), result(*levels(None, None), number=2))
    assert contender(done, 2).overlap is None
    assert contender(done, 2).assessed == 0


def test_a_campaign_without_open_cases_names_only_the_blind() -> None:
    done = compared(blind=("Гусева М. П.",))
    assert (done.contenders, done.common, done.overlap, done.warn) == ((), (), None, False)
    assert done.blind == ("Гусева М. П.",)


def test_an_item_that_does_not_apply_to_one_counts_for_nobody() -> None:
    done = compared(
        result(*levels(3, 3, 3), entry("S04", State.NOT_APPLICABLE), number=1),
        result(*levels(3, 3, 3, 1), number=2),
    )
    assert done.common == ("S01", "S02", "S03")
    assert done.overlap == Fraction(3, 4)
    assert contender(done, 2).attainment == 1


def test_a_settled_level_counts_in_the_comparison() -> None:
    done = compared(result(entry("S01", 1, 3, settled=Settled(3)), number=1))
    assert contender(done, 1).attainment == 1


def test_functions_have_their_totals_over_the_common_items() -> None:
    first = [entry("S01", 3), entry("S02", 0, function="F2"), entry("S03", 3, function="F2")]
    second = [entry("S01", 3), entry("S02", function="F2"), entry("S03", 0, function="F2")]
    done = compared(result(*first, *levels()[:0], number=1), result(*second, number=2))
    # The second is provisional (2 of 3), so all three items of the first count.
    assert {code: totals.attainment for code, totals in contender(done, 1).functions.items()} == {
        "F1": 1,
        "F2": Fraction(1, 2),
    }
    assert contender(done, 2).functions["F2"].lower == 0


@pytest.mark.parametrize(
    ("other", "tied"),
    [
        ([(3, 3), (2, 3), (3, 2), (3, 3), (2, 2), (3, 3)], True),  # half a level apart, wide intervals
        ([(1, 1), (0, 1), (1, 0), (1, 1), (0, 0), (1, 1)], False),  # two levels lower
    ],
)
def test_candidates_whose_intervals_overlap_cannot_be_told_apart(
    other: list[tuple[int, int]], tied: bool
) -> None:
    best = [(3, 3), (3, 2), (2, 3), (3, 3), (3, 3), (2, 2)]
    done = compared(result(*levels(*best), number=1), result(*levels(*other), number=2))
    assert done.ties == (((11, 12),) if tied else ())


def test_one_rater_gives_no_interval_and_so_no_word_on_ties() -> None:
    done = compared(result(*levels(*[3] * 6), number=1), result(*levels(*[3] * 6), number=2))
    assert contender(done, 1).interval.lower is None
    assert done.ties == ()


def test_only_the_ranked_are_tied() -> None:
    pairs = [(3, 3)] * 6
    done = compared(
        result(*levels(*pairs), number=1), result(*levels(*pairs, None, None, None, None), number=2)
    )
    assert contender(done, 2).rank is None
    assert done.ties == ()


def test_a_difference_that_nobody_settled_leaves_no_place_and_no_surer_figure() -> None:
    settled = levels((3, 1), 3, 3, 3, 3)
    settled[0] = entry("S01", 3, 1, settled=Settled(2))
    done = compared(
        result(*levels((3, 1), 3, 3, 3, 3), number=1),
        result(*settled, number=2),
    )
    apart, agreed = contender(done, 1), contender(done, 2)
    assert (apart.rank, agreed.rank) == (None, None), "the first of one would read as the best of several"
    assert apart.unsettled == ("S01",)
    assert apart.common.status is Status.PROVISIONAL
    assert apart.functions["F1"].status is Status.PROVISIONAL
    assert agreed.common.status is Status.FINAL
    (row,) = [one for one in done.rows if one.code == "S01"]
    assert row.unsettled == (True, False)  # in the order of the contenders


def test_a_common_figure_is_no_surer_than_the_result_it_is_a_part_of() -> None:
    done = compared(
        result(*levels(3, 3, 3, 3, 3, None, None, None, None), number=1),
        result(*levels(3, 3, 3, 3, 3, 3, 3, 3, 3), number=2),
    )
    assert contender(done, 1).whole.status is Status.PROVISIONAL
    assert contender(done, 1).common.status is Status.PROVISIONAL
