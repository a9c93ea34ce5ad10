"""What is frozen stays as it is, even for a hand that writes SQL."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from db.assessing import cycles, people
from db.assessing.facts import evidence
from db.assessing.sheet import sheets
from db.development import plans
from db.file import driver
from db.file.store import Store, Strange
from db.file.triggers import TRIGGERS
from db.people import organisation
from domain.assessing.case import CycleKind
from domain.assessing.evidence import Polarity
from domain.framework.profile import Phase
from domain.mark import Role
from domain.period import next_quarter
from tests.db import sample, tampering
from tests.db.conftest import DEK, PASSWORD

TABLES = (
    *("scale", "scale_level", "framework", "function", "item", "item_function", "item_group", "duty"),
    *("duty_item", "question", "question_set", "question_set_item", "profile", "target", "policy"),
)


OWN = """INSERT INTO framework
    (id, uid, key, number, scale_id, title_ru, state, note, retire_note, content_hash)
    VALUES (2, '11111111-1111-4111-8111-111111111111', 'own', 1, 1, 'своя', 'draft', '', '', '')"""


def attempt(store: Store, statement: str) -> None:
    """Run one statement; whatever comes of it is taken back."""

    def run(session: Session) -> None:
        session.connection().execute(text(tampering.spelt(statement, session)))
        session.rollback()

    store.write(run)


def refused(store: Store, statement: str, words: str) -> None:
    with pytest.raises(IntegrityError, match=words):
        attempt(store, statement)


@pytest.fixture
def sheet_id(store: Store) -> int:
    """A submitted sheet with a comment on item 1, of case 1 and person 2."""
    hr = sample.add(store, "Соколова")
    case = sample.case(store, sample.candidate(store))
    sheet = sample.sheet(store, case, hr, said=1, submit=False)
    store.write(sheets.comment, sheet, 1, "сказала сама")
    store.write(evidence.note, 2, [1], "сделала сама", Polarity.FOR, sample.SEEN_ON, sheet_id=sheet)
    store.write(sheets.submit, sheet)
    return sheet


@pytest.mark.parametrize("table", TABLES)
def test_published_content_cannot_be_deleted(store: Store, table: str) -> None:
    refused(store, f"DELETE FROM {table}", "append only" if table == "policy" else "published")


CONTENT = [
    "framework SET title_ru = 'другой'",
    "framework SET content_hash = ''",
    "framework SET published_at = NULL",
    "framework SET state = 'draft'",
    "scale SET number = 2",
    "scale SET state = 'draft'",
    "scale_level SET knowledge_ru = 'знает всё'",
    "function SET short_ru = 'иначе'",
    "item SET ru = 'иное'",
    "item SET function_id = 2",
    "item_function SET function_id = 1",
    "item_group SET position = 5",
    "duty SET ru = 'иное'",
    "duty_item SET position = 9",
    "question SET strong_ru = 'что угодно'",
    "question_set SET name_ru = 'иное'",
    "question_set_item SET position = 9",
    "profile SET post_ru = 'Директор'",
    "profile SET requirements = '{}'",
    "profile SET state = 'draft'",
    "target SET level = 0",
    "target SET critical = false",
    "policy SET content = '{}'",
]


@pytest.mark.parametrize("change", CONTENT)
def test_published_content_cannot_be_changed(store: Store, change: str) -> None:
    refused(store, f"UPDATE {change}", "append only" if change.startswith("policy") else "published")


@pytest.mark.parametrize("column", ["kind = 'formal'", "text_ru = 'иное'", "evidence_en = 'x'", "weeks = 9"])
def test_the_words_of_a_shipped_action_cannot_be_changed(store: Store, column: str) -> None:
    refused(store, f"UPDATE library_action SET {column}", "shipped")
    attempt(store, "UPDATE library_action SET hours = 8, retired_at = '2026-11-24', retired_reason = 'x'")


def test_no_action_of_the_library_can_be_deleted(store: Store) -> None:
    refused(store, "DELETE FROM library_action", "retired, not deleted")


@pytest.mark.parametrize(
    "addition",
    [
        "scale_level SELECT 1, 3, 'а', 'a', 'а', 'a', 'а', 'a', 'а', 'a'",
        "item_function SELECT 1, 5",
        "duty_item SELECT 1, 71, 9",
        "target SELECT 1, 71, 3, 1, false, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
        "question_set_item SELECT 1, 71, 99",
    ],
)
def test_nothing_is_added_to_what_is_published(store: Store, addition: str) -> None:
    refused(store, f"INSERT OR REPLACE INTO {addition}", "published")


def test_state_retirement_and_review_of_an_edition_may_change(store: Store) -> None:
    attempt(
        store, "UPDATE framework SET state = 'retired', retired_at = '2026-11-24', review_on = '2027-01-01'"
    )
    attempt(store, "UPDATE profile SET state = 'retired'")
    attempt(store, "INSERT INTO grouping_check SELECT 1, 1, NULL, '2026-11-24', '2026-11-24'")


def test_a_row_cannot_be_moved_into_what_is_published(store: Store) -> None:
    def move(session: Session) -> None:
        connection = session.connection()
        connection.execute(text(OWN))
        connection.execute(
            text("""INSERT INTO function (id, framework_id, code, clause, ru, short_ru, origin, position)
                VALUES (9, 2, 'F9', '', '', '', 'own', 9)""")
        )
        connection.execute(text("UPDATE function SET ru = 'пока можно' WHERE id = 9"))
        connection.execute(text("UPDATE function SET framework_id = 1 WHERE id = 9"))

    with pytest.raises(IntegrityError, match="published"):
        store.write(move)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sheet SET state = 'draft', submitted_at = NULL, content_hash = NULL",
        "UPDATE sheet SET role = 'expert'",
        "UPDATE sheet SET reason = 'иначе'",
        "DELETE FROM sheet",
        "UPDATE mark SET level = 4",
        "DELETE FROM mark",
        "INSERT OR REPLACE INTO mark SELECT sheet_id, item_id, 'rated', 4, 'typed', rated_at FROM mark",
        "UPDATE mark_text SET comment = 'иначе'",
        "DELETE FROM mark_text",
        "INSERT INTO mark_text SELECT sheet_id, 2, 'ещё' FROM mark_text",
        "UPDATE evidence SET text = 'иначе'",
        "UPDATE evidence SET sheet_id = NULL",
        "DELETE FROM evidence",
        "UPDATE evidence_item SET item_id = 2",
        "DELETE FROM evidence_item",
        "INSERT INTO evidence_item SELECT evidence_id, 2 FROM evidence_item",
    ],
)
def test_a_submitted_sheet_is_read_only(store: Store, sheet_id: int, change: str) -> None:
    refused(store, change, "submitted")


def test_a_mark_cannot_be_moved_into_a_submitted_sheet(store: Store, sheet_id: int) -> None:
    draft = store.write(sheets.revise, sheet_id, "описка")
    refused(store, f"UPDATE OR REPLACE mark SET sheet_id = {sheet_id} WHERE sheet_id = {draft}", "submitted")


def test_erasure_may_take_words_and_marks_of_whom_it_has_written_down(store: Store, sheet_id: int) -> None:
    def erase(session: Session) -> None:
        connection = session.connection()
        connection.execute(
            text("""INSERT INTO erasure (person_uid, reason, at)
                SELECT uid, 'по требованию', '2026-11-24' FROM person WHERE id = 2""")
        )
        connection.execute(text("DELETE FROM mark_text"))
        connection.execute(text("DELETE FROM evidence_item"))
        connection.execute(text("DELETE FROM evidence"))
        connection.execute(text("DELETE FROM mark"))
        connection.execute(text("UPDATE sheet SET reason = ''"))
        session.rollback()

    store.write(erase)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cycle SET framework_id = 2",
        "UPDATE cycle SET question_set_id = 1",
        "UPDATE cycle SET policy_id = 2",
        "UPDATE cycle SET opened_on = '2020-01-01'",
        "DELETE FROM cycle",
        'UPDATE "case" SET profile_id = 2',
        'DELETE FROM "case"',
        "UPDATE case_item SET in_scope = false",
        "DELETE FROM case_item",
        "INSERT OR REPLACE INTO case_item SELECT case_id, item_id, false, 'потому' FROM case_item",
    ],
)
def test_what_a_cycle_and_a_case_froze_stays_frozen(store: Store, sheet_id: int, change: str) -> None:
    refused(store, change, "frozen with the c")


def test_the_profile_of_a_case_is_of_the_framework_of_its_cycle(store: Store) -> None:
    person, cycle = sample.candidate(store), sample.cycle(store)

    def strange(session: Session) -> None:
        connection = session.connection()
        connection.execute(text(OWN))
        connection.execute(
            text("""INSERT INTO profile (id, uid, key, number, framework_id, post_ru, phase, requirements,
                state, content_hash)
                VALUES (9, '11111111-1111-4111-8111-111111111112', 'own', 1, 2, 'Оператор', 'post', '{}',
                    'draft', '')""")
        )
        connection.execute(
            text("""INSERT INTO "case" (uid, cycle_id, person_id, profile_id, opened_on, state)
                VALUES ('11111111-1111-4111-8111-111111111113', :cycle, :person, 9, '2026-11-24', 'open')"""),
            {"cycle": cycle, "person": person},
        )

    with pytest.raises(IntegrityError, match="another framework"):
        store.write(strange)


@pytest.mark.parametrize("table", ["policy", "journal"])
def test_rows_that_are_only_added_cannot_be_put_in_the_place_of_others(store: Store, table: str) -> None:
    refused(store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}", "append only")


@pytest.mark.parametrize("change", ["UPDATE journal SET act = 'нет'", "DELETE FROM journal"])
def test_the_journal_is_append_only(store: Store, change: str) -> None:
    refused(store, change, "append only")


def test_a_computation_stays_as_it_was_written_down(store: Store) -> None:
    boss = sample.add(store, "Громов")
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    sample.sheet(store, sample.case(store, sample.add(store, "Фомина"), cycle), boss, Role.MANAGER, 2)
    store.write(cycles.close_cycle, cycle)
    refused(store, "UPDATE snapshot SET content = '00'", "append only")
    refused(store, "DELETE FROM snapshot", "append only")
    refused(store, "UPDATE snapshot_part SET content = '00'", "append only")
    refused(store, "DELETE FROM snapshot_part", "append only")
    refused(store, "INSERT OR REPLACE INTO snapshot SELECT * FROM snapshot", "append only")


def test_a_draft_and_a_plan_are_free(store: Store) -> None:
    hr = sample.add(store, "Соколова")
    case = sample.case(store, sample.candidate(store))
    sample.sheet(store, case, hr, said=0)
    store.write(plans.make, case, None, next_quarter(sample.TODAY), sample.TODAY)
    attempt(store, "UPDATE plan SET state = 'active'")
    attempt(store, "UPDATE action SET result = 'сделано'")
    assert sample.profile(store, Phase.HIRE).targets


@pytest.mark.of_the_file("a server has the same list in words of its own, see tests/db/shared")
def test_the_file_holds_the_list_and_nothing_else(store: Store) -> None:
    def found(session: Session) -> list[str]:
        rows = session.connection().execute(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'"))
        return sorted(row[0] for row in rows)

    assert store.read(found) == sorted(TRIGGERS)
    assert len(set(TRIGGERS)) == len(TRIGGERS)


@pytest.mark.parametrize("table", ["scale", "framework", "profile", "cycle", '"case"', "sheet"])
@pytest.mark.of_the_file("only SQLite puts a row in the place of another")
def test_a_frozen_row_is_not_swapped_for_another(store: Store, sheet_id: int, table: str) -> None:
    refused(store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}", "published|frozen|submitted")


def test_a_cycle_that_is_over_stays_over(store: Store) -> None:
    cycle = sample.cycle(store, CycleKind.QUARTERLY)
    store.write(cycles.close_cycle, cycle)
    refused(store, "UPDATE cycle SET state = 'open'", "the cycle is over")
    store.write(cycles.withdraw_cycle, cycle, "открыт по ошибке")
    refused(store, "UPDATE cycle SET state = 'closed'", "the cycle is over")


def test_nobody_has_a_reason_for_leaving_without_the_day(store: Store) -> None:
    who = sample.add(store, "Белов")
    refused(store, f"UPDATE person SET left_reason = 'по соглашению' WHERE id = {who}", "no last day")
    store.write(people.dismiss, who, date(2026, 11, 20), "по соглашению")
    refused(store, f"UPDATE person SET left_on = NULL WHERE id = {who}", "no last day")


@pytest.mark.parametrize(
    "strange",
    [
        "CREATE TRIGGER spy AFTER INSERT ON setting BEGIN UPDATE setting SET value = 'x'; END",
        "CREATE VIEW guest AS SELECT 1",
    ],
)
def test_a_strange_trigger_acts_on_nothing(path: Path, strange: str) -> None:
    raw = driver.connect(path, DEK)
    raw.execute(strange)
    raw.close()
    store = Store.open(path, PASSWORD)
    with pytest.raises(Strange):
        store.write(organisation.keep_setting, "quiet", "1")
    assert store.read(organisation.setting, "quiet") is None
    store.close()
