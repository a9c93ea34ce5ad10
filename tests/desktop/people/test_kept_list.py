"""The list of people stays as it was read until something changes it, however often one comes to it."""

from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.people import form_drafts
from desktop.context import Context
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.desktop.people.hands import Show

BELOV = Person(kind=PersonKind.EMPLOYEE, surname="Belov", given="Ivan")
RANKED = "row_number() OVER"  # only the list asks for the newest case of each


def test_going_to_somebody_reads_the_card_and_not_the_list(
    show: Show, store: Store, context: Context, qtbot: QtBot
) -> None:
    first, second = (store.write(people.add, BELOV) for _one in range(2))
    screen = show()
    qtbot.waitUntil(lambda: not context.jobs.busy)  # what stands beside the list is read once, as a job
    screen.open(first)
    with sample.statements(store) as asked:
        screen.open(second)
        screen.table.go_to(1)
        screen.open()
    assert screen.person is not None
    assert asked, "the card is read"
    assert not [one for one in asked if RANKED in one]


def test_a_change_while_nobody_looks_is_read_when_one_comes_back(show: Show, context: Context) -> None:
    screen = show()
    screen.hide()
    added = context.data.write(people.add, BELOV)
    assert screen.table.count() == 1
    screen.show()
    screen.open(added)
    assert screen.table.count() == 2
    assert screen.person is not None and screen.person.id == added


def test_what_is_half_typed_is_no_change(show: Show, context: Context, store: Store) -> None:
    screen = show()
    screen.hide()
    context.data.write(form_drafts.keep, "PersonDialog", "", {"surname": "Be"})
    screen.show()
    with sample.statements(store) as asked:
        screen.open()
    assert not [one for one in asked if RANKED in one]


def test_the_next_day_it_is_read_again(show: Show, store: Store, context: Context) -> None:
    screen = show()
    object.__setattr__(context, "today", lambda: sample.TODAY.replace(year=2031))
    with sample.statements(store) as asked:
        screen.open()
    assert [one for one in asked if RANKED in one]
