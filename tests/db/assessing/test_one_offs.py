"""An assessment that was begun by mistake is taken back: deleted while it is empty, else withdrawn."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from db import models
from db.assessing import assessments, cases, one_offs, people
from db.assessing.sheet import sheets
from db.file.store import Store
from db.hiring import campaigns
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.sheet import SheetState
from domain.errors import NeedsReason, NotWithdrawn, Rests, Unknown, Withdrawn
from domain.mark import Mark, Role
from tests.db import sample

ON = sample.TODAY


@pytest.fixture
def me(store: Store) -> int:
    """The specialist, at work."""
    found = sample.add(store, "Соколова", is_actor=True)
    store.act_as(found)
    return found


def rows(session: Session, table: type[models.Case | models.Cycle | models.Sheet | models.CaseItem]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def begun(store: Store, me: int, person: int) -> tuple[int, int]:
    """Begin an assessment by itself; return case and sheet."""
    sheet = store.write(assessments.start, person, me, Role.HR)
    return store.read(sheets.sheet, sheet, me).case_id, sheet


def test_an_empty_one_is_deleted_and_what_was_before_speaks_again(store: Store, me: int) -> None:
    person = sample.candidate(store)
    known, _ = begun(store, me, person)
    sample.sheet(store, known, me, said=3, submit=True)
    tables = (models.Case, models.Cycle, models.Sheet, models.CaseItem)
    before = [store.read(rows, table) for table in tables]
    case, sheet = begun(store, me, person)
    assert store.read(one_offs.mistake, case) == one_offs.Mistake(empty=True, submitted=0)
    assert store.write(one_offs.take_back, case) is True
    assert [store.read(rows, table) for table in tables] == before
    with pytest.raises(Unknown):
        store.read(sheets.sheet, sheet, me)
    assert [one.case_id for one in store.read(people.card, person, me, ON).cases] == [known]
    event = sample.last_event(store)
    assert (event.act, event.subject_kind, event.subject_id) == ("delete", "case", case)
    assert store.checkup() == ()


def test_half_a_word_is_not_nothing(store: Store, me: int) -> None:
    person = sample.candidate(store)
    case, sheet = begun(store, me, person)
    item = store.read(sheets.sheet, sheet, me).rows[0].item.id
    store.write(sheets.keep_draft, sheet, item, "comment", "начал пис")
    assert not store.read(one_offs.mistake, case).empty
    with pytest.raises(NeedsReason):
        store.write(one_offs.take_back, case, " ")


def test_one_with_marks_stays_to_be_seen_and_counts_nowhere(store: Store, me: int) -> None:
    person = sample.candidate(store)
    case, sheet = begun(store, me, person)
    item = store.read(sheets.sheet, sheet, me).rows[0].item.id
    store.write(sheets.rate, sheet, item, Mark.rated(2))
    assert store.write(one_offs.take_back, case, "начата не для того человека") is False
    kept = store.read(sheets.sheet, sheet, me)
    assert (kept.case, kept.rows[0].mark) == (CaseState.WITHDRAWN, Mark.rated(2))
    (row,) = [one for one in store.read(people.people, me) if one.person.id == person]
    assert row.shown is None and row.latest is not None and row.latest.spent
    with pytest.raises(Withdrawn):
        store.write(sheets.rate, sheet, item, Mark.rated(3))
    with pytest.raises(Withdrawn):
        store.write(one_offs.take_back, case, "ещё раз")
    (line,) = store.read(people.card, person, me, ON).withdrawn
    assert (line.case_id, line.by_name, line.reason) == (case, "Соколова", "начата не для того человека")
    again, _ = begun(store, me, person)
    assert again != case, "the person can be assessed anew"


def test_what_was_handed_in_is_withdrawn_with_a_reason_and_can_be_read(store: Store, me: int) -> None:
    person = sample.candidate(store)
    case, sheet = begun(store, me, person)
    store.write(sheets.submit, sheet)
    assert store.read(one_offs.mistake, case) == one_offs.Mistake(empty=False, submitted=1)
    with pytest.raises(NeedsReason):
        store.write(one_offs.take_back, case)
    store.write(one_offs.take_back, case, "не та модель")
    assert store.read(sheets.sheet, sheet, me).state is SheetState.SUBMITTED


def test_what_belongs_to_a_vacancy_or_a_cycle_is_not_taken_back_alone(store: Store, me: int) -> None:
    person = sample.candidate(store)
    case = store.write(campaigns.invite, sample.campaign(store, (me, Role.HR)), person)
    with pytest.raises(NotWithdrawn) as kept:
        store.write(one_offs.take_back, case, "по ошибке")
    assert kept.value.why is Rests.HIRING
    worker = sample.add(store, "Белов")
    case = sample.case(store, worker, sample.cycle(store, CycleKind.QUARTERLY))
    with pytest.raises(NotWithdrawn) as kept:
        store.write(one_offs.take_back, case, "по ошибке")
    assert kept.value.why is Rests.CYCLE
    assert store.read(cases.line, case).state is CaseState.OPEN


@pytest.mark.parametrize("table", ["case_item", '"case"', "cycle"])
@pytest.mark.parametrize("kind", [CycleKind.QUARTERLY, CycleKind.HIRING])
def test_the_file_itself_lets_nothing_else_go(store: Store, me: int, kind: CycleKind, table: str) -> None:
    """Not a case of a cycle, not one of a vacancy, though neither has a sheet yet."""
    if kind is CycleKind.HIRING:
        store.write(campaigns.invite, sample.campaign(store, (me, Role.HR)), sample.candidate(store))
    else:
        sample.case(store, sample.add(store, "Белов"), sample.cycle(store, kind))

    def delete(session: Session) -> None:
        session.connection().execute(text(f"DELETE FROM {table}"))

    with pytest.raises(IntegrityError, match="frozen with the c"):
        store.write(delete)


def test_a_result_knows_whether_it_is_of_a_vacancy(store: Store, me: int) -> None:
    person = sample.candidate(store)
    vacancy = store.write(campaigns.invite, sample.campaign(store, (me, Role.HR)), person)
    sample.sheet(store, vacancy, me, Role.HR, 2)
    alone = sample.candidate(store)
    store.write(sheets.submit, store.write(assessments.start, alone, me, Role.HR))
    case = store.read(cases.case_of, alone)
    found = [store.read(cases.result, one, me, sample.TODAY).in_vacancy for one in (vacancy, case)]
    assert found == [True, False]
