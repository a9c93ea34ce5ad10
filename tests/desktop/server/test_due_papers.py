"""The papers of an erasure at a server: what breaks off is said, and they can be saved later."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.assessing import people
from db.file.store import Store
from db.journal import outstanding
from db.people import destruction as due_papers
from db.people import erasing
from desktop.office import destruction, erasure
from desktop.office.destruction import System
from domain.outstanding import Task
from domain.people.erasure import CannotErase, Order
from domain.people.person import Person, PersonKind
from reports.paper.atomic import Unwritable
from resources import i18n
from tests import prepared
from tests.reports import reading

WHY = "отзыв согласия от 20.11.2026"
HERE = System("https://merilo.example", server=True)
RUSSIAN = i18n.words("ru")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """What is served, without the service before it."""
    opened = Store.open(prepared.empty(tmp_path / "Север.merilo"))
    hr = Person(kind=PersonKind.EMPLOYEE, surname="Соколова", given="Анна", is_actor=True)
    opened.act_as(opened.write(people.add, hr))
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "акты"
    made.mkdir()
    return made


class PulledOut:
    """The server, and a stick that is pulled out as soon as the person is erased there."""

    def __init__(self, store: Store, stick: Path) -> None:
        self._store, self._stick = store, stick

    def read(self, f: Callable[..., Any], *args: object, **kwargs: object) -> Any:
        return self._store.read(f, *args, **kwargs)

    def write(self, f: Callable[..., Any], *args: object, **kwargs: object) -> Any:
        done = self._store.write(f, *args, **kwargs)
        if self._stick.exists():
            shutil.rmtree(self._stick)
        return done


def erase(files: Any, person_id: int, folder: Path) -> destruction.DoneAtServer:
    return destruction.erase(files, Order(person_id, WHY, ""), folder, HERE, RUSSIAN)


def test_papers_that_cannot_be_saved_after_the_act_stay_due(store: Store, folder: Path) -> None:
    her = store.write(people.add, Person(surname="Мельник"))
    done = erase(PulledOut(store, folder), her, folder)
    assert done.due and done.papers == ()
    assert store.read(people.person, her).surname == "Стёртый кандидат № 1"
    folder.mkdir()
    done = erase(store, her, folder)
    assert not done.due and [one.exists() for one in done.papers] == [True, True]
    assert store.read(due_papers.due) == () and store.read(erasing.erasures) == 1
    with pytest.raises(CannotErase):
        erase(store, her, folder)


def test_the_papers_say_what_is_so_at_a_server(store: Store, folder: Path) -> None:
    act, extract = erase(store, store.write(people.add, Person(surname="Мельник")), folder).papers
    told = reading.squeezed(reading.whole(act))
    assert "серверорганизации,https://merilo.example" in told
    assert "Ниодиндокументочеловекесэтогосервераневыгружался" in told and "файлперезаписан" not in told
    assert "Ктовошёлвсистему" in reading.squeezed(reading.whole(extract))
    assert {one.stat().st_mode & 0o077 for one in (act, extract)} == {0}, "they name the person"
    assert sorted(folder.iterdir()) == sorted((act, extract))


def test_a_code_that_no_folder_takes_keeps_nobody_from_being_erased(store: Store, folder: Path) -> None:
    """People type codes; also over a file the person could not be erased."""
    first, second = (
        store.write(people.add, Person(surname="Мельник", code=code)) for code in ("45/2", "../:")
    )
    assert not erase(store, first, folder).due
    assert len(erasure.erase(store, Order(second, WHY, ""), folder, words=RUSSIAN).papers) == 2
    assert len(list(folder.glob("*.pdf"))) == 4


def test_a_folder_that_takes_nothing_is_found_out_before(store: Store, folder: Path) -> None:
    her = store.write(people.add, Person(surname="Мельник"))
    folder.rmdir()
    with pytest.raises(Unwritable) as refused:
        erase(store, her, folder)
    assert refused.value.path == folder and store.read(erasing.erasures) == 0


def test_a_file_that_was_served_is_rewritten_once_its_papers_are_saved_in_a_window(
    store: Store, folder: Path
) -> None:
    store.write(due_papers.erase, Order(store.write(people.add, Person(surname="Мельник")), WHY, "Стёрто"))
    (due,) = store.read(due_papers.due)
    papers = erasure.save_due(store, due, folder)
    assert len(papers) == 2 and store.read(due_papers.due) == ()
    assert [one.task for one in store.read(outstanding.outstanding)] == [Task.FILE]
    assert erasure.finish(store).whole
