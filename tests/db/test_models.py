"""What the tables hold to, whoever writes: names, checks, uniqueness."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Connection, UniqueConstraint, insert, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from db import models
from db.assessing.people import everybody
from db.file.store import Store
from domain.assessing.case import CaseState, CycleKind
from domain.assessing.evidence import Polarity
from domain.assessing.sheet import SheetOrigin, SheetState
from domain.development.plan import ActionKind, PlanKind, PlanState
from domain.mark import Role, State
from domain.people.person import PersonKind
from domain.sheet_kinds import Origin
from tests import prepared
from tests.db import sample

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def refused(store: Store, *rows: SQLModel) -> str:
    """Return the name of the constraint that the last row breaks, or its columns."""

    def put(session: Session) -> str:
        session.add_all(rows[:-1])
        session.flush()
        session.add(rows[-1])
        with pytest.raises(IntegrityError) as broken:
            session.flush()
        session.rollback()
        session.info["unjournaled"] = True
        return str(broken.value.orig).replace(f"{rows[-1].__tablename__}.", "")

    return store.write(put)


@pytest.fixture
def draft(store: Store) -> int:
    """A sheet that is still a draft."""
    assessor = sample.add(store, "Соколова")
    return sample.sheet(store, sample.case(store, sample.candidate(store)), assessor, submit=False)


def mark(sheet_id: int, **said: Any) -> models.Mark:
    fields = {"item_id": 1, "state": State.RATED, "level": 3, "origin": Origin.TYPED, "rated_at": NOW}
    return models.Mark(sheet_id=sheet_id, **(fields | said))


def test_every_constraint_and_index_has_a_name_so_that_a_migration_can_change_it() -> None:
    models.load()
    for table in SQLModel.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint!r}"
        assert all(index.name for index in table.indexes), table.name


def test_every_table_of_the_schema_is_there_and_no_other() -> None:
    named = """organisation unit person education experience medical erasure scale scale_level framework
        function item item_function item_group duty duty_item question question_set question_set_item
        grouping_check version_link provision job_description level_import imported_level
        library_action profile target policy cycle case case_item sheet mark mark_text asked_probe draft_text
            case_draft
        note_draft training_draft form_draft
        evidence campaign campaign_panel campaign_change cycle_end case_assessor case_opening withdrawal
        conclusion_signer refusal not_chosen hire evidence_item settled conclusion snapshot snapshot_part plan
        goal
            goal_duty
        basis_paper goal_alias action action_move mentoring induction_step indicator indicator_week
        probation_end probation_level check_meeting familiarisation issued_paper journal setting
        own_key known_key case_key packet kept_share outstanding
        first_answer account account_unit login"""
    models.load()
    assert set(SQLModel.metadata.tables) == set(named.split())


def test_every_table_is_had_by_its_name_whichever_part_it_is_made_in() -> None:
    models.load()
    tables = [mapper.class_ for mapper in models.Table._sa_registry.mappers]  # pyright: ignore[reportPrivateUsage]
    assert len(tables) == len(SQLModel.metadata.tables)
    for table in tables:
        assert getattr(models, table.__name__) is table


OPENED = """
import sys
from datetime import date
from pathlib import Path
from sqlmodel import SQLModel
from db.home import overview
from db.file.store import Store
store = Store.open(Path(sys.argv[1]))
seen = store.read(overview.overview, 2, date(2026, 11, 24))
assert seen.drafts
print(len(SQLModel.metadata.tables))
from db.assessing import people
from domain.people.person import Person, PersonKind
print(store.write(people.add, Person(kind=PersonKind.EMPLOYEE, surname="Орлов", manager_id=1)))
store.close()
"""


def test_a_file_is_read_with_few_tables_made_and_written_with_all(tmp_path: Path) -> None:
    made = Store.open(prepared.empty(tmp_path / "North.merilo"))
    case = sample.case(made, sample.candidate(made))
    sample.sheet(made, case, sample.add(made, "Соколова", is_actor=True), submit=False)
    people = len(made.read(everybody))
    made.close()
    run = [sys.executable, "-c", OPENED, str(tmp_path / "North.merilo")]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=600)
    tables, added = (int(line) for line in done.stdout.split())
    assert tables < len(SQLModel.metadata.tables) * 2 / 3
    assert added == people + 1


def test_no_other_name_is_had_from_the_tables() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Banana'"):
        _ = models.Banana  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType, reportUnknownMemberType]


@pytest.mark.parametrize("table", [models.Person, models.Framework, models.Sheet, models.Plan])
def test_what_can_travel_has_an_identity_that_nobody_else_has(table: type[models.Table]) -> None:
    columns = SQLModel.metadata.tables[str(table.__tablename__)].constraints
    assert any(isinstance(one, UniqueConstraint) and set(one.columns.keys()) == {"uid"} for one in columns)


ROUNDED = pytest.mark.of_the_file("PostgreSQL rounds it; the domain refuses it before")


@pytest.mark.parametrize("level", [-1, 5, pytest.param(2.5, marks=ROUNDED)])
def test_a_level_is_one_of_five_whole_numbers(
    store: Store, draft: int, level: Any, held_against: list[str]
) -> None:
    assert "ck_mark_level" in refused(store, mark(draft, level=level))
    held_against.clear()  # that 2.5 is no whole number is what is tried here


def test_a_rated_mark_without_a_level_is_refused(store: Store, draft: int) -> None:
    assert "ck_mark_rated" in refused(store, mark(draft, level=None))


def test_a_reason_with_a_level_is_refused(store: Store, draft: int) -> None:
    assert "ck_mark_rated" in refused(store, mark(draft, state=State.NOT_ASKED, level=0))


def test_one_item_has_one_mark_in_a_sheet(store: Store, draft: int) -> None:
    def twice(session: Session) -> None:
        for level in (3, 1):
            session.connection().execute(insert(models.Mark), [mark(draft, level=level).model_dump()])

    with pytest.raises(IntegrityError, match=r"UNIQUE|pk_mark"):
        store.write(twice)


def test_a_mark_belongs_to_a_sheet_and_to_an_item(store: Store, draft: int) -> None:
    assert "FOREIGN KEY" in refused(store, mark(draft + 1)).upper()
    assert "FOREIGN KEY" in refused(store, mark(draft, item_id=10_000)).upper()


def sheet(case_id: int, assessor_id: int, **fields: Any) -> models.Sheet:
    usual = {
        "uid": str(sample.new_uid()),
        "role": Role.HR,
        "state": SheetState.DRAFT,
        "origin": SheetOrigin.SCREEN,
        "started_at": NOW,
    }
    return models.Sheet(case_id=case_id, assessor_id=assessor_id, **(usual | fields))


def test_an_assessor_has_one_draft_in_a_case(store: Store, draft: int) -> None:
    second = sheet(1, 1, revision=2, reason="описка")
    assert "case_id, assessor_id" in refused(store, second)


def test_a_correction_needs_a_reason(store: Store, draft: int) -> None:
    assert "ck_sheet_reason" in refused(store, sheet(1, 2, revision=2))


def test_a_submitted_sheet_has_a_time_and_a_hash(store: Store, draft: int) -> None:
    assert "ck_sheet_submitted" in refused(store, sheet(1, 2, state=SheetState.SUBMITTED, content_hash="00"))
    dated = {"submitted_at": NOW, "submitted_on": NOW.date()}
    assert "ck_sheet_hashed" in refused(store, sheet(1, 2, state=SheetState.SUBMITTED, **dated))


def test_a_person_has_one_case_in_a_cycle(store: Store, draft: int) -> None:
    again = models.Case(
        uid=str(sample.new_uid()),
        cycle_id=1,
        person_id=2,
        profile_id=1,
        opened_on=sample.TODAY,
        state=CaseState.OPEN,
    )
    assert "cycle_id, person_id" in refused(store, again)


def test_experience_is_either_dated_or_typed_as_months(store: Store) -> None:
    person = sample.candidate(store)
    neither = models.Experience(person_id=person, area="quality_measurement")
    both = models.Experience(person_id=person, area="x", from_on=date(2020, 1, 1), months=3)
    assert "ck_experience_dated" in refused(store, neither)
    assert "ck_experience_dated" in refused(store, both)


def test_codes_of_people_and_cycles_are_unique(store: Store) -> None:
    sample.candidate(store, code="C-0042")
    again = models.Person(
        uid=str(sample.new_uid()), code="C-0042", kind=PersonKind.CANDIDATE, surname="Мельник", folded="м"
    )
    assert "code" in refused(store, again)


def test_a_fact_cannot_be_seen_after_it_was_written_down(store: Store) -> None:
    person = sample.candidate(store)
    fact = models.Evidence(
        uid=str(sample.new_uid()),
        person_id=person,
        author_id=person,
        observed_on=date(2026, 11, 25),
        recorded_on=date(2026, 11, 24),
        recorded_at=NOW,
        polarity=Polarity.FOR,
        text="видели завтра",
    )
    assert "ck_evidence_observed" in refused(store, fact)


def test_there_is_one_organisation(store: Store) -> None:
    assert "ck_organisation_one" in refused(store, models.Organisation(id=2, uid=str(sample.new_uid())))


def test_weights_go_from_one_to_three(store: Store) -> None:
    goal = models.Goal(plan_id=1, item_id=1, level_to=3, critical=False, weight=4, position=0)
    assert "ck_goal_weight" in refused(store, a_plan(store), goal)


def a_plan(store: Store, **fields: Any) -> models.Plan:
    usual = {
        "id": 1,
        "person_id": sample.candidate(store),
        "kind": PlanKind.IDP,
        "made_on": date(2026, 11, 24),
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 3, 31),
        "state": PlanState.DRAFT,
    }
    return models.Plan(uid=str(sample.new_uid()), **(usual | fields))


def test_a_plan_ends_after_it_starts(store: Store) -> None:
    assert "ck_plan_period" in refused(store, a_plan(store, ends_on=date(2026, 12, 31)))


def test_a_case_has_one_first_plan_of_a_kind(store: Store) -> None:
    case = sample.case(store, sample.candidate(store, "Мельник"))
    first, second = a_plan(store, case_id=case), a_plan(store, id=2, case_id=case)
    assert "case_id, kind" in refused(store, first, second)


def test_only_the_action_that_gives_a_level_has_no_item(store: Store) -> None:
    lost = models.LibraryAction(
        uid=str(sample.new_uid()),
        code="own-1",
        kind=ActionKind.FORMAL,
        weeks=1,
        text_ru="учиться",
        evidence_ru="сдано",
    )
    assert "ck_library_action_item" in refused(store, lost)


def test_enums_are_kept_by_their_values_and_nothing_else_is_taken(store: Store) -> None:
    sample.cycle(store, CycleKind.QUARTERLY)

    def kinds(session: Session) -> list[str]:
        return list(session.connection().execute(text("SELECT kind FROM cycle")).scalars())

    assert store.read(kinds) == ["quarterly"]

    def put(session: Session) -> None:
        _raw(session.connection(), "UPDATE cycle SET state = 'paused'")

    with pytest.raises(IntegrityError, match="ck_cycle_state"):
        store.write(put)


def _raw(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))


@pytest.mark.of_the_file("those of a server are compared in tests/db/shared")
def test_every_enum_column_has_its_check_in_the_file(store: Store) -> None:
    def schema(session: Session) -> dict[str, str]:
        rows = session.connection().execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        return {row[0]: row[1] for row in rows}

    found = store.read(schema)
    for table in SQLModel.metadata.tables.values():
        for check in table.constraints:
            if isinstance(check, CheckConstraint):
                assert re.search(rf"\b{check.name}\b", found[table.name]), check.name


def test_moments_come_back_in_utc(store: Store, draft: int) -> None:
    def moment(session: Session) -> datetime:
        return session.exec(select(models.Sheet.started_at)).one()

    assert store.read(moment).tzinfo is UTC
