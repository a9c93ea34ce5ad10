"""A proposed training may be changed person by person, group by group, pair by pair."""

from domain.team.training import DraftGroup, DraftPair, TrainingDraft

DRAFT = TrainingDraft(
    (DraftGroup(1, ("K01", "K10"), (1, 2, 3)), DraftGroup(2, ("S08",), (2,))),
    (DraftPair("K01", 9, 1), DraftPair("S08", 9, 2)),
)


def test_somebody_is_taken_out_and_a_group_of_nobody_goes() -> None:
    assert DRAFT.without_person(1, 2).groups[0].people == (1, 3)
    assert [one.number for one in DRAFT.without_person(2, 2).groups] == [1]
    assert DRAFT.without_person(2, 2).pairs == DRAFT.pairs


def test_somebody_is_put_in_once_and_at_the_end() -> None:
    assert DRAFT.with_person(2, 7).groups[1].people == (2, 7)
    assert DRAFT.with_person(1, 2) == DRAFT


def test_a_group_and_a_pair_are_dropped_and_the_numbers_of_others_stay() -> None:
    left = DRAFT.without_group(1).without_pair(DRAFT.pairs[0])
    assert [one.number for one in left.groups] == [2]
    assert left.pairs == (DRAFT.pairs[1],)


def test_whom_somebody_could_not_see_is_put_back() -> None:
    seen = DRAFT.only({1, 3, 9})
    assert seen == TrainingDraft((DraftGroup(1, ("K01", "K10"), (1, 3)),), (DRAFT.pairs[0],))
    changed = seen.without_person(1, 3)
    assert changed.joined(DRAFT.hiding({2})) == TrainingDraft(
        (DraftGroup(1, ("K01", "K10"), (1, 2)), DraftGroup(2, ("S08",), (2,))), DRAFT.pairs
    )
