"""HR erases a person where no paper is drawn: the papers are due, and nothing else names the person."""

import uuid
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlmodel import Session, SQLModel

from db import models
from db.assessing import people
from db.file.store import Store
from db.journal import outstanding
from db.journal.exports import Of
from db.people import erasing, organisation
from db.service.acts import Acts
from db.service.first_answers import FirstAnswers
from db.wire.refusals import AnswerErased, NotAllowed
from domain.login import Login, LoginRole
from domain.outstanding import Task
from domain.people.erasure import CannotErase, Count, Erased, Hindrance, Matter, Order, Undecided
from domain.people.organisation import Organisation
from domain.people.person import Person, PersonKind
from tests.db import sample
from tests.db.service.asking import Account

WHY = "отзыв согласия от 20.11.2026"
NAMED = "Стёртый кандидат № 1"
HER = Person(surname="Мельник", given="Ольга", contact="+7 900 000-00-00")
ERASE, DUE, SAVED = (f"people.destruction.{name}" for name in ("erase", "due", "saved"))


@pytest.fixture
def hr(store: Store) -> Account:
    person = sample.add(store, "Соколова", given="Анна", is_actor=True, kind=PersonKind.EMPLOYEE)
    return Account(Acts(store, FirstAnswers()), Login(person, LoginRole.HR))


@pytest.fixture
def her(hr: Account) -> int:
    person_id: int = hr.ask("assessing.people.add", HER)
    hr.ask("papers.exporting.exported", "consent", Of.PERSON, (person_id,), ("pdf",), 1)
    return person_id


def order(person_id: int, named: str = NAMED) -> Order:
    return Order(person_id, WHY, named)


def naming(store: Store) -> set[str]:
    """Return the tables in which the surname still stands."""
    models.load()

    def look(session: Session) -> set[str]:
        return {
            table.name
            for table in SQLModel.metadata.sorted_tables
            for row in session.connection().execute(select(table))
            if any(map(_names, row))
        }

    return store.read(look)


def _names(value: object) -> bool:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return HER.surname in text or HER.surname.casefold() in text


def test_the_papers_of_an_erasure_are_due_until_they_are_saved(hr: Account, her: int, store: Store) -> None:
    store.write(organisation.describe, Organisation("", "ООО «Ромашка»"))
    assert {"person"} <= naming(store)
    event = hr.ask(ERASE, order(her))
    assert naming(store) == {"outstanding"}
    (papers,) = hr.ask(DUE)
    assert (papers.erased.name, papers.erased.event) == ("Мельник Ольга", event)
    assert papers.erased.reason == WHY and Count(Matter.CARD, 1) in papers.erased.counts
    assert papers.actor.surname == "Соколова" and papers.organisation.full_name == "ООО «Ромашка»"
    assert [one.document for one in papers.handed_out] == ["consent"]
    hr.ask(SAVED, papers.id)
    assert hr.ask(DUE) == () and naming(store) == set()
    assert store.read(people.person, her).full_name == NAMED
    (line,) = hr.ask("people.erasing.ledger")
    assert line.reason == WHY


def test_an_act_met_again_erases_nobody_twice_and_its_answer_names_nobody(
    hr: Account, her: int, store: Store
) -> None:
    number = uuid.uuid4()
    event = hr.ask(ERASE, order(her), act_id=number)
    assert hr.ask(ERASE, order(her), act_id=number) == event
    with pytest.raises(CannotErase) as refused:
        hr.ask(ERASE, order(her))
    assert refused.value.why is Hindrance.ERASED
    assert len(hr.ask(DUE)) == 1 and store.read(erasing.erasures) == 1
    other = hr.ask("assessing.people.add", Person(surname="Орлов"))
    hr.ask(ERASE, order(other, "Стёртый кандидат № 2"))
    with pytest.raises(AnswerErased):
        hr.ask(ERASE, order(her), act_id=number)
    assert [one.erased.person_id for one in hr.ask(DUE)] == [her, other]


def test_what_is_refused_lets_no_paper_be_due(hr: Account, her: int, store: Store) -> None:
    hr.ask("assessing.people.add", Person(surname="Орлов", post="сменщик: Мельник Ольга"))
    with pytest.raises(Undecided):
        hr.ask(ERASE, order(her))
    assert hr.ask(DUE) == () and store.read(erasing.erasures) == 0


def test_nobody_but_hr_erases_or_learns_who_was_erased(hr: Account, her: int, store: Store) -> None:
    hr.ask(ERASE, order(her))
    other = sample.add(store, "Ревизоров", is_actor=True)
    for role in LoginRole:
        if role is LoginRole.HR:
            continue
        account = Account(hr.acts, Login(other, role))
        for name, given in ((ERASE, (order(other),)), (DUE, ()), (SAVED, (1,))):
            with pytest.raises(NotAllowed):
                account.ask(name, *given)
    auditor = Account(hr.acts, Login(other, LoginRole.AUDITOR))
    assert [line.reason for line in auditor.ask("people.erasing.ledger")] == [WHY]


def test_the_papers_of_two_erasures_are_saved_one_by_one(hr: Account, her: int) -> None:
    other = hr.ask("assessing.people.add", Person(surname="Орлов"))
    hr.ask(ERASE, order(her))
    hr.ask(ERASE, order(other, "Стёртый кандидат № 2"))
    first, second = hr.ask(DUE)
    hr.ask(SAVED, first.id)
    assert hr.ask(DUE) == (second,)


def test_a_file_that_is_served_no_more_has_nothing_to_do_at_a_place_for_them(
    hr: Account, her: int, store: Store
) -> None:
    hr.ask(ERASE, order(her))
    assert store.read(outstanding.outstanding) == () and store.read(outstanding.places) == 0
    store.write(outstanding.drop_papers)  # as in a copy of the file
    assert hr.ask(DUE) == ()


def test_a_row_that_this_version_wrote_can_be_read_for_good(hr: Account, store: Store) -> None:
    """Between the act and its papers the service may be updated."""
    row = (
        '{"actor_id":null,"at":"2026-11-20T10:00:00+00:00","code":"C-0001","counts":[["card",1,false]],"event":7,'
        '"kind":"candidate","mac":"ab","marks_kept":true,"name":"М","on":"2026-11-20","person_id":1,"reason":"x"}'
    )

    def write(session: Session) -> None:
        session.info["unjournaled"] = True
        new = models.Outstanding(task=Task.DUE_PAPERS, place=".", event=7, content=row.encode())
        session.add(new)

    store.write(write)
    at = datetime(2026, 11, 20, 10, tzinfo=UTC)
    counts = (Count(Matter.CARD, 1),)
    (papers,) = hr.ask(DUE)
    assert papers.erased == Erased(
        1, "C-0001", "М", PersonKind.CANDIDATE, counts, True, "x", at, date(2026, 11, 20), 7, "ab", None
    )
    assert papers.actor is None
