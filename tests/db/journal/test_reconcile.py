"""Edits with the key: each is found by the record that it changed, and what was erased is no damage."""

import contextlib
import hashlib
import hmac
import json
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from db import models
from db.assessing import people
from db.file import driver, keys
from db.file.store import Store
from db.framework import drafts
from db.journal import content, journal, reconcile
from db.journal.problems import ProblemKind, Record
from db.people import erasing
from domain.canonical import canonical
from domain.people.erasure import Choice, Order
from tests import prepared

SUBMITTED = "(SELECT min(id) FROM sheet WHERE state = 'submitted')"
RATED = f"sheet_id = {SUBMITTED} AND state = 'rated'"
ONE = f"{RATED} AND item_id = (SELECT min(item_id) FROM mark WHERE {RATED})"

EDITS = {
    "one mark of a submitted sheet": (f"UPDATE mark SET level = (level + 1) % 5 WHERE {ONE}", Record.MARKS),
    "all marks of a submitted sheet": (f"UPDATE mark SET level = 4 WHERE {RATED}", Record.MARKS),
    "a mark deleted": (f"DELETE FROM mark WHERE {ONE}", Record.MARKS),
    "handed in a year earlier": (
        "UPDATE sheet SET submitted_at = datetime(submitted_at, '-1 year') || '.000000',"
        f" submitted_on = date(submitted_on, '-1 year') WHERE id = {SUBMITTED}",
        Record.SHEET,
    ),
    "the sheet of another assessor": (
        "UPDATE sheet SET assessor_id = (SELECT max(id) FROM person WHERE id <> assessor_id)"
        f" WHERE id = {SUBMITTED}",
        Record.SHEET,
    ),
    "the words on a mark": (
        f"INSERT INTO mark_text (sheet_id, item_id, comment) VALUES ({SUBMITTED}, 1, 'Иначе')",
        Record.WORDS,
    ),
    "the text of a fact": (
        "UPDATE evidence SET text = 'Иначе' WHERE id = (SELECT min(evidence.id) FROM evidence"
        " JOIN sheet ON sheet.id = sheet_id WHERE sheet.state = 'submitted')",
        Record.WORDS,
    ),
    "a note": (
        "UPDATE evidence SET text = 'Иначе' WHERE id = (SELECT min(id) FROM evidence WHERE sheet_id IS NULL"
        " AND retired_at IS NULL)",
        Record.NOTES,
    ),
    "the results of a snapshot": (
        "UPDATE snapshot SET content = (SELECT content FROM snapshot ORDER BY id DESC LIMIT 1) WHERE id = 1",
        Record.SNAPSHOT,
    ),
    "what snapshots share": ("UPDATE snapshot_part SET content = x'00' WHERE id = 1", Record.PART),
    "a target of a published profile": (
        "UPDATE target SET level = 0, floor = NULL WHERE profile_id = 1 AND level > 0"
        " AND item_id = (SELECT min(item_id) FROM target WHERE profile_id = 1 AND level > 0)",
        Record.PROFILE,
    ),
    "a policy": ("UPDATE policy SET content = replace(content, '1', '2')", Record.POLICY),
    "a conclusion reversed": (
        "UPDATE conclusion SET outcome = iif(outcome = 'recommended', 'not_recommended', 'recommended')"
        " WHERE id = 1",
        Record.CONCLUSION,
    ),
    "a settled level": ("UPDATE settled SET level = (coalesce(level, 0) + 1) % 5", Record.SETTLED),
    "a refusal that nobody wrote": (
        "INSERT INTO refusal (case_id, text, person_id, \"on\") VALUES (1, 'Нет', 1, '2026-01-01')",
        Record.REFUSAL,
    ),
    "a person renamed": ("UPDATE person SET surname = 'Другова' WHERE id = 2", Record.PERSON),
    "the level after a plan": (
        "UPDATE goal SET level_after = '4' WHERE id = (SELECT min(id) FROM goal)",
        Record.PLAN,
    ),
    "the text of a published item": ("UPDATE item SET ru = 'Иначе' WHERE id = 1", Record.EDITION),
    "a provision that the job description did not have": (
        "INSERT INTO provision SELECT max(id), 1, 'general', '', '1.2', 'Иначе', 1 FROM framework"
        " WHERE state = 'published'",
        Record.PROVISIONS,
    ),
    "an anchor of the scale": ("UPDATE scale_level SET knowledge_ru = 'Иначе' WHERE value = 4", Record.SCALE),
    "the profile of a case": ("UPDATE \"case\" SET opened_on = '2020-01-01' WHERE id = 1", Record.CASE),
    "what a cycle froze": ("UPDATE cycle SET opened_on = '2020-01-01' WHERE id = 1", Record.CYCLE),
}


