"""What somebody has submitted is found again: the own sheets, in the last version, and nobody else's."""

from db.assessing.sheet import sheets
from db.file.store import Store
from db.home.own_sheets import MOST, own_sheets
from domain.assessing.case import CycleKind
from domain.mark import Role
from tests.db import sample


def test_the_own_sheets_are_found_in_their_last_submitted_version(store: Store) -> None:
    me, other = (sample.add(store, name, is_actor=True) for name in ("Громов", "Орлов"))
    first, second = (sample.candidate(store, name) for name in ("Лебедева", "Тарасов"))
    cases = [sample.case(store, one) for one in (first, second)]
    store.act_as(other)
    sample.sheet(store, cases[0], other, Role.HR, 2)
    store.act_as(me)
    old = sample.sheet(store, cases[0], me, Role.EXPERT, 3)
    draft = sample.sheet(store, cases[1], me, Role.EXPERT, 3, submit=False)
    assert [one.sheet_id for one in store.read(own_sheets, me).newest] == [old]
    correction = store.write(sheets.revise, old, "опечатка")
    assert [one.sheet_id for one in store.read(own_sheets, me).newest] == [old], "as long as it is a draft"
    store.write(sheets.submit, correction)
    store.write(sheets.submit, draft)
    seen = store.read(own_sheets, me)
    assert [one.sheet_id for one in seen.newest] == [draft, correction] and seen.total == 2
    assert [one.name for one in seen.newest] == ["Тарасов", "Лебедева"]
    assert {one.cycle_kind for one in seen.newest} == {CycleKind.HIRING}
    assert store.read(own_sheets, other).total == 1


def test_of_many_the_last_ones_are_named_and_all_are_counted(store: Store) -> None:
    me = sample.add(store, "Громов", is_actor=True)
    store.act_as(me)
    made = [
        sample.sheet(store, sample.case(store, sample.candidate(store, f"Иванов{n}")), me, Role.EXPERT, 3)
        for n in range(MOST + 1)
    ]
    seen = store.read(own_sheets, me)
    assert seen.total == MOST + 1
    assert [one.sheet_id for one in seen.newest] == made[:0:-1]


def test_one_statement_whatever_there_is(store: Store) -> None:
    me = sample.add(store, "Громов", is_actor=True)
    assert store.read(own_sheets, me).newest == ()
    assert sample.count(store, own_sheets, me) == 1
