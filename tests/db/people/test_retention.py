"""Basis, purpose, consent and withdrawal as data of a person, and whose term is over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import cycles, merging, people
from db.file.store import Store
from db.hiring import campaigns, decisions, refusals
from db.people import basis, retention
from domain.assessing.case import CycleKind
from domain.errors import Impossible, Missing, NeedsPaper, NeedsReason, NotConsent, TooLong, Unknown
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.person import Basis, PersonKind
from domain.people.purpose import Ground, Purpose
from domain.people.retention import Retention, Term, Why
from tests.db import sample
from tests.db.conftest import ByClock

ON = sample.TODAY
SIGNED = date(2026, 11, 2)
CONSENT = Basis(
    "согласие",
    SIGNED,
    date(2027, 11, 2),
    purpose=Purpose.RESERVE,
    ground=Ground.CONSENT,
    number="17-ПД",
    kept_at="отдел кадров, папка 4",
    sha256="ab" * 32,
)


def days(number: int) -> date:
    """Return a day so many days from today."""
    return ON + timedelta(days=number)


@pytest.fixture
def clock() -> sample.Clock:
    """A clock that tests move on."""
    return sample.Clock()


@pytest.fixture
def store(by_clock: ByClock, clock: sample.Clock) -> Store:
    """The test's own file, open on the day of the tests."""
    return by_clock(clock)


@pytest.fixture
def me(store: Store) -> int:
    """Return somebody who works with the file."""
    who = sample.add(store, "Соколова", is_actor=True)
    store.act_as(who)
    return who


def over(store: Store, on: date = ON, until: date | None = None) -> list[tuple[str, date, Why]]:
    """Return whose term is over."""
    return [(one.short_name, one.term.day, one.term.why) for one in store.read(retention.ending, on, until)]


def term_of(store: Store, who: int, on: date = ON) -> Term | None:
    """Return the term of a person."""
    found = store.read(retention.of_person, who, on)
    assert found is not None
    return found[1]


def due(number: int, why: Why) -> Term:
    """Return the term that ends so many days from today."""
    return Term(days(number), why, why)


def test_a_consent_is_entered_with_its_paper_and_stays_in_the_history(store: Store, me: int) -> None:
    who = sample.candidate(store, basis="согласие, лежит у Ивановой", basis_on=date(2025, 11, 1))
    store.write(people.renew_basis, who, replace(CONSENT, sha256="AB" * 32))
    new, old = store.read(basis.of_person, who)
    assert replace(new, entered_on=None, by_name="") == CONSENT
    assert new.by_name == "Соколова"
    assert (old.text, old.ground, old.purpose) == ("согласие, лежит у Ивановой", None, None)
    card = store.read(people.person, who)
    assert (card.purpose, card.ground, card.basis_until) == (Purpose.RESERVE, Ground.CONSENT, CONSENT.until)
    event = sample.last_event(store)
    assert (event.act, event.subject_id) == ("basis", who)
    assert "Ивановой" not in str(event.data)
    assert "17-ПД" not in str(event.data)


def test_a_withdrawn_consent_is_due_in_thirty_days_until_another_is_signed(store: Store, me: int) -> None:
    who = sample.candidate(store, "Орлов")
    store.write(people.renew_basis, who, CONSENT)
    store.write(basis.withdraw, who, days(-1), "письмо")
    assert term_of(store, who) == Term(days(29), Why.WITHDRAWN, Why.WITHDRAWN)
    assert over(store) == []
    assert over(store, days(30)) == [("Орлов", days(29), Why.WITHDRAWN)]
    withdrawn, entered = store.read(basis.of_person, who)
    assert (withdrawn.withdrawn_on, withdrawn.reason, withdrawn.number) == (days(-1), "письмо", "17-ПД")
    assert entered.withdrawn_on is None
    store.write(people.renew_basis, who, replace(CONSENT, paper_on=ON, until=days(400), number=""))
    assert term_of(store, who) == Term(days(400), Why.ENDED, Why.ENDED)
    assert store.read(people.person, who).withdrawn_on is None
    assert [one.number for one in store.read(basis.of_person, who)] == ["", "17-ПД", "17-ПД"]


@pytest.mark.parametrize("on", [SIGNED - timedelta(days=1), days(1)])
def test_a_day_on_which_nobody_can_withdraw_is_refused(store: Store, me: int, on: date) -> None:
    who = sample.candidate(store)
    store.write(people.renew_basis, who, CONSENT)
    with pytest.raises(Impossible) as refused:
        store.write(basis.withdraw, who, on)
    assert refused.value.field == "withdrawn_on"
    assert store.read(people.person, who).withdrawn_on is None


def test_a_contract_cannot_be_withdrawn_like_a_consent(store: Store, me: int) -> None:
    who = sample.add(store, "Орлов")
    store.write(people.renew_basis, who, Basis("трудовой договор", SIGNED, None, ground=Ground.CONTRACT))
    with pytest.raises(NotConsent):
        store.write(basis.withdraw, who, ON)


def test_what_cannot_be_a_paper_is_refused_and_nothing_is_written(store: Store, me: int) -> None:
    who = sample.candidate(store)
    for paper, refusal in (
        (replace(CONSENT, text=" "), Missing),
        (replace(CONSENT, sha256="ab"), Impossible),
        (replace(CONSENT, kept_at="п" * 301), TooLong),
        (replace(CONSENT, paper_on=days(1)), Impossible),
        (replace(CONSENT, paper_on=None), NeedsPaper),
    ):
        with pytest.raises(refusal):
            store.write(people.renew_basis, who, paper)
    with pytest.raises(Unknown):
        store.write(basis.withdraw, 999, ON)
    assert store.read(basis.of_person, who) == ()