# What nobody found at first (R59). The rest came later.
THIRTEEN = (
    "one mark of a submitted sheet",
    "all marks of a submitted sheet",
    "a mark deleted",
    "handed in a year earlier",
    "the sheet of another assessor",
    "the text of a fact",
    "the results of a snapshot",
    "a target of a published profile",
    "a policy",
    "a conclusion reversed",
    "a person renamed",
    "the level after a plan",
    "the text of a published item",
)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return prepared.demo(tmp_path / "d.merilo")


def edit(path: Path, statements: Sequence[str]) -> int:
    """Make these edits as someone with the key would, all triggers put back; return the rows changed."""
    with contextlib.closing(driver.connect(path, dek(path))) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        changed = sum(connection.execute(statement).rowcount for statement in statements)
        for _name, sql in triggers:
            connection.execute(sql)
    return changed


def dek(path: Path) -> bytes:
    (slot,) = keys.load(path).slots
    assert isinstance(slot, keys.OpenSlot)
    return slot.dek


@contextlib.contextmanager
def opened(path: Path) -> Generator[Store]:
    store = Store.open(path)
    try:
        yield store
    finally:
        store.close()


def test_the_records_of_an_unharmed_file_are_what_its_events_say(demo: Path) -> None:
    with opened(demo) as store:
        found = store.check()
    assert found.problems == ()
    assert found.compared > 300
    assert (found.erased, found.before) == (0, 0)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_with_the_key_is_found_by_its_record(demo: Path, name: str) -> None:
    statement, record = EDITS[name]
    assert edit(demo, [statement]) > 0
    with opened(demo) as store:
        found = store.checkup()
    assert {(one.kind, one.record) for one in found} == {(ProblemKind.CONTENT, record)}


def test_why_an_edition_was_retired_is_in_its_row_and_proven_by_the_event(demo: Path) -> None:
    with opened(demo) as store:
        store.write(drafts.retire, 1, "новая инструкция, просил Громов")
        assert store.checkup() == ()
        last = store.read(
            lambda session: session.exec(
                select(models.Journal).order_by(col(models.Journal.seq).desc())
            ).first()
        )
        assert last is not None
        assert "Громов" not in repr(last.data), "words of people are not in the journal"
    assert edit(demo, ["UPDATE framework SET retire_note = 'Иначе' WHERE id = 1"]) == 1
    with opened(demo) as store:
        assert [one.record for one in store.checkup()] == [Record.RETIREMENT]


def test_all_thirteen_at_once_are_found_each_by_its_record(demo: Path) -> None:
    for name in THIRTEEN:
        assert edit(demo, [EDITS[name][0]]) > 0, name
    with opened(demo) as store:
        found = store.checkup()
    assert {one.record for one in found} == {EDITS[name][1] for name in THIRTEEN}


def test_a_hash_written_anew_without_its_event_is_found_too(demo: Path) -> None:
    assert edit(demo, ["UPDATE policy SET content_hash = 'f' || substr(content_hash, 2)"])
    with opened(demo) as store:
        assert [str(one) for one in store.checkup()] == ["policy: 2 #1"]


def test_the_place_names_the_codes_and_nobody(demo: Path) -> None:
    with opened(demo) as store:
        code, surname = store.read(_somebody)
    edit(demo, ["UPDATE person SET surname = 'Другова' WHERE id = 2"])
    with opened(demo) as store:
        (problem,) = store.checkup()
    assert str(problem) == f"person: {code} #2"
    assert surname not in str(problem)


def _somebody(session: Session) -> tuple[str, str]:
    one = people.person(session, 2)
    return one.code, one.surname


def test_what_was_erased_is_told_as_erased(demo: Path) -> None:
    with opened(demo) as store:
        store.write(erasing.erase, Order(2, "отзыв согласия", "Стёртый № 1", others=Choice.REMOVE))
        found = store.check()
    assert found.problems == ()
    assert found.erased >= 1


def test_the_words_of_a_plan_may_be_erased_with_its_person(demo: Path) -> None:
    words = "UPDATE action SET text_ru = '—' WHERE id = (SELECT max(id) FROM action)"
    owner = "(SELECT person_id FROM plan JOIN goal ON plan_id = plan.id JOIN action ON goal_id = goal.id"
    erasure = (
        "INSERT INTO erasure (person_uid, reason, at) SELECT uid, 'r', '2026-01-01 00:00:00.000000'"
        f" FROM person WHERE id = {owner} ORDER BY action.id DESC LIMIT 1)"
    )
    assert edit(demo, [words]) == 1
    with opened(demo) as store:
        assert {one.record for one in store.checkup()} == {Record.PLAN}
    assert edit(demo, [erasure]) == 1
    with opened(demo) as store:
        found = store.check()
    assert found.erased == 1
    assert {one.record for one in found.problems} == {Record.ERASURE}, "no act has written this line"


