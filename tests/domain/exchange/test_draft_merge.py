"""What one file changed stays, what both did is asked, and the side from which it is merged is no matter."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessing.evidence import Polarity
from domain.exchange.draft_merge import Merged, Side, Unsettled, merged, since
from domain.exchange.packet import SentDraft, SentFact, SentProbe, SentRow
from domain.sheet_kinds import Origin, SheetOrigin, State

NINE, TODAY = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
ITEMS = [str(uuid.UUID(int=number)) for number in range(4)]
FACTS = [str(uuid.UUID(int=number)) for number in range(10, 13)]


def row(item: str, level: int | None, comment: str = "", *asked: str) -> SentRow:
    probes = tuple(SentProbe(one, NINE) for one in asked)
    if level is None:
        return SentRow(item, None, None, None, None, comment, probes)
    return SentRow(item, State.RATED, level, Origin.TYPED, NINE, comment, probes)


def fact(uid: str, text: str) -> SentFact:
    return SentFact(uid, (ITEMS[0],), Polarity.FOR, TODAY, TODAY, NINE, text)


def draft(rows: tuple[SentRow, ...], facts: tuple[SentFact, ...] = ()) -> SentDraft:
    return SentDraft(ITEMS[3], 1, "", SheetOrigin.SCREEN, NINE, rows, facts, None, None, "")


_ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(ITEMS),
        st.none() | st.integers(0, 1),
        st.sampled_from(["", "а"]),
        st.sampled_from(["И?", "Как?"]),
    ),
    max_size=4,
    unique_by=lambda one: one.item,
)
_FACTS = st.lists(
    st.builds(fact, st.sampled_from(FACTS), st.sampled_from(["а", "б"])), unique_by=lambda one: one.uid
)
DRAFTS = st.builds(draft, _ROWS.map(tuple), _FACTS.map(tuple))


def said(one: Merged) -> object:
    return one.rows, one.facts


@given(DRAFTS | st.none(), DRAFTS, DRAFTS)
def test_both_sides_come_to_the_same_whoever_merges(
    base: SentDraft | None, one: SentDraft, other: SentDraft
) -> None:
    forth = merged((base,), one, other, Side.HERE)
    back = merged((base,), other, one, Side.BROUGHT)
    assert said(forth) == said(back)
    again = draft(forth.rows, forth.facts)
    assert said(merged((again,), again, again)) == said(forth)


@given(DRAFTS, DRAFTS)
def test_what_one_file_alone_changed_is_never_asked(base: SentDraft, new: SentDraft) -> None:
    brought = merged((base,), base, new)
    assert brought.as_brought
    kept = merged((base,), new, base)
    assert [one.mark for one in kept.rows if one.mark or one.comment] == [
        one.mark for one in brought.rows if one.mark or one.comment
    ]


@given(DRAFTS | st.none(), DRAFTS, DRAFTS)
def test_every_mark_that_is_not_asked_about_is_of_one_of_the_two(
    base: SentDraft | None, one: SentDraft, other: SentDraft
) -> None:
    try:
        whole = merged((base,), one, other)
    except Unsettled as error:
        assert error.clashes
        for clash in error.clashes:
            assert clash.here != clash.brought
        return
    known = {(each.item, each.mark, each.comment) for side in (one, other) for each in side.rows}
    assert {(each.item, each.mark, each.comment) for each in whole.rows} <= known


@given(st.lists(DRAFTS | st.none(), min_size=2, max_size=3), DRAFTS, DRAFTS)
def test_what_both_had_last_is_not_known_so_nothing_is_decided_that_depends_on_it(
    bases: list[SentDraft | None], one: SentDraft, other: SentDraft
) -> None:
    try:
        whole = merged(bases, one, other)
    except Unsettled as error:
        asked = {clash.uid for clash in error.clashes}
        rest = dict.fromkeys(asked, Side.HERE)
        whole = merged(bases, one, other, rest)
        assert any(said(merged((base,), one, other, rest)) == said(whole) for base in bases) or len(asked) > 1
        return
    assert all(said(merged((base,), one, other)) == said(whole) for base in bases)


def test_what_went_out_has_arrived_if_what_comes_says_something_of_it() -> None:
    first, gone = draft((row(ITEMS[0], 1),)), draft((row(ITEMS[0], 1), row(ITEMS[1], 2)))
    other = draft((row(ITEMS[0], 1), row(ITEMS[2], 3)))
    assert since([], [first, gone], other) == [first, gone]
    assert since([], [first, gone], gone) == [gone]
    assert since([], [first, gone], first) == [first]
    assert since([gone], [first, gone], draft((row(ITEMS[1], 2),))) == [first, gone], "it went out before too"


def test_a_choice_settles_each_for_itself() -> None:
    base = draft((row(ITEMS[0], 1), row(ITEMS[1], 1)), (fact(FACTS[0], "а"),))
    here = draft((row(ITEMS[0], 2), row(ITEMS[1], 2)), (fact(FACTS[0], "б"),))
    brought = draft((row(ITEMS[0], 3), row(ITEMS[1], 3)))
    with pytest.raises(Unsettled) as refused:
        merged((base,), here, brought, {ITEMS[0]: Side.HERE})
    assert [one.uid for one in refused.value.clashes] == [ITEMS[1], FACTS[0]]
    choices = {ITEMS[0]: Side.HERE, ITEMS[1]: Side.BROUGHT, FACTS[0]: Side.BROUGHT}
    whole = merged((base,), here, brought, choices)
    assert [one.level for one in whole.rows] == [2, 3] and whole.facts == ()
    assert not whole.as_brought


def test_follow_up_questions_asked_in_either_file_were_asked() -> None:
    base = draft((row(ITEMS[0], 1),))
    here, brought = draft((row(ITEMS[0], 1, "", "И?"),)), draft((row(ITEMS[0], 2, "", "Как?"),))
    (one,) = merged((base,), here, brought).rows
    assert one.level == 2 and [each.text for each in one.asked] == ["И?", "Как?"]
    (bare,) = merged((), None, draft((row(ITEMS[1], None, "", "И?"),))).rows
    assert bare.asked and replace(bare, asked=()) == row(ITEMS[1], None)
