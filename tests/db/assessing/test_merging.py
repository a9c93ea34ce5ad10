"""Two cards of one person: merged by a person alone, and never against what was signed or is being done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.assessing import cases, merging, people, rosters
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns
from domain.assessing.evidence import Polarity
from domain.errors import Impossible, Unknown
from domain.mark import Role
from domain.people.person import Education, Person, PersonKind
from domain.people.twins import CannotMerge, Hindrance
from tests.db import sample

ON = sample.SEEN_ON


def two(store: Store) -> tuple[int, int]:
    """Add an employee, and the candidate that she was before."""
    kept = sample.add(store, "Лебедева", given="Ирина", personnel_no="0042", post="менеджер")
    double = sample.candidate(
        store, "Лебедева", given="Ирина", patronymic="Олеговна", contact="+7", basis="согласие",
        education=(Education("higher", "ДВС 1"),),
    )  # fmt: skip
    return kept, double


def hindrances(store: Store, kept: int, double: int) -> list[Hindrance]:
    return [one.why for one in store.read(merging.preview, kept, double).conflicts]


def test_those_of_a_like_name_are_offered_first(store: Store) -> None:
    kept, double = two(store)
    sample.add(store, "Абрамов")
    offered = store.read(merging.doubles, kept)
    assert (offered[0].id, len(offered)) == (double, 2)


def test_what_is_empty_is_filled_and_everything_moves(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    kept, double = two(store)
    led = sample.add(store, "Ёлкин", manager_id=double)
    case = sample.case(store, double)
    sheet = sample.sheet(store, case, me, said=3, submit=False)
    store.write(evidence.note, double, [1], "рядом с листом", Polarity.FOR, ON, sheet_id=sheet)
    store.write(sheets.submit, sheet)
    store.write(evidence.note, double, [1], "заметка", Polarity.FOR, ON)
    told = store.read(merging.preview, kept, double)
    assert (told.cases, told.plans, told.notes, told.signed, told.conflicts) == (1, 0, 2, 0, ())
    store.write(merging.merge, kept, double)
    found = store.read(people.card, kept, me, sample.TODAY)
    assert found.person == told.after
    assert (found.person.patronymic, found.person.contact) == ("Олеговна", "+7")
    assert (found.person.personnel_no, found.person.kind) == ("0042", PersonKind.EMPLOYEE)
    assert found.person.education == (Education("higher", "ДВС 1"),)
    assert [line.case_id for line in found.cases] == [case]
    assert {one.text for one in store.read(evidence.of_person, kept, me)} == {"рядом с листом", "заметка"}
    assert store.read(people.person, led).manager_id == kept
    assert double not in [one.person.id for one in store.read(people.people, me)]
    assert store.read(cases.result, case, me, sample.TODAY).person.id == kept
    event = sample.last_event(store)
    assert (event.act, event.subject_id, event.data["codes"]) == ("merge", kept, ["E-0002", "C-0001"])
    assert store.checkup() == ()


def test_the_double_is_still_found_by_its_code_and_number_in_a_list(store: Store) -> None:
    kept, double = two(store)
    store.write(people.change, replace(store.read(people.person, double), personnel_no="0777"))
    store.write(merging.merge, kept, double)
    assert store.read(rosters.known).merged == {"0777": kept, "C-0001": kept}


def test_the_history_keeps_the_other_card_and_when_it_went(store: Store) -> None:
    kept, double = two(store)
    third = sample.add(store, "Лебедева", given="И.")
    store.write(merging.merge, double, third)
    store.write(merging.merge, kept, double)
    merges = store.read(people.card, kept, None, sample.TODAY).traces.merges
    assert {(one.name, one.code) for one in merges} == {
        ("Лебедева Ирина Олеговна", "C-0001"),
        ("Лебедева И.", "E-0002"),
    }
    assert all(one.at.tzinfo is not None for one in merges)


def test_a_number_goes_over_where_there_was_none(store: Store) -> None:
    kept = sample.add(store, "Громов")
    double = sample.add(store, "Громов", personnel_no="0100")
    store.write(merging.merge, kept, double)
    assert store.read(people.person, kept).personnel_no == "0100"


def test_the_basis_is_the_whole_paper_of_one_card(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    kept = sample.add(store, "Лебедева", basis="договор", basis_on=date(2026, 2, 1))
    double = sample.candidate(
        store, "Лебедева", basis="согласие", basis_on=date(2026, 1, 1), basis_until=date(2027, 1, 1)
    )
    store.write(merging.merge, kept, double)
    card = store.read(people.card, kept, me, sample.TODAY)
    found = card.person
    assert (found.basis, found.basis_on, found.basis_until) == ("договор", date(2026, 2, 1), None)
    assert [one.text for one in card.papers] == ["договор", "согласие"], "what is in force, then the others"


THEN: dict[str, Any] = {"hired_on": date(2020, 2, 3), "left_on": date(2024, 5, 31), "left_reason": "переезд"}


@pytest.mark.parametrize("first", [True, False], ids=["the newer card stays", "the older card stays"])
def test_who_came_back_works_here_whichever_card_stays(store: Store, first: bool) -> None:
    """A card of a former employment never dismisses somebody, nor does its day hinder the merge."""
    hired = date(2026, 2, 2)
    before, again = sample.add(store, "Лебедева", **THEN), sample.add(store, "Лебедева", hired_on=hired)
    kept, double = (again, before) if first else (before, again)
    store.write(merging.merge, kept, double)
    found = store.read(people.person, kept)
    assert (found.hired_on, found.left_on, found.left_reason) == (hired, None, "")


def test_a_dismissal_is_the_whole_of_one_card(store: Store) -> None:
    kept = sample.add(store, "Лебедева", left_on=date(2026, 11, 20))
    store.write(merging.merge, kept, sample.add(store, "Лебедева", **THEN))
    found = store.read(people.person, kept)
    assert (found.hired_on, found.left_on, found.left_reason) == (None, date(2026, 11, 20), "")
    told: dict[str, Any] = {**THEN, "left_on": found.left_on}
    same = sample.add(store, "Лебедева", **told)
    store.write(merging.merge, kept, same)
    found = store.read(people.person, kept)
    assert (found.hired_on, found.left_reason) == (THEN["hired_on"], "переезд"), "of one employment"


@pytest.mark.parametrize("add", [sample.candidate, sample.add])
def test_a_dismissal_that_only_one_card_knows_of_is_kept(store: Store, add: Callable[..., int]) -> None:
    kept = add(store, "Лебедева")
    store.write(merging.merge, kept, sample.add(store, "Лебедева", **THEN))
    found = store.read(people.person, kept)
    assert {name: getattr(found, name) for name in THEN} == THEN


def test_cards_of_old_files_are_merged_with_a_basis_that_has_no_day(store: Store) -> None:
    kept = sample.add(store, "Лебедева")
    double = sample.candidate(store, "Лебедева", basis="согласие", basis_until=date(2027, 1, 1))
    store.write(merging.merge, kept, double)
    found = store.read(people.person, kept)
    assert (found.basis, found.basis_until) == ("согласие", date(2027, 1, 1))
    (paper,) = store.read(people.card, kept, None, sample.TODAY).papers
    assert paper.text == "согласие"


def test_who_was_merged_before_follows(store: Store) -> None:
    first, second, third = (sample.add(store, "Громов") for _time in range(3))
    store.write(merging.merge, second, third)
    store.write(merging.merge, first, second)
    assert store.read(rosters.known).merged == {"E-0002": first, "E-0003": first}


def test_a_case_of_both_in_one_cycle_hinders_and_nothing_is_changed(store: Store) -> None:
    kept, double = two(store)
    cycle = sample.cycle(store)
    sample.case(store, kept, cycle)
    sample.case(store, double, cycle)
    with pytest.raises(CannotMerge) as caught:
        store.write(merging.merge, kept, double)
    assert [(one.why, one.cycles) for one in caught.value.conflicts] == [
        (Hindrance.SAME_CYCLE, ("2026-H-001",))
    ]
    assert store.read(people.person, double).contact == "+7"


def test_who_is_at_work_or_owes_a_sheet_stays(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    other = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    assert hindrances(store, other, me) == [Hindrance.AT_WORK]
    store.act_as(other)
    cycle = sample.campaign(store, (me, Role.HR))
    assert hindrances(store, other, me) == [Hindrance.ASSESSES]
    person = sample.candidate(store)
    store.write(campaigns.invite, cycle, person)
    assert hindrances(store, me, person) == [Hindrance.SELF]
    assert hindrances(store, other, person) == []


def test_a_manager_is_not_merged_with_who_is_led(store: Store) -> None:
    boss = sample.add(store, "Громов")
    led = sample.add(store, "Громов", manager_id=boss)
    assert hindrances(store, boss, led) == hindrances(store, led, boss) == [Hindrance.MANAGES]


def test_nobody_is_merged_with_themselves_or_twice(store: Store) -> None:
    kept, double = two(store)
    with pytest.raises(Impossible):
        store.read(merging.preview, kept, kept)
    store.write(merging.merge, kept, double)
    for pair in ((kept, double), (double, kept), (kept, 999)):
        with pytest.raises(Unknown):
            store.read(merging.preview, *pair)


def test_a_day_and_a_name_are_those_of_who_stays(store: Store) -> None:
    kept = store.write(people.add, Person(surname="Громов", post="мастер", hired_on=date(2020, 1, 1)))
    double = store.write(people.add, Person(surname="Громова", post="оператор", hired_on=date(2021, 1, 1)))
    after = store.read(merging.preview, kept, double).after
    assert (after.surname, after.post, after.hired_on) == ("Громов", "мастер", date(2020, 1, 1))