def refused_on(store: Store, me: int, surname: str, on: date, cycle: int | None = None) -> int:
    """Let somebody be assessed for a vacancy and not be chosen."""
    who = sample.candidate(store, surname)
    cycle = cycle or sample.campaign(store, (me, Role.MANAGER))
    case = store.write(campaigns.invite, cycle, who)
    sample.sheet(store, case, me, Role.MANAGER, 1)
    store.write(refusals.choose_another, case, "опыт", on)
    return who


def test_a_candidate_who_was_not_chosen_is_due_by_the_policy_and_can_be_prolonged(
    store: Store, clock: sample.Clock, me: int
) -> None:
    who = refused_on(store, me, "Орлов", ON)
    later = days(31)
    assert over(store, days(30)) == []
    assert over(store, later) == [("Орлов", days(30), Why.REFUSED)]
    clock.set(later)
    with pytest.raises(NeedsReason):
        store.write(basis.hold, who, days(60), " ")
    with pytest.raises(Impossible):
        store.write(basis.hold, who, later, "спор")
    store.write(basis.hold, who, days(60), "обжалует отказ")
    assert over(store, later) == []
    assert term_of(store, who, later) == Term(days(60), Why.HELD, Why.REFUSED)
    assert store.read(basis.of_person, who)[0].reason == "обжалует отказ"
    assert "обжалует" not in str(sample.last_event(store).data)


def test_another_open_vacancy_keeps_the_term_from_running(store: Store, me: int) -> None:
    who = refused_on(store, me, "Орлов", ON)
    store.write(campaigns.invite, sample.campaign(store, (me, Role.MANAGER), title="вторая"), who)
    assert term_of(store, who) is None
    assert over(store, days(400)) == []


def test_whoever_withdrew_or_was_not_recommended_or_outlived_the_vacancy_is_due(
    store: Store, me: int
) -> None:
    cycle = sample.campaign(store, (me, Role.MANAGER))
    who = {name: sample.candidate(store, name) for name in ("Орлов", "Белова", "Ким")}
    case = {name: store.write(campaigns.invite, cycle, one) for name, one in who.items()}
    store.write(campaigns.withdraw, case["Орлов"], "передумал", ON)
    sample.sheet(store, case["Белова"], me, Role.MANAGER, 1)
    assert [term_of(store, one) for one in who.values()] == [due(30, Why.REFUSED), None, None]
    store.write(decisions.conclude, case["Белова"], Outcome.NOT_RECOMMEND, "мало опыта", on=ON)
    assert term_of(store, who["Белова"]) == due(30, Why.REFUSED)
    sample.sheet(store, case["Ким"], me, Role.MANAGER, 1)
    assert term_of(store, who["Ким"]) is None
    store.write(cycles.close_cycle, cycle, "вакансию закрыли")
    assert term_of(store, who["Ким"]) == due(30, Why.REFUSED)


def test_who_left_is_due_when_the_term_of_staff_is_over(store: Store, me: int) -> None:
    who = sample.add(store, "Рябов", hired_on=date(2020, 1, 1))
    store.write(people.dismiss, who, date(2026, 1, 31), "")
    assert over(store) == []
    store.write(retention.keep_policy, Retention(staff_months=1))
    assert over(store) == [("Рябов", date(2026, 2, 28), Why.LEFT)]
    assert store.read(retention.policy) == Retention(staff_months=1)
    event = sample.last_event(store)
    assert (event.act, event.data["name"], event.data["staff_months"]) == ("set", "retention", 1)


def test_an_impossible_policy_is_refused(store: Store, me: int) -> None:
    with pytest.raises(Impossible):
        store.write(retention.keep_policy, Retention(candidate_days=-1))
    assert store.read(retention.policy) == Retention()


def test_two_cards_that_are_merged_have_one_term_and_every_paper(store: Store, me: int) -> None:
    kept, double = sample.candidate(store, "Орлов"), refused_on(store, me, "Орлов", ON)
    store.write(people.renew_basis, double, CONSENT)
    store.write(basis.withdraw, double, ON)
    store.write(merging.merge, kept, double)
    assert over(store, days(31)) == [("Орлов", days(30), Why.WITHDRAWN)]
    assert store.read(retention.of_person, double, ON) is None
    assert [one.withdrawn_on for one in store.read(basis.of_person, kept)] == [ON, None]


def test_who_is_erased_is_due_no_more(store: Store, me: int) -> None:
    who = sample.candidate(store, basis_until=days(-3))
    assert [day for _, day, _ in over(store)] == [days(-3)]

    def erase(session: Session) -> None:
        session.info["unjournaled"] = True
        row = session.exec(select(models.Person).where(col(models.Person.id) == who)).one()
        row.erased_at = sample.Clock()()
        session.add(row)

    store.write(erase)
    assert over(store) == []


def test_the_list_is_read_in_two_statements_however_many_they_are(store: Store, me: int) -> None:
    sample.candidate(store, "Орлов", basis_until=days(-3))
    few = sample.count(store, retention.ending, ON)
    for number in range(4):
        sample.add(store, f"Белов{number}", PersonKind.EXTERNAL, basis="д", basis_on=days(-9), basis_until=ON)
    sample.cycle(store, CycleKind.QUARTERLY)
    assert sample.count(store, retention.ending, ON) == few == 2
    assert [name for name, _, _ in over(store, ON, days(14))] == ["Орлов", *(f"Белов{n}" for n in range(4))]