def test_an_erasure_excuses_no_other_change(demo: Path) -> None:
    owner = f'(SELECT person_id FROM "case" JOIN sheet ON case_id = "case".id WHERE sheet.id = {SUBMITTED})'
    edit(
        demo,
        [
            "INSERT INTO erasure (person_uid, reason, at) SELECT uid, 'r', '2026-01-01 00:00:00.000000'"
            f" FROM person WHERE id = {owner}",
            EDITS["all marks of a submitted sheet"][0],
        ],
    )
    with opened(demo) as store:
        assert {one.record for one in store.checkup()} == {Record.MARKS, Record.ERASURE}


def test_events_from_before_there_were_hashes_are_counted_and_no_damage(demo: Path) -> None:
    with opened(demo) as store:
        whole = store.check().compared
    _forget(demo)
    with opened(demo) as store:
        found = store.check()
    assert found.problems == ()
    assert found.compared == 0
    assert 0 < found.before <= whole


def _forget(path: Path) -> None:
    """Chain the journal anew without proofs, as the version before wrote it, and note its end."""
    secret = keys.journal_key(dek(path))
    with contextlib.closing(driver.connect(path, dek(path))) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        ).fetchall()
        for name, _sql in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        sign, previous = journal.signer(secret), journal.START
        rows = connection.execute(
            "SELECT seq, at, actor_id, act, subject_kind, subject_id, data FROM journal ORDER BY seq"
        ).fetchall()
        for seq, at, actor, act, kind, subject, text in rows:
            data = json.loads(text)
            data.pop("proof", None)
            kept = canonical(data).decode()
            mac = sign(seq, at, actor, act, kind, subject, kept, previous)
            connection.execute("UPDATE journal SET data = ?, mac = ? WHERE seq = ?", (kept, mac, seq))
            previous = mac.hex()
        for _name, sql in triggers:
            connection.execute(sql)
    keys.save(keys.anchored(keys.load(path), dek(path), len(rows), previous), path)


def test_words_are_not_given_away_by_their_hash(demo: Path) -> None:
    with opened(demo) as store:
        first, second = (store.read(_person_hash, bytes([secret] * 32)) for secret in (1, 2))
    assert first != second


def _person_hash(session: Session, secret: bytes) -> str | None:
    session.info["journal_key"] = secret
    return content.hashes(session, Record.PERSON, (2,))[2]


def test_marks_are_hashed_as_any_record_is_however_their_instant_is_written(demo: Path) -> None:
    """Their canonical form is written out by hand, since a file has millions."""
    one, other = f"WHERE {ONE}", f"WHERE {RATED} AND NOT ({ONE})"
    changed = edit(
        demo,
        [
            f"UPDATE mark SET rated_at = '2026-02-28 09:30:00.000000' {one}",
            f"UPDATE mark SET rated_at = '2026-02-28 09:30:00.000125' {other}",
            "UPDATE mark SET rated_at = '2026-02-28 09:30:00' WHERE sheet_id = (SELECT max(id) FROM sheet)",
        ],
    )
    assert changed > 60
    with opened(demo) as store:
        assert store.read(_by_hand) == store.read(_by_the_rule)


def _by_hand(session: Session) -> dict[int, str | None]:
    return content.hashes(session, Record.MARKS, sorted(content.existing(session, Record.MARKS)))


def _by_the_rule(session: Session) -> dict[int, str | None]:
    secret = hmac.digest(session.info["journal_key"], b"merilo content 1", hashlib.sha256)
    found: dict[int, list[list[object]]] = {}
    for row in session.exec(
        select(models.Mark).order_by(col(models.Mark.sheet_id), col(models.Mark.item_id))
    ):
        plain: list[object] = [row.item_id, row.state, row.level, row.origin, row.rated_at.isoformat()]
        found.setdefault(row.sheet_id, []).append(plain)
    return {
        sheet: hmac.digest(secret, canonical(["marks", sheet, [rows]]), hashlib.sha256).hex()
        for sheet, rows in found.items()
    }


def test_only_the_acts_after_a_number_are_asked_for(demo: Path) -> None:
    edit(demo, [EDITS["a person renamed"][0]])
    with opened(demo) as store:
        last, _mac = store.read(journal.head)
        assert store.read(reconcile.reconcile, last) == reconcile.Reconciled()
        assert store.read(reconcile.reconcile).problems
