"""The register of issued documents: a number is given once and in turn, and stays whatever happens."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, update

from db import models
from db.assessing import merging, people
from db.file.store import Store
from db.journal import journal, reconcile
from db.journal.exports import Of
from db.people import declensions, erasing, register, requisites, third_persons
from domain.errors import Impossible, Missing, TooLong, Unknown
from domain.people.declined import Case, Declined, Renamed
from domain.people.erasure import Choice, Order
from domain.people.issued import Issue, Issued, printed
from domain.people.organisation import Requisites
from tests.db import sample, tampering

ON = date(2026, 11, 20)


def issue(store: Store, person: int, document: str = "feedback", on: date = ON, **told: object) -> Issued:
    line = store.write(register.issue, document, Of.PERSON, person, Issue(on, **told))  # pyright: ignore[reportArgumentType]
    return next(one for one in store.read(register.register) if one.id == line)


def test_numbers_go_in_turn_within_a_year_and_a_kind(store: Store) -> None:
    first, second, third = (sample.add(store, name) for name in ("Громов", "Яшина", "Ли"))
    assert [issue(store, one).code for one in (first, second)] == ["1", "2"]
    assert issue(store, first, "notice").number == 1, "every kind begins anew"
    assert issue(store, third, on=date(2025, 12, 31)).number == 1, "and every year"
    assert store.read(register.years) == (2026, 2025)
    assert [one.about for one in store.read(register.register, 2026, "feedback")] == ["Яшина", "Громов"]


def test_a_document_keeps_its_number_however_often_it_is_registered(store: Store) -> None:
    person = sample.add(store, "Громов")
    before = issue(store, person, signed_by="Е.П. Фомина", copies=2, recipients="отдел кадров")
    events = store.read(journal.head)
    again = issue(store, person, on=ON + timedelta(days=1), copies=5)
    assert again == before and store.read(journal.head) == events
    known = store.read(register.registration, "feedback", person)
    assert known is not None and (known.code, known.on) == ("1", ON)


def test_the_index_of_a_kind_makes_its_numbers_and_later_ones_alone(store: Store) -> None:
    first, second = (sample.add(store, name) for name in ("Громов", "Яшина"))
    issue(store, first)
    store.write(requisites.keep, requisites.USUAL, Requisites(index="-к"))
    store.write(requisites.keep, "notice", Requisites(index="УВ-№/ГГ"))
    assert issue(store, second).code == "2-к"
    assert issue(store, first, "notice").code == "УВ-1/26"
    assert issue(store, first).code == "1"
    with pytest.raises(Impossible):
        store.write(requisites.keep, "notice", Requisites(index="№-№"))


@pytest.mark.parametrize(
    ("scheme", "code"),
    [("", "7"), ("-к", "7-к"), ("№-ОД/ГГГГ", "7-ОД/2026"), ("HR/№/YY", "HR/7/26"), ("к-№", "к-7")],
)
def test_an_index_scheme_is_filled_in(scheme: str, code: str) -> None:
    assert printed(scheme, 7, 2026) == code


def test_what_cannot_be_registered_is_refused_and_takes_no_number(store: Store) -> None:
    person = sample.add(store, "Громов")
    for wrong, refused in (
        (Issue(date(2999, 1, 1)), Impossible),
        (Issue(ON, copies=0), Impossible),
        (Issue(ON, recipients="К" * 301), TooLong),
    ):
        with pytest.raises(refused):
            store.write(register.issue, "feedback", Of.PERSON, person, wrong)
    with pytest.raises(Unknown):
        store.write(register.issue, "feedback", Of.CASE, 77, Issue(ON))
    assert issue(store, person).number == 1


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE issued_paper SET number = 9",
        "UPDATE issued_paper SET code = '9', \"on\" = '2026-01-01'",
        "UPDATE issued_paper SET recipients = 'другой'",
        "DELETE FROM issued_paper",
        'INSERT INTO issued_paper SELECT 9, document, year, 3, code, "on", 99, 0, person_id, about, copies,'
        " recipients, signed_by, entered_at, entered_on, actor_id FROM issued_paper",
        'INSERT OR REPLACE INTO issued_paper SELECT id, document, year, 2, code, "on", 99, 0, person_id,'
        " about, copies, recipients, signed_by, entered_at, entered_on, actor_id FROM issued_paper",
        'INSERT INTO issued_paper SELECT 9, document, year, 1, code, "on", 99, 0, person_id, about, copies,'
        " recipients, signed_by, entered_at, entered_on, actor_id FROM issued_paper",
    ],
)
def test_neither_a_gap_nor_a_double_can_be_made(store: Store, forged: str) -> None:
    issue(store, sample.add(store, "Громов"))

    def forge(session: Session) -> None:
        tampering.run(session, tampering.spelt(forged, session))

    with pytest.raises(IntegrityError):
        store.write(forge)


def test_an_erased_person_leaves_the_number_and_the_check_agrees(store: Store) -> None:
    sample.add(store, "Соколова", is_actor=True)
    person, double = (sample.add(store, "Громов", given="Максим") for _ in range(2))
    issue(store, double, recipients="Громов М.; отдел кадров")
    store.write(merging.merge, person, double)
    assert [one.person_id for one in store.read(register.register)] == [person]
    store.write(erasing.erase, Order(person, "срок", "Человек 1", False, others=Choice.REMOVE))
    (line,) = store.read(register.register)
    assert (line.code, line.about) == ("1", "Человек 1")
    assert "Громов" not in line.issue.recipients and "отдел кадров" in line.issue.recipients
    assert store.read(reconcile.reconcile).problems == ()


def test_a_name_is_found_in_the_cases_that_somebody_confirmed(store: Store) -> None:
    sample.add(store, "Соколова", is_actor=True)
    other = sample.add(store, "Яшина")
    person = sample.add(store, "Заяц", given="Павел", patronymic="Петрович")
    cases = ("Зайца Павла Петровича", "Зайцу Павлу Петровичу", "Зайца Павла Петровича")
    name = store.read(people.person, person).full_name
    store.write(declensions.confirm, person, Declined(name, "", dict(zip(Case, cases, strict=True)), {}))
    assert issue(store, other, recipients="Зайцу П. П., отдел кадров").code == "1"
    texts = ["Зайцу П. П., отдел кадров"]
    (known,) = store.read(third_persons.named_in, other, texts)
    assert known.spans(texts[0]), "the copy for somebody else names no other person"
    (mention,) = store.read(erasing.preview, person).mentions
    assert (mention.table, mention.where) == ("issued_paper", "1")
    store.write(erasing.erase, Order(person, "срок", "Человек 1", False, others=Choice.REMOVE))
    (line,) = store.read(register.register)
    assert line.issue.recipients == "[…] П. П., отдел кадров"
    assert store.read(reconcile.reconcile).problems == ()


def test_the_check_finds_a_line_that_no_event_wrote(store: Store) -> None:
    person = sample.add(store, "Громов")
    issue(store, person)
    assert store.read(reconcile.reconcile).problems == ()

    def forge(session: Session) -> None:
        session.info["unjournaled"] = True
        tampering.unguarded(session, "issued_paper")
        session.exec(update(models.IssuedPaper).values(signed_by="Кто-то другой"))

    store.write(forge)
    assert [str(one) for one in store.read(reconcile.reconcile).problems] != []


def test_cases_are_kept_on_the_person_until_the_name_changes(store: Store) -> None:
    person = sample.add(store, "Иванова", given="Мария", patronymic="Петровна", post="менеджер")
    names = {
        Case.GENITIVE: "Ивановой Марии Петровны",
        Case.DATIVE: "Ивановой Марии  Петровне",
        Case.ACCUSATIVE: "Иванову Марию Петровну",
    }
    shown = Declined("Иванова Мария Петровна", "менеджер", names, {Case.DATIVE: "менеджеру"})
    store.write(declensions.confirm, person, shown)
    known = store.read(people.person, person)
    assert known.named(Case.DATIVE) == "Ивановой Марии Петровне"
    assert known.short_named(Case.ACCUSATIVE) == "Иванову М. П."
    assert (known.in_post(Case.DATIVE), known.in_post(Case.GENITIVE)) == ("менеджеру", "")
    with pytest.raises(Missing):
        store.write(declensions.confirm, person, replace(shown, names={}, posts={}))

    store.write(people.change, replace(known, surname="Петрова"))
    with pytest.raises(Renamed) as refused:
        store.write(declensions.confirm, person, shown)
    assert refused.value.now == "Петрова Мария Петровна, менеджер"
    married = store.read(people.person, person)
    assert married.named(Case.DATIVE) == "" and married.in_post(Case.DATIVE) == "менеджеру"
