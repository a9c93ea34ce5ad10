"""A list of people becomes people: all rows or none, in one act, quickly."""

from typing import Any

import pytest

from db.assessing import people, rosters
from db.file.store import Store
from db.models.types import today
from db.people import basis, organisation
from domain.errors import Unknown
from domain.people.person import Person, PersonKind
from domain.people.purpose import Ground, Purpose
from domain.people.roster import LEAVE_OUT, Decision, Fate, Field, Moved, NotReady, Roster, RosterRow
from domain.progress import Cancelled, Progress
from reports.words.people import phrases_roster
from resources.i18n import words
from tests.db import sample


def row(number: int, *, unit: str = "", manager: str = "", **fields: Any) -> RosterRow:
    told: dict[str, Any] = {"kind": PersonKind.EMPLOYEE} | fields
    person = Person(**told)
    return RosterRow(number, person, frozenset(Field(name) for name in fields), unit, manager)


def prepared(store: Store, *rows: RosterRow, **decisions: Decision) -> Roster:
    return store.read(rosters.prepared, rows, {int(key[1:]): one for key, one in decisions.items()})


def load(store: Store, roster: Roster, columns: str = "") -> tuple[int, ...]:
    return store.write(rosters.load, roster, columns, Progress())


def names(store: Store) -> list[str]:
    return [one.person.surname for one in store.read(people.people, None)]


def test_new_and_known_people_are_written_in_one_act(store: Store) -> None:
    anna = sample.add(store, "Соколова", personnel_no="0042", post="оператор", given="Анна")
    roster = prepared(
        store,
        row(2, surname="Громов", given="Пётр", personnel_no="0100", unit="Смена 1", manager="0042"),
        row(3, surname="Ёлкина", given="Вера", unit="смена 1", manager="0100"),
        row(4, surname="Соколова", personnel_no="0042", post="мастер"),
    )
    ids = load(store, roster, '{"таб": "personnel_no"}')
    found = [store.read(people.person, one) for one in ids]
    assert [one.code for one in found] == ["E-0002", "E-0003", "E-0001"]
    assert [one.unit for one in found] == ["Смена 1", "Смена 1", ""]
    assert [one.manager_id for one in found] == [anna, ids[0], None]
    assert (ids[2], found[2].post, found[2].given) == (anna, "мастер", "Анна")
    assert found[1].folded.startswith("елкина вера")
    assert store.read(organisation.setting, rosters.COLUMNS) == '{"таб": "personnel_no"}'
    event = sample.last_event(store)
    assert (event.act, event.data["added"], event.data["changed"]) == ("load", list(ids[:2]), [anna])
    assert store.checkup() == ()
    again = prepared(store, *(entry.row for entry in roster.entries), n3=Decision(person_id=ids[1]))
    assert {entry.fate for entry in again.entries} == {Fate.SAME}


def test_consents_come_in_with_the_list_and_a_withdrawn_one_stays_withdrawn(store: Store) -> None:
    on = store.read(today)
    hers: dict[str, Any] = {"basis": "согласие № 17", "basis_on": on, "ground": Ground.CONSENT}
    (her,) = load(
        store,
        prepared(
            store, row(2, surname="Лебедева", kind=PersonKind.CANDIDATE, purpose=Purpose.RESERVE, **hers)
        ),
    )
    found = store.read(people.person, her)
    assert (found.purpose, found.ground, found.basis) == (Purpose.RESERVE, Ground.CONSENT, "согласие № 17")
    (paper,) = store.read(basis.of_person, her)
    assert (paper.purpose, paper.ground, paper.text) == (Purpose.RESERVE, Ground.CONSENT, "согласие № 17")
    store.write(basis.withdraw, her, on)
    again = prepared(store, row(2, code=found.code, **hers), row(3, surname="Громов"))
    assert again.entries[0].fate is Fate.SAME
    load(store, again)
    assert store.read(people.person, her).withdrawn_on == on, "the same document is no new consent"
    wider = prepared(store, row(2, code=found.code, purpose=Purpose.CANDIDATE))
    (change,) = wider.entries[0].changes
    assert phrases_roster.change(change, words("ru")) == "Цель обработки: кадровый резерв → подбор кандидата"
    assert store.checkup() == ()


def test_managers_by_name_are_joined_also_to_a_row_of_the_same_list(store: Store) -> None:
    boss = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич", personnel_no="0007")
    roster = prepared(
        store,
        row(2, surname="Ким", given="Ева", personnel_no="5", manager="Громов Максим Сергеевич"),
        row(3, surname="Орлов", given="Пётр", personnel_no="6", manager="Белова Анна"),
        row(4, surname="Белова", given="Анна", personnel_no="7"),
    )
    ids = load(store, roster)
    found = [store.read(people.person, one).manager_id for one in ids]
    assert found == [boss, ids[2], None]


def test_nothing_is_written_while_a_row_is_wrong_or_open(store: Store) -> None:
    sample.add(store, "Соколова")
    before = names(store)
    bad, open_ = row(3, surname="Х", manager="nobody"), row(4, surname="Соколова")
    with pytest.raises(NotReady) as caught:
        load(store, prepared(store, row(2, surname="Громов"), bad, open_))
    assert caught.value.rows == (3, 4)
    assert names(store) == before
    load(store, prepared(store, row(2, surname="Громов"), bad, open_, n3=LEAVE_OUT, n4=LEAVE_OUT))
    assert names(store) == ["Громов", *before]


def test_what_was_agreed_to_is_what_is_done(store: Store) -> None:
    roster = prepared(store, row(2, surname="Громов", given="Пётр"))
    sample.add(store, "Громов", given="Пётр")
    with pytest.raises(Moved):
        load(store, roster)
    assert names(store) == ["Громов"]


def test_a_stop_in_the_middle_leaves_nothing(store: Store) -> None:
    roster = prepared(store, *(row(n, surname=f"Тестов {n}", unit=f"Смена {n}") for n in range(2, 400)))
    progress = Progress(lambda done, _total: progress.cancel() if done >= 200 else None)
    with pytest.raises(Cancelled):
        store.write(rosters.load, roster, "", progress)
    assert names(store) == []
    assert store.read(organisation.units) == ()


def test_two_thousand_people_are_loaded_whole(store: Store) -> None:
    rows = tuple(
        row(n, surname="Тестов", given=f"Иван{n}", personnel_no=f"{n:05}", unit=f"Смена {n % 20}",
            manager="" if n < 20 else f"{n // 10:05}")
        for n in range(2, 2002)
    )  # fmt: skip
    ids = load(store, prepared(store, *rows))
    assert len(ids) == 2000


def test_the_people_are_known_by_a_fixed_number_of_statements(store: Store) -> None:
    sample.add(store, "Соколова")
    few = sample.count(store, rosters.known)
    for number in range(5):
        sample.add(store, f"Тестов {number}")
    assert sample.count(store, rosters.known) == few == 3


def test_codes_go_on_from_the_highest_one(store: Store) -> None:
    sample.add(store, "Соколова", code="E-0900")
    ids = load(store, prepared(store, row(2, surname="А"), row(3, surname="Б", kind=PersonKind.CANDIDATE)))
    assert [store.read(people.person, one).code for one in ids] == ["E-0901", "C-0001"]
    with pytest.raises(Unknown):
        store.read(people.by_code, "E-0902")
