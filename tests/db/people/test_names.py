"""The names of everybody are those of the list of people, read by one statement however many there are."""

from datetime import date

from db.assessing import merging, people
from db.file.store import Store
from db.people import names, organisation
from domain.people.name import Roll
from domain.people.person import PersonKind
from tests.db import sample


def test_names_are_those_of_the_list_in_its_order(store: Store) -> None:
    unit = store.write(organisation.add_unit, "Смена А")
    boss = sample.add(store, "Громов", is_actor=True, post="начальник")
    sample.add(store, "Ёлкина", unit_id=unit, personnel_no="77", manager_id=boss)
    sample.add(store, "Ежова", left_on=date(2026, 1, 31))
    store.act_as(boss)
    double, kept = sample.candidate(store, code="C-0001"), sample.candidate(store, code="C-0002")
    store.write(merging.merge, kept, double)
    everybody = store.read(people.everybody)
    found = store.read(names.names)
    assert [one.id for one in found] == [one.id for one in everybody]
    assert double not in {one.id for one in found}
    for name, person in zip(found, everybody, strict=True):
        told = (name.code, name.kind, name.full_name, name.short_name, name.folded, name.post, name.unit)
        same = (person.code, person.kind, person.full_name, person.short_name, person.folded, person.post)
        assert told == (*same, person.unit)
        more = (name.personnel_no, name.is_actor, name.left_on)
        assert more == (person.personnel_no, person.is_actor, person.left_on)
        assert name.line == f"{person.full_name} · {person.code}"
    assert sample.count(store, names.names) == 1


def test_who_works_with_the_file_is_offered_first_as_an_assessor(store: Store) -> None:
    sample.add(store, "Андреев")
    sample.add(store, "Яшин", is_actor=True)
    sample.candidate(store, code="C-0001")
    roll = Roll(store.read(names.names))
    assert [one.surname for one in roll.assessors] == ["Яшин", "Андреев"]
    assert [one.surname for one in roll.staff] == ["Андреев", "Яшин"]
    assert {one.kind for one in roll.candidates} == {PersonKind.CANDIDATE}
    assert all(roll.by_id[one.id] is one for one in roll.everybody)
    assert [roll.everybody[at].surname for at in roll.by_number.find("яш", 5)] == ["Яшин"]
