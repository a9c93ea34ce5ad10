"""Who signed which edition of what, whose signature is owed, and what other acts make of that."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from db import models
from db.assessing import merging
from db.file.store import Store
from db.framework import drafts, familiarisations, frameworks, starter
from db.framework import job_description_editions as editions
from db.journal import events, journal, reconcile
from db.people import erasing
from domain.errors import Impossible, TooLong, Unknown
from domain.event import EventChoice
from domain.people.erasure import Order
from domain.people.familiarisation import Document, Read, Readers, Reply, Signature, Way
from domain.text import Text
from tests.db import sample

ON = date(2026, 11, 20)
SIGNED = Signature(Reply.SIGNED, ON, scan="лист 14.pdf", sha256="0" * 64)


def published(store: Store, text_of_line: str = "начальнику отдела", number: str = "15") -> int:
    framework = sample.framework(store).id
    store.write(editions.fill, framework, "1.7", text_of_line)
    store.write(editions.publish, framework, number, ON)
    return store.read(editions.view, framework).id


def job_description(store: Store) -> Document:
    return store.read(familiarisations.documents)[0]


def listed(store: Store, document: Document) -> Readers:
    return store.read(familiarisations.readers, document)


def test_whoever_holds_the_position_is_to_sign_and_is_then_no_longer_owed(store: Store) -> None:
    first, second = (sample.add(store, name, post="Менеджер") for name in ("Громов", "Яшина"))
    sample.add(store, "Бухгалтер", post="бухгалтер")
    assert not store.read(familiarisations.owing)
    published(store)
    document = job_description(store)
    assert (document.read, document.number, document.paper_number) == (Read.JOB_DESCRIPTION, 1, "15")
    assert [one.person_id for one in listed(store, document).owing] == [first, second]
    store.write(familiarisations.enter, document, (first,), SIGNED)
    people = listed(store, document)
    assert [one.person_id for one in people.owing] == [second]
    assert people.people[0].signature == SIGNED
    (due,) = store.read(familiarisations.owing)
    assert (due.people, due.first, due.number, due.changes) == (1, "Яшина", 1, 0)
    refused = Signature(Reply.REFUSED, ON, reason="Без причины")
    store.write(familiarisations.enter, document, (second,), refused)
    assert not store.read(familiarisations.owing), "an act of the refusal settles it"


def test_a_new_edition_is_to_be_signed_again_and_says_how_much_it_changes(store: Store) -> None:
    person = sample.add(store, "Громов", post="менеджер")
    published(store)
    store.write(familiarisations.enter, job_description(store), (person,), SIGNED)
    published(store, "начальнику смены", "16")
    (due,) = store.read(familiarisations.owing)
    assert (due.number, due.people, due.changes) == (2, 1, 1)
    newest, earlier = store.read(familiarisations.documents)[:2]
    people = listed(store, newest)
    assert (newest.number, people.changes, people.changes_duties) == (2, 1, False)
    assert not listed(store, earlier).owing and listed(store, earlier).changes == 0


@pytest.mark.of_the_file("how SQLite goes about it")
def test_all_job_descriptions_are_one_walk_through_the_employees_and_read_one_case_of_each(
    store: Store,
) -> None:
    published(store)
    another = store.write(starter.begin)
    store.write(drafts.publish, another, "")
    post = store.read(frameworks.profiles_of, another)[0].post.ru
    sample.add(store, "Громов", post="менеджер")
    for surname in ("Яшина", "Белов"):
        sample.add(store, surname, post=post)
    assessed = sample.add(store, "Юдин", post="кассир")
    for _once in range(3):
        sample.case(store, assessed)
    one = sample.count(store, familiarisations.owing)
    store.write(editions.publish, another, "16", ON)
    with sample.statements(store) as asked:
        owed = store.read(familiarisations.owing)
    assert [(due.people, due.first) for due in owed] == [(2, "Громов"), (2, "Белов")]
    assert sample.count(store, familiarisations.owing) == one

    (walk,) = [statement for statement in asked if statement.startswith("WITH")]
    steps = sample.steps(store, [f"SELECT * FROM ({walk})"])
    of_people = [step for step in steps if " person" in step]
    assert of_people == ["SEARCH person USING INDEX ix_person_listed (kind=?)"]
    (of_cases,) = [step for step in steps if "case" in step]
    assert of_cases == "SEARCH case USING INDEX ix_case_person_id_opened_on_id (person_id=?)"


def test_the_last_assessment_is_the_one_that_began_last(store: Store) -> None:
    """One of earlier years that was imported later is not."""
    person = sample.add(store, "Орлов", post="супервайзер")
    published(store)
    sample.case(store, person)
    another = store.write(starter.begin)
    store.write(drafts.publish, another, "")

    def earlier(session: Session) -> None:
        """Put in an assessment by another model, a year before."""
        row = session.exec(select(models.Case).where(models.Case.person_id == person)).one()
        cycle = session.get_one(models.Cycle, row.cycle_id).model_dump(exclude={"id"}) | {
            "framework_id": another
        }
        profile = session.exec(
            select(models.Profile.id).where(models.Profile.framework_id == another)
        ).first()
        before = models.Cycle(**cycle | {"uid": str(sample.new_uid()), "code": "2025-IV"})
        session.add(before)
        session.flush()
        case = row.model_dump(exclude={"id"})
        on = {"opened_on": row.opened_on.replace(year=2025), "profile_id": profile}
        session.add(models.Case(**case | {"uid": str(sample.new_uid()), "cycle_id": before.id} | on))
        journal.record(session, "change", "test", None, {})

    store.write(earlier)
    assert [one.person_id for one in listed(store, job_description(store)).people] == [person]


def test_an_employee_assessed_by_the_model_holds_the_position_too_unless_assessed_by_another(
    store: Store,
) -> None:
    person = sample.add(store, "Орлов", post="супервайзер")
    published(store)
    assert not listed(store, job_description(store)).people
    sample.case(store, person)
    assert [one.person_id for one in listed(store, job_description(store)).people] == [person]


def test_an_entry_made_by_mistake_is_taken_back_and_both_stay_in_the_file(store: Store) -> None:
    person = sample.add(store, "Громов", post="менеджер")
    published(store)
    document = job_description(store)
    with pytest.raises(Unknown):
        store.write(familiarisations.enter, document, (person,), Signature(Reply.TAKEN_BACK, ON))
    store.write(familiarisations.enter, document, (person,), SIGNED)
    store.write(familiarisations.enter, document, (person,), Signature(Reply.TAKEN_BACK, ON))
    assert listed(store, document).people[0].owed
    told = store.read(familiarisations.of_person, (person,))
    assert [one.signature.reply for one in told] == [Reply.TAKEN_BACK, Reply.SIGNED]
    for statement in ("UPDATE familiarisation SET reply = 'refused'", "DELETE FROM familiarisation"):
        with pytest.raises(IntegrityError, match="append only"):
            store.write(run, statement)


def run(session: Session, statement: str) -> None:
    session.connection().exec_driver_sql(statement)


def test_several_people_are_one_act_and_one_event_found_under_each_of_them(store: Store) -> None:
    people = [sample.add(store, name, post="менеджер") for name in ("Громов", "Яшина")]
    published(store)
    before = store.read(events.page, EventChoice()).events[0].seq
    store.write(familiarisations.enter, job_description(store), people, replace(SIGNED, way=Way.JOURNAL))
    (event,) = [one for one in store.read(events.page, EventChoice()).events if one.seq > before]
    assert (event.act, event.kind, event.document, event.people) == (
        "sign",
        "familiarisation",
        "job_description",
        2,
    )
    for one in people:
        assert event.seq in {
            found.seq for found in store.read(events.page, EventChoice(people=(one,))).events
        }
    assert not store.read(reconcile.reconcile).problems


def test_what_somebody_put_in_or_changed_by_hand_is_found_by_the_check(store: Store) -> None:
    first, second = (sample.add(store, name, post="менеджер") for name in ("Громов", "Яшина"))
    published(store)
    store.write(familiarisations.enter, job_description(store), (first,), SIGNED)

    def forge(session: Session) -> None:
        session.info["unjournaled"] = True
        row = session.exec(select(models.Familiarisation)).one()
        copy = row.model_dump(exclude={"id", "person_id"})
        session.add(models.Familiarisation(person_id=second, **copy))

    store.write(forge)
    (problem,) = store.read(reconcile.reconcile).problems
    assert problem.record == "familiarised"


def test_a_regulation_is_for_every_employee_and_results_for_whom_they_are_about(store: Store) -> None:
    person = sample.add(store, "Громов", post="бухгалтер")
    other = sample.add(store, "Яшина", post="менеджер")
    act = Document(Read.REGULATION, 0, Text(" Положение об оценке от 01.09.2026 № 7 "))
    store.write(familiarisations.enter, act, (person,), SIGNED)
    (known,) = [one for one in store.read(familiarisations.documents) if one.read is Read.REGULATION]
    assert known.title.ru == "Положение об оценке от 01.09.2026 № 7"
    assert {one.person_id for one in listed(store, known).owing} >= {other}
    case = sample.case(store, person)
    sample.sheet(store, case, sample.add(store, "Судья"))
    results = Document(Read.RESULTS, case, Text(""))
    store.write(familiarisations.enter, results, (person,), SIGNED)
    assert [one.person_id for one in listed(store, results).people] == [person]
    with pytest.raises(Impossible):
        store.write(familiarisations.enter, results, (other,), SIGNED)
    begun = Document(Read.RESULTS, sample.case(store, person), Text(""))
    with pytest.raises(Impossible):  # it may still be deleted
        store.write(familiarisations.enter, begun, (person,), SIGNED)


def test_a_signature_of_many_takes_the_statements_of_one(store: Store) -> None:
    people = [sample.add(store, f"Громов{number}", post="менеджер") for number in range(12)]
    published(store)
    document = job_description(store)

    def asked(some: list[int]) -> int:
        with sample.statements(store) as found:
            store.write(familiarisations.enter, document, some, SIGNED)
        return len(found)

    assert asked(people[:1]) == asked(people)


def test_what_cannot_be_is_refused_and_nothing_is_kept(store: Store) -> None:
    person = sample.add(store, "Громов", post="менеджер")
    published(store)
    document = job_description(store)
    for wrong in (
        replace(SIGNED, on=date(2030, 1, 1)),
        replace(SIGNED, on=date(2026, 11, 1)),  # before the document was there
        replace(SIGNED, sha256="abc"),
    ):
        with pytest.raises(Impossible):
            store.write(familiarisations.enter, document, (person,), wrong)
    with pytest.raises(TooLong):
        store.write(familiarisations.enter, document, (person,), replace(SIGNED, scan="л" * 500))
    with pytest.raises(Unknown):
        store.write(familiarisations.enter, document, (person, 9999), SIGNED)
    with pytest.raises(Impossible):
        store.write(familiarisations.enter, document, (), SIGNED)
    with pytest.raises(Impossible):
        store.write(familiarisations.enter, Document(Read.REGULATION, 0, Text(" ")), (person,), SIGNED)
    store.write(editions.fill, sample.framework(store).id, "1.7", "директору")
    draft = replace(document, id=store.read(editions.view, sample.framework(store).id).id)
    with pytest.raises(Impossible):
        store.write(familiarisations.enter, draft, (person,), SIGNED)
    assert not store.read(familiarisations.of_person, (person,))


def test_signatures_move_with_a_merged_card_and_go_with_an_erased_person(store: Store) -> None:
    kept, double = (sample.add(store, "Громов", post="менеджер") for _ in range(2))
    published(store)
    document = job_description(store)
    store.write(familiarisations.enter, document, (double,), SIGNED)
    store.write(merging.merge, kept, double)
    assert [one.signature for one in store.read(familiarisations.of_person, (kept,))] == [SIGNED]
    assert not store.read(familiarisations.owing)
    assert not store.read(reconcile.reconcile).problems
    preview = store.read(erasing.preview, kept)
    assert any(one.matter == "familiarised" for one in preview.counts)
    store.write(erasing.erase, Order(kept, "Срок истёк", "E-0001"))
    gone = store.read(lambda session: session.exec(select(col(models.Familiarisation.id))).all())
    assert not gone and not store.read(reconcile.reconcile).problems
