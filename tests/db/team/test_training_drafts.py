"""What people made of the proposed training stays, and shows nobody whose case is blind."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.assessing import cycles, merging, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.people import organisation
from db.team import training_drafts
from domain.assessing.case import CycleKind
from domain.errors import Impossible, Unknown
from domain.mark import Role
from domain.team.training import DraftGroup, DraftPair, TrainingDraft
from domain.team.training_terms import Terms
from tests.db import sample


class Team:
    """Громов has rated three people; Соколова is still out with Ким."""

    def __init__(self, store: Store) -> None:
        self.boss, self.hr = (sample.add(store, name, is_actor=True) for name in ("Громов", "Соколова"))
        self.vera, self.artem, self.kim = (sample.add(store, name) for name in ("Алёшина", "Белов", "Ким"))
        self.cycle = sample.cycle(store, CycleKind.QUARTERLY, starts_on=date(2026, 10, 1))
        for person in (self.vera, self.artem, self.kim):
            case = sample.case(store, person, self.cycle)
            store.act_as(self.boss)
            sample.sheet(store, case, self.boss, Role.MANAGER, {"K01": 1})
            if person == self.kim:
                store.act_as(self.hr)
                self.hers = sample.sheet(store, case, self.hr, Role.HR, {"K01": 1}, submit=False)
        store.act_as(self.boss)
        self.draft = TrainingDraft(
            (DraftGroup(1, ("K01",), (self.vera, self.kim)), DraftGroup(2, ("K02", "K03"), (self.kim,))),
            (DraftPair("K01", self.artem, self.vera), DraftPair("K02", self.artem, self.kim)),
        )


@pytest.fixture
def team(store: Store) -> Team:
    return Team(store)


def seen(store: Store, team: Team, unit: int | None = None) -> TrainingDraft | None:
    return store.read(training_drafts.kept, team.cycle, team.boss, unit)


def test_nothing_is_kept_until_somebody_changes_the_proposal(store: Store, team: Team) -> None:
    assert seen(store, team) is None


def test_whose_case_is_blind_is_in_no_group_that_is_shown_and_stays_in_the_file(
    store: Store, team: Team
) -> None:
    store.write(training_drafts.keep, team.cycle, team.draft)
    shown = seen(store, team)
    assert shown == TrainingDraft(
        (DraftGroup(1, ("K01",), (team.vera,)),), (DraftPair("K01", team.artem, team.vera),)
    )
    assert shown is not None
    store.write(training_drafts.keep, team.cycle, shown.with_person(1, team.artem))
    store.act_as(team.hr)
    store.write(sheets.submit, team.hers)
    assert seen(store, team) == TrainingDraft(
        (
            DraftGroup(1, ("K01",), (team.vera, team.artem, team.kim)),
            DraftGroup(2, ("K02", "K03"), (team.kim,)),
        ),
        team.draft.pairs,
    )


def test_a_unit_has_a_draft_of_its_own(store: Store, team: Team) -> None:
    unit = store.write(organisation.add_unit, "Смена А")
    empty = TrainingDraft((), ())
    store.write(training_drafts.keep, team.cycle, empty, unit)
    assert seen(store, team) is None
    assert seen(store, team, unit) == empty


def test_a_dropped_draft_gives_way_to_the_proposal(store: Store, team: Team) -> None:
    store.write(training_drafts.keep, team.cycle, team.draft)
    store.write(training_drafts.drop, team.cycle)
    assert seen(store, team) is None
    assert sample.last_event(store).act == "drop"
    store.write(training_drafts.drop, team.cycle)


def test_a_merged_person_stands_there_as_who_they_are_now(store: Store, team: Team) -> None:
    other = sample.add(store, "Алёшина-Белова")
    store.write(training_drafts.keep, team.cycle, team.draft)
    store.write(merging.merge, other, team.vera)
    shown = seen(store, team)
    assert shown is not None
    assert shown.groups[0].people in ((other,), (team.vera,))
    known = {one.id for one in store.read(people.everybody)}
    assert set(shown.groups[0].people) <= known


def test_only_a_cycle_and_a_unit_that_exist_have_one(store: Store, team: Team) -> None:
    with pytest.raises(Unknown):
        store.write(training_drafts.keep, 99, team.draft)
    with pytest.raises(Unknown):
        store.write(training_drafts.keep, team.cycle, team.draft, 99)
    assert store.read(cycles.cycle, team.cycle).id == team.cycle


TERMS = Terms(
    starts_on=date(2027, 1, 12),
    ends_on=date(2027, 1, 16),
    trainer="Учебный центр «Пример»",
    cost=12_000,
    hours=8,
    off_line=0,
    share=Fraction(1, 40),
    indicator="Ошибок не больше 2 %",
)


def test_the_terms_of_a_group_stay_whole_and_those_of_others_unknown(store: Store, team: Team) -> None:
    store.write(training_drafts.keep, team.cycle, team.draft.with_terms(1, TERMS))
    shown = seen(store, team)
    assert shown is not None
    assert shown.groups[0].terms == TERMS
    store.act_as(team.hr)
    store.write(sheets.submit, team.hers)
    whole = seen(store, team)
    assert whole is not None
    assert [one.terms for one in whole.groups] == [TERMS, Terms()]
    row = Terms(starts_on=date(2027, 1, 12))
    store.write(training_drafts.keep, team.cycle, whole.with_terms(1, row))
    again = seen(store, team)
    assert again is not None and again.groups[0].terms == row


def test_terms_of_a_group_nobody_is_shown_of_are_not_lost(store: Store, team: Team) -> None:
    store.write(training_drafts.keep, team.cycle, team.draft.with_terms(2, TERMS))
    shown = seen(store, team)
    assert shown is not None and [one.number for one in shown.groups] == [1]
    store.write(training_drafts.keep, team.cycle, shown.with_terms(1, Terms(cost=1)))
    store.act_as(team.hr)
    store.write(sheets.submit, team.hers)
    whole = seen(store, team)
    assert whole is not None
    assert [one.terms.cost for one in whole.groups] == [1, 12_000]


def test_terms_that_cannot_be_are_refused_and_the_draft_stays(store: Store, team: Team) -> None:
    store.write(training_drafts.keep, team.cycle, team.draft.with_terms(1, TERMS))
    wrong = replace(TERMS, ends_on=date(2027, 1, 11))
    with pytest.raises(Impossible) as refused:
        store.write(training_drafts.keep, team.cycle, team.draft.with_terms(1, wrong))
    assert refused.value.field == "ends_on"
    shown = seen(store, team)
    assert shown is not None and shown.groups[0].terms == TERMS
