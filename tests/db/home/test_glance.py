"""What the first window reads by the driver alone is what the mapped reads say of the same file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import merging, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.home import glance, overview
from db.home.overview_records import EMPTY, Figures, Overview
from db.journal import journal
from db.models.types import today
from db.people import basis, person_rows
from domain.assessing.case import CycleKind
from domain.home.due import Due
from domain.mark import Role
from domain.people.person import Person, PersonKind
from domain.people.purpose import Ground
from tests.db import sample

pytestmark = pytest.mark.of_the_file("a glance reads a file by the driver alone")

ON = sample.TODAY


@pytest.fixture
def me(store: Store) -> int:
    found = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич", is_actor=True)
    store.act_as(found)
    return found


def both(store: Store, me: int) -> tuple[object, object]:
    """Return the first step as it is painted first, and what the whole overview says of it."""
    seen, whole = store.glance(glance.next_step, me, ON), store.read(overview.overview, me, ON)
    due: tuple[Due, ...] = ()
    rest = replace(whole, due=due, due_total=0, cycle=None, cycles=(), figures=Figures(), dots=())
    return seen, replace(rest, whole=seen.whole if seen else True)


def test_the_file_is_known_by_the_same_identity(store: Store) -> None:
    assert store.glance(glance.file_identity) == store.read(overview.identity)


def test_whoever_may_work_here_is_the_same_person_in_both(store: Store, me: int) -> None:
    chief = sample.add(store, "Ёлкина", given="Анна")
    belova = Person(
        kind=PersonKind.EMPLOYEE,
        surname="Белова",
        post="Оператор",
        manager_id=chief,
        personnel_no="0042",
        hired_on=date(2020, 2, 29),
        basis="Согласие",
        basis_on=date(2026, 1, 2),
        basis_until=date(2027, 1, 2),
    )
    hers = store.write(people.add, belova, "Цех № 1")
    sample.candidate(store, "Никто")
    case = sample.case(store, sample.candidate(store, "Орлов"))
    store.write(sheets.open_sheet, case, hers, Role.EXPERT)
    found = store.glance(glance.actors)
    assert found == store.read(person_rows.actors)
    assert [one.surname for one in found] == ["Белова", "Громов"]
    assert (found[0].unit, found[0].manager_name) == ("Цех № 1", "Ёлкина Анна")


def test_who_was_erased_or_merged_neither_works_here_nor_fills_the_file(store: Store, me: int) -> None:
    kept, double = sample.candidate(store, code="C-0001"), sample.candidate(store, code="C-0002")
    erased = sample.add(store, "Белова", is_actor=True)
    store.write(merging.merge, kept, double)

    def erase(session: Session) -> None:
        for row in session.exec(select(models.Person).where(col(models.Person.id).in_((kept, erased)))):
            row.erased_at = datetime(2026, 1, 2, tzinfo=UTC)
        journal.record(session, "test", "person", None, {})

    store.write(erase)
    assert [one.id for one in store.glance(glance.actors)] == [me]
    assert store.glance(glance.actors) == store.read(person_rows.actors)
    seen, whole = both(store, me)
    assert seen == whole == EMPTY


def test_who_wrote_last_is_the_last_actor_of_the_journal(store: Store, me: int) -> None:
    assert store.glance(glance.last_actor) is None
    sample.candidate(store, "Орлов")

    assert store.glance(glance.last_actor) == sample.last_event(store).actor_id == me

    other = sample.candidate(store, "Титова")
    store.act_as(other, me)
    sample.candidate(store, "Лебедев")
    assert sample.last_event(store).actor_id == other
    assert store.glance(glance.last_actor) == me, "who had opened the file, not who went on in it"


def test_an_empty_file_and_one_without_drafts_are_told_apart(store: Store, me: int) -> None:
    seen, whole = both(store, me)
    assert seen == whole
    sample.candidate(store, "Орлов")
    assert store.glance(glance.next_step, me, ON) is None


@pytest.mark.parametrize("marked", [0, 1, 3])
def test_the_next_step_is_the_same_in_both(store: Store, me: int, marked: int) -> None:
    quarter = sample.cycle(store, CycleKind.QUARTERLY, title="IV квартал", ends_on=ON + timedelta(days=31))
    codes = ("K01", "K02", "S01")[:marked]
    for surname in ("Орлов", "Белова", "Тихонов"):
        case = sample.case(store, sample.add(store, surname, given="Денис"), quarter)
        sample.sheet(store, case, me, Role.MANAGER, dict.fromkeys(codes, 2), submit=False)
    seen, whole = both(store, me)
    assert seen == whole
    assert seen is not None


def test_an_interview_that_may_not_go_on_is_not_the_first_step_in_either(store: Store, me: int) -> None:
    withdrawn, other = (
        sample.candidate(store, one, basis="согласие", ground=Ground.CONSENT) for one in ("Орлов", "Белова")
    )
    store.write(basis.withdraw, withdrawn, store.read(today))
    hers = sample.case(store, other)
    sample.sheet(store, hers, me, Role.HR, {"K01": 1}, submit=False)
    his = sample.case(store, withdrawn)
    sample.sheet(store, his, me, Role.HR, {"K01": 1}, submit=False)
    seen, whole = both(store, me)
    assert seen == whole
    assert isinstance(seen, Overview)
    assert [(one.name, one.stopped) for one in seen.drafts] == [("Белова", False), ("Орлов", True)]
    store.write(sheets.submit, seen.drafts[0].sheet_id)
    assert store.glance(glance.next_step, me, ON) is None


def test_words_half_typed_and_items_out_of_scope_count_in_both(store: Store, me: int) -> None:
    first = sample.case(store, sample.candidate(store, "Орлов"), excluded={"K01": "нет доступа"})
    second = sample.case(store, sample.candidate(store, "Белова"))
    sheet = sample.sheet(store, first, me, Role.HR, {"K03": 1, "S01": 3}, submit=False)
    sample.sheet(store, second, me, Role.HR, {"K01": 1}, submit=False)
    store.write(sheets.keep_draft, sheet, sample.item(store, "K02"), "comment", "Не сразу")
    seen, whole = both(store, me)
    assert seen == whole
