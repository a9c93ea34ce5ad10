"""What the words of a matrix meant last quarter is answered already when the next one comes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.assessing import people
from db.file.store import Store
from db.framework import frameworks
from db.team import level_imports
from desktop.office.intake.levels import Answers, Incoming, considered, read_levels, unposted
from desktop.office.intake.readings import Said, WhichEncoding
from domain.people.person import Person, PersonKind
from domain.progress import Progress
from tests import prepared

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
MEANT = {"да": 3, "нет": 0}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(prepared.empty(tmp_path / "organisation.merilo"))
    me = opened.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Соколова", is_actor=True))
    opened.act_as(me)
    for surname, given in (("Смолкина", "Ада"), ("Верескин", "Лев")):
        opened.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname=surname, given=given))
    yield opened
    opened.close()


def looked(store: Store, path: Path, answers: Answers, *rows: str) -> Incoming:
    """Write a matrix of two competencies, and return what would come in of it."""
    items = [one.text.ru for one in store.read(frameworks.newest).items[:2]]
    path.write_text("\n".join((";".join(("Сотрудник", *items)), *rows)) + "\n", "utf-8")
    read = read_levels(path, Progress(), Said())
    assert not isinstance(read, WhichEncoding)
    return considered(store.read, read[1], answers)


def first_quarter(store: Store, folder: Path) -> tuple[int, ...]:
    answers = Answers(on=MARCH, places=MEANT)
    found = looked(store, folder / "март.csv", answers, "Смолкина Ада;да;нет", "Верескин Лев;нет;да")
    assert not found.undecided
    return store.write(level_imports.load, found.told("март", "март.csv", answers), Progress())


def test_the_same_words_are_answered_already_and_a_person_may_say_otherwise(
    store: Store, tmp_path: Path
) -> None:
    rows = "Смолкина Ада;да;да", "Верескин Лев;нет;да"
    assert looked(store, tmp_path / "a.csv", Answers(on=MARCH), *rows).undecided == 2, "asked the first time"
    first_quarter(store, tmp_path)
    again = looked(store, tmp_path / "июнь.csv", Answers(on=JUNE), *rows)
    assert again.places == MEANT and not again.undecided and again.count == 4
    assert again.answered_before == "март.csv"
    other = looked(store, tmp_path / "июнь.csv", Answers(on=JUNE, places={"да": 2}), *rows)
    assert other.places == {"да": 2, "нет": 0}


def test_a_word_that_was_not_there_is_asked_and_another_scale_is_not_mistaken_for_it(
    store: Store, tmp_path: Path
) -> None:
    first_quarter(store, tmp_path)
    new = looked(store, tmp_path / "b.csv", Answers(on=JUNE), "Смолкина Ада;да;скоро", "Верескин Лев;нет;да")
    assert new.places == MEANT and new.undecided == 1
    figures = looked(store, tmp_path / "c.csv", Answers(on=JUNE), "Смолкина Ада;5;1", "Верескин Лев;2;да")
    assert figures.answered_before == ""


def test_what_was_taken_back_answers_nothing(store: Store, tmp_path: Path) -> None:
    cycles = first_quarter(store, tmp_path)
    store.write(level_imports.withdraw, cycles[0], "не тот файл")
    again = looked(store, tmp_path / "июнь.csv", Answers(on=JUNE), "Смолкина Ада;да;да")
    assert again.undecided == 1 and again.answered_before == ""


def test_new_people_without_a_position_are_offered_that_of_the_framework_and_known_ones_keep_theirs(
    store: Store, tmp_path: Path
) -> None:
    rows = "Смолкина Ада;3;2", "Ожегова Яна;1;4"
    plain = looked(store, tmp_path / "a.csv", Answers(on=MARCH), *rows)
    assert len(unposted(plain.roster)) == 1
    answers = Answers(on=MARCH, posts=True)
    found = looked(store, tmp_path / "a.csv", answers, *rows)
    assert not unposted(found.roster)
    store.write(level_imports.load, found.told("март", "a.csv", answers), Progress())
    posts = {one.surname: one.post for one in store.read(people.everybody)}
    assert posts["Ожегова"] == store.read(frameworks.newest).title.ru and posts["Смолкина"] == ""
