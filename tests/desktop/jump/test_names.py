"""Whoever offers people takes their names from one place, which knows of each change."""

from dataclasses import replace
from threading import Event

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.assessing import people
from db.file.store import Store
from db.people import organisation
from desktop.context import Context
from desktop.frame.workspace import Workspace
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.desktop.conftest import PASSWORD

BELOV = Person(kind=PersonKind.EMPLOYEE, surname="Belov", given="Ivan")


def surnames(context: Context) -> list[str]:
    return [one.surname for one in context.names.roll.everybody]


def test_they_are_read_once_for_all_who_ask(context: Context, store: Store) -> None:
    with sample.statements(store) as asked:
        assert surnames(context) == ["Sokolova"]
        assert surnames(context) == ["Sokolova"]
    assert len([one for one in asked if "FROM person" in one]) == 1


def test_a_change_of_a_person_or_a_unit_is_known_at_once(context: Context, store: Store) -> None:
    assert surnames(context) == ["Sokolova"]
    added = context.data.write(people.add, BELOV)
    assert surnames(context) == ["Belov", "Sokolova"]
    unit = context.data.write(organisation.add_unit, "Shift A")
    person = replace(store.read(people.person, added), surname="Zotov", unit_id=unit)
    context.data.write(people.change, person)
    assert surnames(context) == ["Sokolova", "Zotov"]
    assert context.names.roll.by_id[added].unit == "Shift A"


def test_what_was_read_beside_is_taken(context: Context, store: Store, qtbot: QtBot) -> None:
    context.names.read()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    with sample.statements(store) as asked:
        assert surnames(context) == ["Sokolova"]
    assert not asked


def test_a_reading_that_a_change_overtook_is_of_no_use(context: Context, qtbot: QtBot) -> None:
    context.names.read()  # its end is told only when the loop runs
    context.data.write(people.add, BELOV)
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert surnames(context) == ["Belov", "Sokolova"]


def test_after_a_change_they_are_read_beside_again(context: Context, store: Store, qtbot: QtBot) -> None:
    context.names.read()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    context.data.write(people.add, BELOV)
    qtbot.waitUntil(lambda: not context.jobs.busy)
    with sample.statements(store) as asked:
        assert surnames(context) == ["Belov", "Sokolova"]
    assert not asked


def test_many_changes_are_read_once_more_and_not_once_each(
    context: Context, store: Store, qtbot: QtBot
) -> None:
    context.names.read()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    with sample.statements(store) as asked:
        for number in range(6):
            context.data.write(organisation.add_unit, f"Shift {number}")
        qtbot.waitUntil(lambda: not context.jobs.busy)
        assert surnames(context) == ["Sokolova"]
    assert 1 <= len([one for one in asked if "FROM person" in one]) <= 2, "the first had begun"


def test_a_screen_that_reads_again_at_a_change_has_the_names_of_now(context: Context, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    Workspace(context, window)
    heard: list[list[str]] = []

    def listen(_tables: frozenset[str]) -> None:
        heard.append(surnames(context))

    context.data.changed.connect(listen)
    context.data.write(people.add, BELOV)
    context.data.write(people.add, replace(BELOV, surname="Zotov"))
    assert heard[-1] == ["Belov", "Sokolova", "Zotov"]


def test_what_another_window_wrote_is_known_when_it_is_told_of(context: Context, store: Store) -> None:
    assert surnames(context) == ["Sokolova"]
    context.data.look_for_news()
    other = Store.open(store.path, PASSWORD)
    other.write(people.add, BELOV)
    other.close()
    context.data.look_for_news()
    assert surnames(context) == ["Belov", "Sokolova"]


def test_a_window_made_anew_has_the_names_of_the_file_and_reads_none(
    context: Context, store: Store, qtbot: QtBot
) -> None:
    context.names.read()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    with sample.statements(store) as asked:
        replace(context).names.read()  # as each new window does
        qtbot.waitUntil(lambda: not context.jobs.busy)
    assert not asked
    assert replace(context).names is context.names


def test_a_reading_that_the_closing_of_the_file_overtook_does_not_open_it_again(
    context: Context, store: Store, qtbot: QtBot
) -> None:
    closed = Event()
    context.jobs.run(lambda _progress: closed.wait(60), lambda _done: None, "")
    context.names.read()  # waits for the job before
    context.data.close()
    closed.set()
    qtbot.waitUntil(lambda: not context.jobs.busy)
    assert [one.name for one in store.path.parent.iterdir() if one.name.endswith(("-wal", "-shm"))] == []
