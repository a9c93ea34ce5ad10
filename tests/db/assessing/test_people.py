"""People are added, changed, found and listed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from db import models
from db.assessing import cases, people
from db.assessing.sheet import sheets
from db.development import plans
from db.file.store import Store
from db.journal import journal
from db.people import organisation
from domain.assessing.case import CycleKind
from domain.assessing.sheet import SheetState
from domain.errors import Impossible, Missing, NeedsPaper, Taken, TooLong, Unknown
from domain.mark import Role
from domain.people.gates import GateKind, Verdict
from domain.people.person import Admission, Basis, Education, Experience, Medical, Person, PersonKind
from domain.period import next_quarter
from tests.db import sample

FULL = Person(
    kind=PersonKind.CANDIDATE,
    surname="Лебедева",
    given="Ирина",
    patronymic="Олеговна",
    contact="irina@example.org",
    post="менеджер",
    personnel_no="0042",
    hired_on=date(2026, 1, 12),
    left_on=date(2026, 6, 1),
    basis="согласие",
    basis_until=date(2027, 1, 1),
    education=(Education("spo_specialist", "диплом 2017", date(2026, 11, 18)), Education("higher_bachelor")),
    experience=(
        Experience("remote_contact_handling", date(2025, 1, 1), date(2026, 6, 30), None, "книжка"),
        Experience("quality_measurement", months=7),
    ),
    medical=(Medical("preliminary", Admission.PENDING, date(2026, 11, 1), date(2027, 11, 1)),),
)


def test_a_person_comes_back_as_written(store: Store) -> None:
    person_id = store.write(people.add, FULL)
    found = store.read(people.person, person_id)
    assert found == replace(FULL, id=person_id, uid=found.uid, code="C-0001")
    assert len(found.uid) == 36


def test_codes_count_on_by_kind_from_the_highest_in_use(store: Store) -> None:
    sample.candidate(store, code="C-0042")
    sample.candidate(store, code="C-abc")
    sample.candidate(store, code="C-99999999999999999999")
    codes = [store.read(people.person, sample.add(store, "Мельник", kind)).code for kind in PersonKind]
    assert codes == ["C-0043", "E-0001", "X-0001"]


def test_a_code_is_never_given_twice(store: Store) -> None:
    sample.candidate(store, code="C-0042")
    with pytest.raises(Taken) as taken:
        sample.candidate(store, "Мельник", code=" C-0042 ")
    assert (taken.value.field, taken.value.value) == ("code", "C-0042")


def test_a_personnel_number_belongs_to_one_person_and_many_have_none(store: Store) -> None:
    sample.add(store, "Громов", personnel_no="0101")
    sample.add(store, "Соколова", personnel_no=" ")
    sample.add(store, "Фомина", personnel_no=None)
    with pytest.raises(Taken) as taken:
        sample.add(store, "Орлов", personnel_no="0101")
    assert taken.value.field == "personnel_no"


def test_names_are_cleaned_of_what_cannot_be_seen(store: Store) -> None:
    person_id = sample.candidate(store, " Лебе\u202eдева \n", given="Ири\x00на", contact="a\tb")
    found = store.read(people.person, person_id)
    assert (found.surname, found.given, found.contact) == ("Лебедева", "Ирина", "a b")


def test_what_a_person_types_is_text_and_nothing_else(store: Store) -> None:
    for hostile in ("=1+1", "<img src=x>", "Robert'); DROP TABLE person;--", "😀", "أحمد"):
        assert store.read(people.person, sample.candidate(store, hostile)).surname == hostile


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        (Person(surname=" "), Missing),
        (Person(surname="\u202e"), Missing),
        (Person(surname="Л" * 121), TooLong),
        (Person(surname="Лебедева", hired_on=date(2026, 2, 1), left_on=date(2026, 1, 1)), Impossible),
        (Person(surname="Лебедева", left_reason="по собственному желанию"), Missing),
    ],
)
def test_who_cannot_be_stored_is_refused_and_leaves_nothing(
    store: Store, person: Person, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        store.write(people.add, person)
    assert store.read(people.people, None) == ()


def test_a_change_writes_all_fields_and_all_facts(store: Store) -> None:
    person_id = store.write(people.add, FULL)
    found = store.read(people.person, person_id)
    hired = replace(
        found, kind=PersonKind.EMPLOYEE, code="", given="Анна", experience=(), education=found.education[1:]
    )
    store.write(people.change, hired)
    changed = store.read(people.person, person_id)
    assert changed == replace(hired, code="C-0001")
    assert (changed.uid, changed.id) == (found.uid, found.id)


def test_a_change_may_keep_the_own_code_but_not_take_that_of_another(store: Store) -> None:
    first, second = sample.candidate(store), sample.candidate(store, "Мельник")
    mine = store.read(people.person, second)
    store.write(people.change, replace(mine, given="Ольга"))
    with pytest.raises(Taken):
        store.write(people.change, replace(mine, code=store.read(people.person, first).code))
    with pytest.raises(Unknown):
        store.write(people.change, replace(mine, id=99))


def test_unit_and_manager_must_be_there_and_nobody_leads_themselves(store: Store) -> None:
    for link in ({"unit_id": 9}, {"manager_id": 9}):
        with pytest.raises(Unknown):
            sample.candidate(store, **link)
    mine = store.read(people.person, sample.candidate(store))
    with pytest.raises(Impossible) as refused:
        store.write(people.change, replace(mine, manager_id=mine.id))
    assert refused.value.field == "manager_id"


def test_who_is_not_there_is_unknown(store: Store) -> None:
    with pytest.raises(Unknown):
        store.read(people.person, 99)
    with pytest.raises(Unknown) as unknown:
        store.read(people.by_code, "C-0099")
    assert (unknown.value.kind, unknown.value.code) == ("person", "C-0099")


def test_a_person_is_found_by_code(store: Store) -> None:
    person_id = sample.candidate(store, code="C-0042")
    assert store.read(people.by_code, "C-0042").id == person_id


def test_unit_and_manager_are_read_along(store: Store) -> None:
    unit = store.write(organisation.add_unit, "Смена А")
    boss = sample.add(store, "Громов", given="Максим", patronymic="Сергеевич")
    found = store.read(people.person, sample.add(store, "Орлов", unit_id=unit, manager_id=boss))
    assert (found.unit, found.manager_name) == ("Смена А", "Громов Максим Сергеевич")


def test_the_list_stands_by_name_with_yo_as_ye(store: Store) -> None:
    for surname in ("Фомина", "Ёлкина", "Елагин", "Жуков", "белов"):
        sample.candidate(store, surname)
    rows = store.read(people.people, None)
    assert [row.person.surname for row in rows] == ["белов", "Елагин", "Ёлкина", "Жуков", "Фомина"]
    assert "елкина" in rows[2].person.folded


def test_actors_are_those_who_work_with_the_file(store: Store) -> None:
    sample.add(store, "Соколова", is_actor=True)
    sample.add(store, "Громов", is_actor=True)
    sample.candidate(store)
    assert [person.surname for person in store.read(people.actors)] == ["Громов", "Соколова"]


def test_whoever_has_a_seat_or_a_sheet_works_with_the_file_too(store: Store) -> None:
    sample.add(store, "Соколова", is_actor=True)
    seated, rated, here = (sample.add(store, name) for name in ("Громов", "Фомина", "Ким"))
    sample.add(store, "Никитин")
    person = sample.candidate(store)
    case = sample.case(store, person)
    store.write(_seat, case, seated)
    sample.sheet(store, sample.case(store, sample.candidate(store, "Орлова")), rated)
    able = [one.surname for one in store.read(people.actors)]
    assert able == ["Громов", "Соколова", "Фомина"]
    assert [one.surname for one in store.read(people.actors, here)] == ["Громов", "Ким", "Соколова", "Фомина"]


def _seat(session: Session, case_id: int, person_id: int) -> None:
    session.add(models.CaseAssessor(case_id=case_id, person_id=person_id, role=Role.MANAGER, position=1))
    journal.record(session, "assign", "case", case_id, {})


def test_the_list_shows_the_newest_case_with_its_progress(store: Store) -> None:
    hr, person = sample.add(store, "Соколова"), sample.candidate(store)
    sample.sheet(store, sample.case(store, person), hr, said=2)
    newest = sample.case(store, person, sample.cycle(store, title="Вторая вакансия"))
    sample.sheet(store, newest, hr, said={"K01": 3, "S01": 2}, submit=False)
    latest = next(row.latest for row in store.read(people.people, hr) if row.person.id == person)
    assert latest is not None
    assert (latest.case_id, latest.cycle_title, latest.person_name) == (newest, "Вторая вакансия", "Лебедева")
    (line,) = latest.sheets
    assert (line.marked, line.in_scope, line.state) == (2, 71, SheetState.DRAFT)
    assert latest.draft_of(hr) == line
    assert not latest.all_in and latest.waiting == (line,)


def test_marks_outside_of_the_scope_are_no_progress(store: Store) -> None:
    hr, person = sample.add(store, "Соколова"), sample.candidate(store)
    case = sample.case(store, person, sample.cycle(store, question_set_id=sample.set_id(store, "screening")))
    outside = next(one.code for one in sample.framework(store).items if one.code not in _scope(store, case))
    sample.sheet(store, case, hr, said={outside: 3, "K01": 3}, submit=False)
    (line,) = store.read(people.card, person, hr, sample.TODAY).cases[0].sheets
    assert line.marked == 1 and line.in_scope == len(_scope(store, case)) < 71


def _scope(store: Store, case_id: int) -> set[str]:
    def read(session: Session) -> set[str]:
        codes = {one.id: one.code for one in sample.framework(store).items}
        rows = session.exec(models.CaseItem.__table__.select())  # pyright: ignore[reportAttributeAccessIssue]
        return {codes[row.item_id] for row in rows if row.case_id == case_id and row.in_scope}

    return store.read(read)


def test_a_correction_under_way_is_one_line_and_still_in(store: Store) -> None:
    hr, person = sample.add(store, "Соколова"), sample.candidate(store)
    first = sample.sheet(store, sample.case(store, person), hr, said=2)
    second = store.write(sheets.revise, first, "описка")
    latest = store.read(people.card, person, hr, sample.TODAY).cases[0]
    (line,) = latest.sheets
    assert (line.sheet_id, line.revision, line.state, line.handed_in) == (second, 2, SheetState.DRAFT, True)
    assert latest.all_in


def test_the_card_has_gates_cases_and_plans(store: Store) -> None:
    hr = sample.add(store, "Соколова")
    person = store.write(people.add, replace(FULL, left_on=None))
    cases = [sample.case(store, person) for _ in range(2)]
    sample.sheet(store, cases[1], hr, said=1)
    store.write(plans.make, cases[1], hr, next_quarter(sample.TODAY), sample.TODAY)
    card = store.read(people.card, person, hr, sample.TODAY)
    assert [line.case_id for line in card.cases] == cases[::-1]
    verdicts = {gate.kind: gate.verdict for gate in card.gates}
    assert verdicts[GateKind.EDUCATION] is Verdict.MET
    assert verdicts[GateKind.MEDICAL] is Verdict.TO_CONFIRM
    assert card.requirements.min_education == "spo_specialist"
    (plan,) = card.plans
    assert plan.goals == 5
    assert (plan.starts_on, plan.ends_on) == (date(2027, 1, 1), date(2027, 3, 31))


def test_a_card_of_nobody_is_unknown(store: Store) -> None:
    with pytest.raises(Unknown):
        store.read(people.card, 99, None, sample.TODAY)


def test_erased_and_merged_people_are_not_listed(store: Store) -> None:
    stays, goes, merged = (sample.candidate(store, name) for name in ("Белова", "Волков", "Жуков"))

    def erase(session: Session) -> None:
        session.get_one(models.Person, goes).erased_at = sample.Clock()()
        session.get_one(models.Person, merged).merged_into = stays
        session.info["unjournaled"] = True

    store.write(erase)
    assert [row.person.id for row in store.read(people.people, None)] == [stays]


def many(store: Store, number: int) -> None:
    """Put in so many employees, each with a case and a draft, in one act."""

    def put(session: Session) -> None:
        with journal.act(session, "fill", "test"):
            for n in range(number):
                person = models.Person(
                    uid=str(sample.new_uid()),
                    code=f"E-{session.info['start'] + n:04d}",
                    kind=PersonKind.EMPLOYEE,
                    surname=f"Человек {n}",
                    folded=f"человек {n}",
                )
                session.add(person)
                session.flush()
                case = cases.open_case(session, 1, person.id, 2)
                assert sheets.open_sheet(session, case, 1, Role.MANAGER)

    def numbered(session: Session) -> None:
        session.info["start"] = len(session.exec(models.Person.__table__.select()).all())  # pyright: ignore[reportAttributeAccessIssue]
        put(session)

    store.write(numbered)


def test_the_list_costs_the_same_number_of_statements_for_10_and_500_people(store: Store) -> None:
    sample.add(store, "Громов", code="M-1")
    sample.cycle(store, CycleKind.QUARTERLY)
    many(store, 10)
    store.read(people.card, 5, 1, sample.TODAY)  # the profiles are read once
    few = sample.count(store, people.people, 1)
    card = sample.count(store, people.card, 5, 1, sample.TODAY)
    many(store, 490)
    assert len(store.read(people.people, 1)) == 501
    assert sample.count(store, people.people, 1) == few == 4
    assert sample.count(store, people.card, 5, 1, sample.TODAY) == card
    assert store.read(people.people, 1)[1].latest is not None


def test_a_dismissal_is_recorded_with_its_reason_and_taken_back(store: Store) -> None:
    who = sample.add(store, "Белов", hired_on=date(2020, 1, 1))
    store.write(people.dismiss, who, date(2026, 11, 20), "  по собственному  желанию ")
    kept = store.read(people.person, who)
    assert (kept.left_on, kept.left_reason) == (date(2026, 11, 20), "по собственному желанию")
    assert kept.has_left(date(2026, 11, 21)) and not kept.has_left(date(2026, 11, 20))
    with pytest.raises(Impossible) as refused:
        store.write(people.dismiss, who, date(2019, 12, 31), "")
    assert refused.value.field == "left_on"
    assert store.read(people.person, who) == kept, "nothing is changed by what is refused"
    store.write(people.take_dismissal_back, who)
    assert (store.read(people.person, who).left_on, store.read(people.person, who).left_reason) == (None, "")


def test_every_paper_of_a_consent_stays_to_be_seen(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    first = Person(
        surname="Тарасов", basis="согласие", basis_on=date(2026, 6, 1), basis_until=date(2026, 12, 1)
    )
    who = store.write(people.add, first)
    with pytest.raises(NeedsPaper):
        late = replace(store.read(people.person, who), basis_until=date(2027, 6, 1))
        store.write(people.change, late)
    with pytest.raises(Impossible) as refused:
        store.write(people.renew_basis, who, Basis("согласие", date(2030, 1, 1), date(2031, 1, 1)))
    assert refused.value.field == "basis_on"
    with pytest.raises(Impossible) as refused:
        store.write(people.renew_basis, who, Basis("согласие", date(2026, 11, 20), date(2026, 1, 1)))
    assert refused.value.field == "basis_until"
    store.write(people.renew_basis, who, Basis("согласие, резерв", date(2026, 11, 20), date(2027, 11, 20)))
    papers = store.read(people.card, who, me, date(2026, 11, 24)).papers
    assert [(one.text, one.paper_on, one.until) for one in papers] == [
        ("согласие, резерв", date(2026, 11, 20), date(2027, 11, 20)),
        ("согласие", date(2026, 6, 1), date(2026, 12, 1)),
    ]
    assert papers[0].by_name == "Соколова"
    assert store.read(people.person, who).basis_until == date(2027, 11, 20)


def test_the_day_of_a_paper_is_that_of_the_place_where_it_was_entered(store: Store) -> None:
    who = sample.candidate(store, basis="согласие", basis_on=date(2026, 6, 1))
    (paper,) = store.read(people.card, who, None, sample.TODAY).papers
    row = store.read(lambda session: session.exec(select(models.BasisPaper)).one())
    assert paper.entered_on == row.entered_on


def test_nothing_is_told_of_who_entered_what_stood_on_a_card_before(store: Store) -> None:
    me = sample.add(store, "Соколова", is_actor=True)
    store.act_as(me)
    who = sample.candidate(store, basis="согласие", basis_until=date(2026, 12, 1))

    def of_old(session: Session) -> None:  # a file from before papers were kept one by one
        session.info["unjournaled"] = True
        session.add(
            models.Erasure(
                person_uid=session.get_one(models.Person, who).uid, reason="", at=datetime.now(UTC)
            )
        )
        session.flush()
        for row in session.exec(select(models.BasisPaper)):
            session.delete(row)

    store.write(of_old)
    store.write(people.renew_basis, who, Basis("согласие", date(2026, 11, 20), date(2027, 11, 20)))
    new, old = store.read(people.card, who, me, sample.TODAY).papers
    assert (new.by_name, new.entered_on is None) == ("Соколова", False)
    assert (old.until, old.by_name, old.entered_on) == (date(2026, 12, 1), "", None)


def test_a_basis_that_is_taken_off_the_card_is_in_force_no_more(store: Store) -> None:
    who = sample.candidate(store, basis="согласие", basis_on=date(2026, 6, 1), basis_until=date(2026, 12, 1))
    bare = replace(store.read(people.person, who), basis="", basis_on=None, basis_until=None)
    store.write(people.change, bare)
    papers = store.read(people.card, who, None, sample.TODAY).papers
    assert [one.text for one in papers] == ["", "согласие"]


def test_who_never_left_has_no_dismissal_to_take_back(store: Store) -> None:
    who = sample.add(store, "Тарасов")
    store.write(people.take_dismissal_back, who)
    assert sample.last_event(store).act == "add"
