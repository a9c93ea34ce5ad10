"""A long list of people shows the first of them at once, everybody soon after, and loses nobody."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from db.assessing import merging, people
from db.file.store import Store
from db.people import person_rows
from desktop.people.model import LEFT, line_of
from desktop.people.screen import PeopleScreen
from domain.people.person import Person, PersonKind
from domain.people.twins import ByName
from tests.db import sample
from tests.desktop.conftest import TODAY
from tests.desktop.people.hands import Show, add, names

FIRST = 3
KINDS = (PersonKind.EXTERNAL, PersonKind.EMPLOYEE, PersonKind.CANDIDATE)
SURNAMES = ("Яшин", "Белов", "Ёжов", "Белова", "Ежов", "Абрамов", "Белов", "Юдин", "Громов", "Белов")


def fill(store: Store) -> list[int]:
    given = ("Артём", "Анна", "А.", "")
    return add(
        store,
        *(
            Person(
                surname=surname,
                given=given[number % 4],
                kind=KINDS[number % 3],
                left_on={4: TODAY, 5: TODAY + timedelta(days=30), 7: TODAY - timedelta(days=9)}.get(number),
            )
            for number, surname in enumerate(SURNAMES)
        ),
    )


def first_only(screen: PeopleScreen, person_id: int | None = None) -> None:
    """Read the list anew, as if there were too many people for one page."""
    screen.pane.reading.at_once = FIRST
    screen._read(person_id)


def everybody_there(screen: PeopleScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen._context.jobs.busy)


def segments(screen: PeopleScreen) -> list[str]:
    return [one.text() for one in screen.segments.findChildren(QAbstractButton)]


@pytest.mark.parametrize("most", range(1, 12))
def test_the_first_people_and_counts_are_those_of_a_plain_list(store: Store, most: int) -> None:
    ids = fill(store)
    whole = store.read(people.people, None)
    groups = (*PersonKind, LEFT)
    lines = [line_of(row, TODAY) for row in whole]
    plain = [line.row for group in groups for line in lines if line.of(group)]
    found = store.read(people.page, None, TODAY, most)
    assert set(found.rows) == set(plain[:most]) and found.total == len(plain)
    assert found.is_whole is (most >= len(plain))
    assert {kind or LEFT: count for kind, count in found.counts.items()} == {
        group: sum(line.of(group) for line in lines) for group in groups
    }
    one = store.read(people.page, None, TODAY, most, ids[0])
    assert set(one.rows) == {*plain[:most], *(row for row in plain if row.person.id == ids[0])}


def test_the_first_people_and_counts_are_read_from_an_index_of_them(store: Store) -> None:
    double, *_others, kept = fill(store)
    before = store.read(people.page, None, TODAY, FIRST).total
    store.write(merging.merge, kept, double)
    with sample.statements(store) as statements:
        found = store.read(people.page, None, TODAY, FIRST)
    assert len(found.rows) == FIRST and found.total == before - 1
    asked = [one for one in statements if "left_on" in one and "surname" not in one and "sheet" not in one]
    steps = sample.steps(store, asked)
    assert len(asked) == 2 and not [
        one for one in steps if "SCAN person" in one and "ix_person_listed" not in one
    ]


def test_namesakes_are_those_found_among_everybody(store: Store) -> None:
    fill(store)
    everybody = store.read(people.everybody)
    plain = ByName((one.id, one) for one in everybody)
    for one in everybody:
        expected = [other for other in plain.of(one).values() if other.id != one.id]
        assert list(store.read(person_rows.namesakes, one)) == expected
    assert any(store.read(person_rows.namesakes, one) for one in everybody)


def test_the_first_people_come_at_once_and_then_everybody(show: Show, store: Store, qtbot: QtBot) -> None:
    fill(store)
    screen = show()
    everybody_there(screen, qtbot)
    whole, told = names(screen), segments(screen)
    screen.table.show_lines(())
    first_only(screen)
    assert names(screen) == whole[:FIRST] and segments(screen) == told
    person = screen.person
    everybody_there(screen, qtbot)
    assert names(screen) == whole and segments(screen) == told
    assert screen.person == person and screen.table.currentIndex().row() == 1


def test_a_search_waits_for_everybody_and_never_finds_only_some(
    show: Show, store: Store, qtbot: QtBot
) -> None:
    fill(store)
    screen = show()
    everybody_there(screen, qtbot)
    whole = names(screen)
    screen.search.setText("белов")
    found = names(screen)
    assert 1 < len(found) < len(whole)
    screen.search.clear()
    screen.table.show_lines(())
    first_only(screen)
    screen.search.setText("белов")
    assert names(screen) == whole[:FIRST]
    everybody_there(screen, qtbot)
    assert names(screen) == found
    assert screen.person is not None and screen.person.surname.startswith("Белов")


def test_somebody_beyond_the_first_people_is_gone_to_at_once(show: Show, store: Store, qtbot: QtBot) -> None:
    ids = fill(store)
    screen = show()
    everybody_there(screen, qtbot)
    whole = names(screen)
    for wanted in ids:
        screen.table.show_lines(())
        first_only(screen)
        screen.open(wanted)
        assert screen.person is not None and screen.person.id == wanted
        everybody_there(screen, qtbot)
        assert screen.person.id == wanted == screen.table.current_key
        assert names(screen) == whole


def test_after_a_change_everybody_stays_in_sight_and_what_is_current_is_new_at_once(
    show: Show, store: Store, qtbot: QtBot
) -> None:
    ids = fill(store)
    screen = show()
    screen.pane.reading.at_once = FIRST
    screen.open(ids[0])
    everybody_there(screen, qtbot)
    whole = names(screen)
    store.write(people.change, replace(store.read(people.person, ids[0]), post="диспетчер"))
    store.write(people.dismiss, ids[4], date(2026, 11, 20), "")
    screen.open(ids[0])
    assert sorted(names(screen)) == sorted(whole), "nobody has gone, so nobody leaves the list meanwhile"
    line = screen.table.current_line
    assert line is not None and line.person.post == "диспетчер"
    everybody_there(screen, qtbot)
    assert screen.table.current_key == ids[0] and sorted(names(screen)) == sorted(whole)
    (added,) = add(store, Person(surname="Ильин", kind=PersonKind.EMPLOYEE))
    screen.open(added)
    assert len(names(screen)) == len(whole) + 1 and screen.table.current_key == added
    everybody_there(screen, qtbot)
    assert len(names(screen)) == len(whole) + 1 and screen.table.current_key == added
    store.write(merging.merge, ids[1], ids[3])
    screen.open(ids[1])
    assert not screen.table.holds(ids[3]), "of those as they were, one is no more"
    everybody_there(screen, qtbot)
    assert len(names(screen)) == len(whole) and screen.table.current_key == ids[1]


def test_in_another_order_the_first_of_everybody_is_shown_unless_somebody_was_chosen(
    show: Show, store: Store, qtbot: QtBot
) -> None:
    fill(store)
    screen = show()
    everybody_there(screen, qtbot)
    screen.table.columns.choose(0)
    whole = names(screen)
    screen.table.stand_on(None)
    screen.table.show_lines(())
    first_only(screen)
    everybody_there(screen, qtbot)
    assert names(screen) == whole
    assert screen.person is not None and screen.person.full_name == whole[0]
