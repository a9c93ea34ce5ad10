"""What people decide about each record, what they are shown for it, and what is read afterwards."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from db.assessing import people
from db.exchange.merge import merging, other_file
from db.file.store import Store
from db.framework import drafts, frameworks
from db.people import organisation, requisites, retention
from db.team import diary
from desktop.office import code_on_paper
from domain.assessing.evidence import Polarity
from domain.exchange.merging import About, Card, Conflict, Decisions, Difference, Keep, Kind, NotMerged, Why
from domain.framework.framework import EditionState
from domain.mark import Role
from domain.people.organisation import Requisites
from domain.people.retention import Retention
from domain.progress import Cancelled, Progress
from tests.db import sample
from tests.db.exchange import merged
from tests.db.framework import drafted

type Two = tuple[Path, Path]


@pytest.fixture
def two(path: Path) -> Two:
    """This file and that of a branch, parted a moment ago."""
    merged.begun(path, sample.Clock())
    return path, merged.forked(path, "филиал")


@contextmanager
def both(two: Two) -> Iterator[tuple[Store, other_file.Other]]:
    with merged.opened(two[0]) as store, other_file.opened(two[1], merged.PASSWORD, store) as other:
        yield store, other


def shown(two: Two) -> dict[str, Conflict]:
    """Return what both files have in versions of their own, by place."""
    with both(two) as (store, other):
        told = merging.preview(store.write, other, Decisions(papers=merged.PAPERS), merged.NAMED)
    return {one.place: one for one in told.conflicts}


def decided(two: Two, each: Mapping[str, Keep], keep: Keep | None = None) -> None:
    with both(two) as (store, other):
        chosen = Decisions(keep=keep, each=each, papers=merged.PAPERS)
        store.write(merging.merge, other, chosen, merged.NAMED)
    with merged.opened(two[0]) as store:
        assert store.check().problems == ()


def hire(file: Path, posts: Mapping[int, str]) -> None:
    with merged.opened(file) as store:
        for key, post in posts.items():
            store.write(people.change, replace(store.read(people.person, key), post=post))


def posts(file: Path) -> list[str]:
    with merged.opened(file) as store:
        return [store.read(people.person, key).post for key in (3, 4, 5)]


def test_of_two_versions_of_a_person_both_are_shown_with_who_changed_them(two: Two) -> None:
    for file, post in zip(two, ("слесарь", "мастер"), strict=True):
        hire(file, {3: post})
    (one,) = shown(two).values()
    assert one.differences == (Difference("post", "слесарь", "мастер"),)
    assert (one.here.who, one.there.who) == ("Соколова", "Соколова")
    assert one.here.at is not None and one.there.at is not None


def test_of_a_setting_its_fields_are_shown_and_nothing_of_a_picture(two: Two) -> None:
    for file, (days, picture) in zip(two, ((30, b"here"), (90, b"there")), strict=True):
        with merged.opened(file) as store:
            store.write(retention.keep_policy, Retention(candidate_days=days))
            store.write(requisites.keep, requisites.USUAL, Requisites(logo=picture))
    found = shown(two)
    assert found["retention"].differences == (Difference("candidate_days", "30", "90"),)
    assert found["logo"].differences == ()


def test_a_setting_that_one_file_alone_has_changed_is_not_asked_about(two: Two) -> None:
    for file, days in zip(two, (30, 90), strict=True):
        with merged.opened(file) as store:
            store.write(retention.keep_policy, Retention(candidate_days=days))
    decided(two, {one.record: Keep.HERE for one in shown(two).values()})
    assert merged.merge(two[1], two[0]).conflicts == (), "what was decided is taken over"
    with merged.opened(two[0]) as store:
        store.write(requisites.keep, requisites.USUAL, Requisites(address="Пермь", logo=b"here"))
    with merged.opened(two[1]) as store:
        store.write(organisation.keep_setting, "days_of_work", "2027-02-24 / 2027-02-23")
        store.write(retention.keep_policy, Retention(candidate_days=60))
    for here, there in (two, (two[1], two[0]), two):
        told = merged.merge(here, there)
        assert told.conflicts == ()
    for file in two:
        with merged.opened(file) as store:
            assert store.read(retention.policy).candidate_days == 60, "changed there alone since"
            assert store.read(requisites.entered)[requisites.USUAL].address == "Пермь"
            assert store.read(requisites.entered)[requisites.USUAL].logo == b"here"
            assert store.read(organisation.setting, "days_of_work") == "2027-02-24 / 2027-02-23"


def test_what_came_from_a_third_file_counts_as_changed_here(two: Two) -> None:
    third = merged.forked(two[0], "третий")
    with merged.opened(two[0]) as store:
        store.write(retention.keep_policy, Retention(candidate_days=30))
    merged.merge(two[1], two[0])
    with merged.opened(two[0]) as store:
        store.write(retention.keep_policy, Retention(candidate_days=31))
    with merged.opened(third) as store:
        store.write(retention.keep_policy, Retention(candidate_days=90))
    assert [one.place for one in shown((two[1], third)).values()] == ["retention"]
    assert merged.merge(two[1], two[0]).conflicts == (), "what it had came from there"


def test_each_file_keeps_the_word_that_its_own_recovery_code_is_on_paper(two: Two) -> None:
    for file, which in zip(two, ("here", "there"), strict=True):
        with merged.opened(file) as store:
            store.write(organisation.keep_setting, code_on_paper.SETTING, which)
    assert merged.merge(*two).conflicts == ()
    with merged.opened(two[0]) as store:
        assert store.read(organisation.setting, code_on_paper.SETTING) == "here"


def test_each_record_is_decided_by_itself(two: Two) -> None:
    hire(two[0], {3: "слесарь", 4: "слесарь"})
    hire(two[1], {3: "мастер", 4: "токарь"})
    first, second = (shown(two)[place].record for place in ("E-0003", "E-0004"))
    with pytest.raises(NotMerged) as refused:
        decided(two, {first: Keep.THERE})
    assert (refused.value.why, refused.value.n) == (Why.UNDECIDED, 1)
    decided(two, {first: Keep.THERE, second: Keep.HERE})
    assert posts(two[0])[:2] == ["мастер", "слесарь"]
    decided(two, {})
    assert posts(two[0])[:2] == ["мастер", "слесарь"], "what was decided is not asked again"
    decided((two[1], two[0]), {})
    assert posts(two[1])[:2] == ["мастер", "слесарь"], "and the other file takes it over"


def test_of_two_drafts_joined_the_marks_of_the_chosen_file_win_for_that_sheet_alone(two: Two) -> None:
    for file, level in zip(two, (1, 4), strict=True):
        with merged.opened(file) as store:
            code = sample.framework(store).items[0].code
            for case in (1, 2):
                sample.sheet(store, case, 1, said={code: level}, submit=False)
    found = shown(two)
    about = found["2026-IV E-0003 E-0001"].about
    assert about.on is not None
    assert about == About("Абрамов", "E-0003", "2026-IV", "Соколова", about.on)
    places = ("2026-IV E-0003 E-0001", "2026-IV E-0004 E-0001")
    decided(two, {found[places[0]].record: Keep.THERE, found[places[1]].record: Keep.HERE})
    with merged.opened(two[0]) as store:
        levels = store.read(
            lambda session: (
                session.connection()
                .connection.driver_connection.execute(
                    "SELECT m.level FROM mark AS m JOIN sheet AS s ON s.id = m.sheet_id ORDER BY s.case_id"
                )
                .fetchall()
            )
        )
    assert levels == [(4,), (1,)]


def test_the_assessor_sees_which_marks_of_the_own_draft_differ_and_nobody_else_does(two: Two) -> None:
    for file, level in zip(two, (1, 4), strict=True):
        with merged.opened(file) as store:
            first, second = (one.code for one in sample.framework(store).items[:2])
            sample.sheet(store, 1, 1, said={first: level}, submit=False)
            store.act_as(2)
            sample.sheet(store, 1, 2, Role.MANAGER, said={first: level, second: 3}, submit=False)
    found = shown(two)
    mine, others = (found[f"2026-IV E-0003 E-000{assessor}"] for assessor in (1, 2))
    assert mine.differences == (Difference(first, "1", "4"),)
    assert others.differences == ()
    assert (others.here.marks, others.there.marks) == (2, 2)


def test_words_about_people_are_not_shown_and_a_signed_sheet_says_only_that_it_is_signed(two: Two) -> None:
    with merged.opened(two[0]) as store:
        sample.sheet(store, 1, 1, said=1)
    with merged.opened(two[1]) as store:
        sample.sheet(store, 1, 1, said=4)
    (one,) = shown(two).values()
    assert one.fixed and one.here.signed and one.there.signed
    assert one.differences == ()
    with pytest.raises(NotMerged) as refused:
        decided(two, {one.record: Keep.THERE})
    assert refused.value.why is Why.FIXED
    decided(two, {}, Keep.HERE)


def test_cards_that_may_be_one_person_come_with_what_speaks_for_it(two: Two) -> None:
    with merged.opened(two[0]) as store:
        sample.add(store, "Громов", personnel_no="18")
        sample.add(store, "Лебедева", given="Ирина", post="мастер", hired_on=sample.TODAY)
        sample.add(store, "Лебедева", given="Ирина", patronymic="Олеговна")
    with merged.opened(two[1]) as store:
        sample.add(store, "Громова", personnel_no="18")
        sample.add(store, "Лебедева", given="ИРИНА", patronymic="Петровна", post="мастер", personnel_no="17")
    with both(two) as (store, other):
        told = merging.preview(store.write, other, Decisions(), merged.NAMED)
    married, double = told.doubles
    assert (married.here, married.there, married.by_number) == ("E-0006", "E-0006", True)
    assert not double.by_number
    assert double.ours == Card("E-0007", "Лебедева Ирина", "мастер", "", "", sample.TODAY)
    assert double.theirs == Card("E-0007", "Лебедева ИРИНА Петровна", "мастер", "", "17", None)


def test_an_edition_retired_in_the_other_file_is_read_as_retired_as_soon_as_the_files_are_one(
    two: Two,
) -> None:
    with merged.opened(two[0]) as store:
        drafted.published(store)
    two[1].unlink()
    there = merged.forked(two[0], "ещё")
    with merged.opened(there) as store:
        store.write(drafts.retire, 1, "по сроку")
    with both((two[0], there)) as (store, other):
        assert store.read(frameworks.framework, 1).state is EditionState.PUBLISHED
        store.write(merging.merge, other, Decisions(), merged.NAMED)
        assert store.read(frameworks.framework, 1).state is EditionState.RETIRED


def test_a_preview_tells_how_far_it_is_and_can_be_given_up(two: Two) -> None:
    with merged.opened(two[1]) as store:
        store.write(diary.write, 3, (1,), "видел", Polarity.FOR, sample.SEEN_ON)
    steps: list[int] = []

    def stop(done: int, _total: int) -> None:
        steps.append(done)
        if done > 5:
            raise Cancelled

    with both(two) as (store, other):
        with pytest.raises(Cancelled):
            merging.preview(store.write, other, Decisions(), merged.NAMED, Progress(stop))
        assert len(steps) > 5
        told = merging.preview(store.write, other, Decisions(), merged.NAMED)
        assert [one.new for one in told.counts if one.kind is Kind.FACTS] == [1]
