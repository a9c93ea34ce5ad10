"""The diary of somebody who works with a file of a few people."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from db.framework import frameworks
from db.team import diary
from desktop.team.diary.screen import DiaryScreen
from domain.assessing.evidence import Polarity
from domain.people.person import Person, PersonKind
from tests.desktop.conftest import PASSWORD
from tests.desktop.desk import Stage

NOTES = (
    ("Орлова", "K27", Polarity.FOR, date(2026, 11, 20), "Разобрала жалобу до причины"),
    ("Орлова", "S03", Polarity.AGAINST, date(2026, 10, 6), "Очередь стояла сорок минут"),
    ("Семёнов", "S03", Polarity.NEUTRAL, date(2026, 8, 3), "Перенёс перерывы смены"),
    ("Семёнов", "K11", Polarity.FOR, date(2025, 3, 3), "Провёл инструктаж по охране труда"),
)


@pytest.fixture
def me(store: Store) -> Person:
    """Sokolova, not the manager of the team."""
    return store.read(people.actors)[0]


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store.open(file, PASSWORD, clock=lambda: datetime(2026, 11, 24, 12, tzinfo=UTC))
    yield opened
    opened.close()


@pytest.fixture
def written(store: Store) -> dict[str, int]:
    """Surname -> id of two people about whom there are notes."""
    store.act_as(store.read(people.actors)[0].id)
    ids = {
        name: store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=name))
        for name in ("Орлова", "Семёнов")
    }
    framework = store.read(frameworks.newest)
    for surname, code, polarity, on, text in NOTES:
        store.write(diary.write, ids[surname], (framework.item(code).id,), text, polarity, on)
    return ids


type Show = Callable[..., DiaryScreen]


@pytest.fixture
def show(stage: Stage) -> Show:
    """Open the diary in a window of its own, of one person where told."""

    def opened(person_id: int = 0) -> DiaryScreen:
        screen = stage.show(DiaryScreen)
        screen.open(person_id)
        return screen

    return opened
