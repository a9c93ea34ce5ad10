"""The chain of events: what it finds when somebody was at the file with a tool."""

import hashlib
import hmac
import json
import random
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlmodel import Session

from db.assessing.sheet import forms, sheets
from db.file import checkup, driver, keys, opening, seen
from db.file.driver import Mode
from db.file.store import Store
from db.framework import drafts
from db.hiring import campaigns, decisions
from db.journal import exports, journal
from db.journal.exports import Of
from db.journal.problems import Problem
from db.people import erasing, organisation
from domain.canonical import canonical
from domain.hiring.decision import Outcome
from domain.mark import Role
from domain.people.erasure import Choice, Order
from tests.damage import damage_page
from tests.db import sample
from tests.db.conftest import DEK, PASSWORD
from tests.db.framework.drafted import begun, with_own_item
from tests.db.writer import bump, hire

COLUMNS = "seq, at, actor_id, act, subject_kind, subject_id, data, mac"


OTHER_ACTOR = "UPDATE journal SET actor_id = iif(actor_id IS NULL, 1, NULL)"
GUARDS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"


type Harm = Callable[[Connection, random.Random, int], None]


class Undone(Exception):
    """Carries what was found out of a transaction that must not stay."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


@pytest.fixture
def events(path: Path) -> Path:
    """A closed file with some acts, its journal's end noted."""
    store = Store.open(path, PASSWORD)
    someone = store.write(hire)
    for number in range(20):
        store.act_as(someone if number % 3 else None)
        store.write(bump, "count")
    store.close()
    return path


def edit(connection: Connection, chance: random.Random, last: int) -> None:
    if chance.random() < 0.2:
        connection.exec_driver_sql(
            "UPDATE journal SET actor_id = iif(actor_id IS NULL, 1, NULL) WHERE seq = ?",
            (chance.randint(1, last),),
        )
        return
    field, value = chance.choice(
        [
            ("subject_id", 7),
            ("act", "forged"),
            ("subject_kind", "x"),
            ("subject_id", 12345),
            ("data", "{}"),
            ("data", '{"level":4}'),
            ("at", "2020-01-01 00:00:00.000000"),
            ("at", "soon"),
            ("mac", bytes(32)),
            ("mac", b"\1\2"),
            ("mac", "0" * 64),
            ("mac", 0),
        ]
    )
    seq = chance.randint(1, last)
    connection.exec_driver_sql(f"UPDATE journal SET {field} = ? WHERE seq = ?", (value, seq))


def delete(connection: Connection, chance: random.Random, last: int) -> None:
    connection.exec_driver_sql("DELETE FROM journal WHERE seq = ?", (chance.randint(1, last),))


def close_ranks(connection: Connection, chance: random.Random, last: int) -> None:
    seq = chance.randint(1, last - 1)
    connection.exec_driver_sql("DELETE FROM journal WHERE seq = ?", (seq,))
    for later in range(seq + 1, last + 1):
        connection.exec_driver_sql("UPDATE journal SET seq = ? WHERE seq = ?", (later - 1, later))


def swap(connection: Connection, chance: random.Random, last: int) -> None:
    first, second = chance.sample(range(1, last + 1), 2)
    for old, new in ((first, -1), (second, first), (-1, second)):
        connection.exec_driver_sql("UPDATE journal SET seq = ? WHERE seq = ?", (new, old))


def truncate(connection: Connection, chance: random.Random, last: int) -> None:
    connection.exec_driver_sql("DELETE FROM journal WHERE seq > ?", (chance.randint(0, last - 1),))


def double(connection: Connection, chance: random.Random, last: int) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO journal ({COLUMNS}) SELECT ?, at, actor_id, act, subject_kind, subject_id, data,"
        " mac FROM journal WHERE seq = ?",
        (last + 1, chance.randint(1, last)),
    )


def forge(connection: Connection, chance: random.Random, last: int) -> None:
    connection.exec_driver_sql(
        f"INSERT INTO journal ({COLUMNS}) SELECT ?, at, actor_id, act, subject_kind, subject_id, data, ?"
        " FROM journal WHERE seq = ?",
        (last + 1, chance.randbytes(32), last),
    )


HARMS: tuple[Harm, ...] = (edit, delete, close_ranks, swap, truncate, double, forge)


def after(session: Session, harm: Harm, chance: random.Random, noted: keys.Keys) -> None:
    connection = session.connection()
    for (name,) in connection.exec_driver_sql(GUARDS).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    harm(connection, chance, journal.head(session)[0])
    raise Undone((*journal.verify(session), *checkup.anchor(session, noted, DEK)))


def test_two_hundred_of_two_hundred_harms_are_found(events: Path) -> None:
    chance = random.Random(59)
    store, noted = Store.open(events, PASSWORD), keys.load(events)
    found = 0
    for number in range(200):
        with pytest.raises(Undone) as caught:
            store.write(after, HARMS[number % len(HARMS)], chance, noted)
        found += bool(caught.value.problems)
    assert found == 200
    assert store.checkup() == ()
    store.close()


def test_the_place_of_a_changed_event_is_told_and_those_after_it_are_not_blamed(events: Path) -> None:
    raw = driver.connect(events, DEK)
    for (name,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    ):
        raw.execute(f'DROP TRIGGER "{name}"')
    raw.execute(f"{OTHER_ACTOR} WHERE seq = 5")
    raw.close()
    store = Store.open(events, PASSWORD)
    told = [str(problem) for problem in store.checkup()]
    store.close()
    assert "journal: 5" in told
    assert [line for line in told if line.startswith("journal")] == ["journal: 5"]
    assert any(line.startswith("schema: trigger") for line in told)


@pytest.mark.parametrize("column", [one for one in COLUMNS.split(", ") if one != "seq"])
def test_a_column_that_reads_the_same_but_is_no_text_or_number_is_told(events: Path, column: str) -> None:
    raw = driver.connect(events, DEK)
    raw.execute("PRAGMA foreign_keys=OFF")
    for (name,) in raw.execute(GUARDS).fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    (seq,) = raw.execute(f"SELECT max(seq) FROM journal WHERE {column} IS NOT NULL").fetchone()
    other = "lower(hex(mac))" if column == "mac" else f"CAST({column} AS BLOB)"
    raw.execute(f"UPDATE journal SET {column} = {other} WHERE seq = ?", (seq,))
    raw.close()
    store = Store.open(events, PASSWORD)
    told = [str(problem) for problem in store.read(journal.verify)]
    store.close()
    assert told[:1] == [f"journal: {seq}"]


def test_an_event_of_a_copy_that_went_its_own_way_is_found(events: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / events.name
    copy.parent.mkdir()
    shutil.copyfile(events, copy)
    shutil.copyfile(keys.beside(events), keys.beside(copy))
    for path, name in ((events, "here"), (copy, "there")):
        store = Store.open(path, PASSWORD)
        last = store.read(journal.head)[0]
        store.write(organisation.keep_setting, name, "1")
        store.write(bump, "count")
        store.close()
    other, raw = driver.connect(copy, DEK), driver.connect(events, DEK)
    (row,) = other.execute(f"SELECT {COLUMNS} FROM journal WHERE seq = ?", (last + 1,))
    for (name,) in raw.execute(GUARDS).fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    raw.execute("DELETE FROM journal WHERE seq = ?", (last + 1,))
    raw.execute(f"INSERT INTO journal ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    other.close()
    raw.close()
    store = Store.open(events, PASSWORD)
    told = [str(problem) for problem in store.checkup()]
    store.close()
    assert f"journal: {last + 2}" in told  # the event itself is genuine, the one after it follows another


def test_events_cut_off_at_the_end_are_found_and_the_finding_is_not_written_over(events: Path) -> None:
    raw = driver.connect(events, DEK)
    for (name,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    ):
        raw.execute(f'DROP TRIGGER "{name}"')
    noted = keys.load(events).anchor
    raw.execute("DELETE FROM journal WHERE seq > 10")
    raw.close()
    for _ in range(2):
        store = Store.open(events, PASSWORD)
        store.write(bump, "count")
        assert any(str(problem).startswith("anchor: ") for problem in store.checkup())
        store.close()
    assert keys.load(events).anchor == noted


def test_an_anchor_taken_out_or_forged_is_found(events: Path) -> None:
    where = keys.beside(events)
    noted = keys.load(events)
    assert noted.anchor is not None
    for anchor in (None, replace(noted.anchor, seq=3), replace(noted.anchor, tag="00" * 32)):
        where.unlink()
        keys.save(replace(noted, anchor=anchor), events)
        store = Store.open(events, PASSWORD)
        assert [str(problem) for problem in store.checkup()] == ["anchor: merilo-keys"]
        store.close()


def test_the_end_is_noted_after_acts_of_weight_at_rest_and_at_closing(path: Path) -> None:
    store = Store.open(path, PASSWORD)

    def noted() -> int:
        anchor = keys.load(path).anchor
        assert anchor is not None
        return anchor.seq

    start = noted()
    assert start == store.read(journal.head)[0]
    for _ in range(40):
        store.write(bump, "count")
    assert noted() == start
    store.rest()
    assert noted() == start + 40
    store.write(weigh)
    assert noted() == start + 41
    store.write(bump, "count")
    store.close()
    assert noted() == start + 42


def test_each_act_of_weight_notes_the_end_at_once(store: Store, path: Path) -> None:
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    cycle = sample.campaign(store, (hr, Role.HR))
    case = store.write(campaigns.invite, cycle, sample.candidate(store))
    sheet = sample.sheet(store, case, hr, Role.HR, 3, submit=False)
    draft, content = begun(store)
    store.write(drafts.put, draft, with_own_item(content))
    who = store.read(forms.person_of, case)
    acts: tuple[tuple[Any, ...], ...] = (
        (sheets.submit, sheet),
        (decisions.conclude, case, Outcome.RECOMMEND, "справится"),
        (drafts.publish, draft, "уточнён текст"),
        (exports.record, "profile", Of.CASE, {case}, ("pdf",), 1),
        (erasing.erase, Order(who, "отзыв согласия", "Стёртый № 1", others=Choice.REMOVE)),
    )
    for act in acts:
        store.write(bump, "count")
        store.write(*act)
        anchor, last = keys.load(path).anchor, store.read(journal.head)[0]
        assert anchor is not None
        assert anchor.seq == last, act[0].__name__


def weigh(session: Session) -> None:
    with journal.act(session, "demonstrate", "file"):
        journal.record(session, "seal", "cycle", None, {})


def test_what_was_checked_is_noted_and_only_what_came_later_is_checked_again(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    assert store.whole_check_due
    assert store.check().problems == ()
    assert not store.whole_check_due
    noted = keys.checked(keys.load(path), DEK)
    assert noted is not None
    assert noted.seq == store.read(journal.head)[0]
    sample.add(store, "Новая")
    found = store.check_since_last()
    assert (found.problems, found.compared) == ((), 1)
    assert store.check_since_last().compared == 0
    store.close()


def test_what_is_new_is_checked_without_the_other_pages_and_those_until_the_whole_file_was(
    path: Path,
) -> None:
    good = path.read_bytes()
    page = damage_page(path, PASSWORD)
    damaged = path.read_bytes()
    store = Store.open(path, PASSWORD)
    assert store.check_since_last().problems == ()
    assert [str(problem) for problem in store.check_pages()] == [f"pages: {page}"]
    store.close()
    path.write_bytes(good)
    store = Store.open(path, PASSWORD)
    assert store.check_pages() == ()
    assert store.check().problems == ()
    path.write_bytes(damaged)
    assert store.check_pages() == (), "tomorrow again"
    store.close()


def test_a_forged_note_of_what_was_checked_counts_for_nothing(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    store.check()
    noted = keys.load(path)
    assert noted.checked is not None
    keys.save(replace(noted, checked=replace(noted.checked, whole_on="2999-01-01")), path)
    assert store.whole_check_due
    assert store.check_since_last().compared > 0
    store.close()


def test_a_file_with_a_fault_is_not_noted_as_checked(path: Path) -> None:
    raw = driver.connect(path, DEK)
    raw.execute("CREATE TABLE guest (a)")
    raw.close()
    store = Store.open(path, PASSWORD)
    before = keys.load(path).checked
    store.write(bump, "count")
    assert store.check_since_last().problems
    assert store.check().problems
    assert keys.load(path).checked == before
    store.close()


def test_both_files_put_back_are_noticed_by_the_note_apart_from_them(path: Path, tmp_path: Path) -> None:
    apart, earlier = tmp_path / "settings", tmp_path / "earlier"
    earlier.mkdir()
    for one in (path, keys.beside(path)):
        shutil.copyfile(one, earlier / one.name)
    store = Store.open(path, PASSWORD, seen_in=apart)
    store.write(bump, "count")
    last = store.read(journal.head)[0]
    store.close()
    (note,) = (apart / "seen").iterdir()
    assert note.stat().st_mode & 0o777 == 0o600
    again = Store.open(path, PASSWORD, seen_in=apart)
    assert again.older_than is None
    again.close()
    for one in earlier.iterdir():
        shutil.copyfile(one, path.with_name(one.name))
    older = Store.open(path, PASSWORD, seen_in=apart)
    assert older.older_than == last
    assert [str(one) for one in older.checkup()] == [f"older: {last}"]
    older.write(bump, "count")  # whoever goes on with it was told
    older.close()
    accepted = Store.open(path, PASSWORD, seen_in=apart)
    assert (accepted.older_than, accepted.checkup()) == (None, ())
    accepted.close()


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_journal_cut_or_rewritten_with_its_anchor_is_noticed_by_the_note_apart(
    path: Path, tmp_path: Path, *, rewritten: bool
) -> None:
    apart = tmp_path / "settings"
    store = Store.open(path, PASSWORD, seen_in=apart)
    for _ in range(8):
        store.write(bump, "count")
    last = store.read(journal.head)[0]
    store.close()
    raw = driver.connect(path, DEK)
    triggers = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    ).fetchall()
    for name, _sql in triggers:
        raw.execute(f'DROP TRIGGER "{name}"')
    if rewritten:
        raw.execute("UPDATE journal SET act = 'other' WHERE seq = 3")
    else:
        raw.execute("DELETE FROM journal WHERE seq > ?", (last - 5,))
    sign, end, previous = journal.signer(keys.journal_key(DEK)), 0, journal.START
    rows = raw.execute(
        "SELECT seq, at, actor_id, act, subject_kind, subject_id, data FROM journal ORDER BY seq"
    )
    for seq, at, actor, act, kind, subject, data in rows.fetchall():
        mac = sign(seq, at, actor, act, kind, subject, data, previous)
        raw.execute("UPDATE journal SET mac = ? WHERE seq = ?", (mac, seq))
        end, previous = seq, mac.hex()
    for _name, sql in triggers:
        raw.execute(sql)
    raw.close()
    keys.save(keys.anchored(keys.load(path), DEK, end, previous), path)
    store = Store.open(path, PASSWORD, seen_in=apart)
    assert [str(one) for one in store.checkup()] == [f"older: {last}"]
    store.close()


def test_a_note_of_another_file_at_the_same_place_says_nothing(path: Path, tmp_path: Path) -> None:
    seen.note(tmp_path / "settings", path, seen.Seen("another", 99, "00" * 32))
    store = Store.open(path, PASSWORD, seen_in=tmp_path / "settings")
    assert store.older_than is None
    store.close()
    (note,) = (tmp_path / "settings" / "seen").iterdir()
    file_id = keys.load(path).file_id
    for seq in ("1e999", str(1 << 70), "-1", "0", '"x"'):
        note.write_text(f'{{"file": "{file_id}", "seq": {seq}, "head": "00"}}')
        assert seen.noted(tmp_path / "settings", path) is None
    for nonsense in ("{", "[" * 100_000):
        note.write_text(nonsense)
        assert seen.noted(tmp_path / "settings", path) is None
    note.write_text(f'{{"file": "{file_id}", "seq": 1, "head": "no hash"}}')
    store = Store.open(path, PASSWORD, seen_in=tmp_path / "settings")
    assert store.older_than == 1
    store.close()


def test_a_file_whose_log_cannot_be_read_is_not_called_older(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen.note(tmp_path / "settings", path, seen.Seen(keys.load(path).file_id, 99, "00" * 32))

    def frozen(*_: object) -> nullcontext[opening.Probed]:
        return nullcontext(opening.Probed(Mode.FROZEN))

    monkeypatch.setattr(opening, "probe", frozen)
    for log, older in ((b"not carried over", None), (b"", 99)):
        opening.wal(path).write_bytes(log)
        store = Store.open(path, PASSWORD, seen_in=tmp_path / "settings")
        assert store.older_than == older
        store.close()


def test_a_lost_key_file_hinders_no_act(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    keys.beside(path).unlink()
    for _ in range(40):
        store.write(bump, "count")
    store.close()
    assert not keys.beside(path).exists()


def test_no_statement_changes_or_removes_an_event(store: Store) -> None:
    def change(session: Session, statement: str) -> None:
        session.connection().exec_driver_sql(statement)

    store.write(bump, "count")
    for statement in ("UPDATE journal SET act = 'x'", "DELETE FROM journal"):
        with pytest.raises(Exception, match="journal"):
            store.write(change, statement)
    assert store.checkup() == ()


def test_the_chain_begins_with_the_first_event_of_the_file(store: Store) -> None:
    def first(session: Session) -> int:
        return session.connection().exec_driver_sql("SELECT min(seq) FROM journal").scalar_one()

    assert store.read(first) == 1
    assert store.read(journal.mac_at, 0) == journal.START


def test_what_is_signed_of_an_event_is_the_canonical_json_of_its_row(store: Store) -> None:
    """Written out here, since every head in a key file, a copy or a note is over this and nothing else."""

    def record(session: Session, data: dict[str, object]) -> None:
        journal.record(session, "test", "setting", data.get("id"), data)  # type: ignore[arg-type]

    def rows(session: Session) -> list[tuple[Any, ...]]:
        found = session.connection().exec_driver_sql(
            "SELECT seq, at, actor_id, act, subject_kind, subject_id, data FROM journal ORDER BY seq"
        )
        return [tuple(row) for row in found]

    store.act_as(store.write(hire))
    for text in ("", "Й й", "и\u0306", '"\\\n\u0301', "\x00\x1f\x7f\u2028", "\U0001f600", "=\u0338"):
        store.write(record, {"id": 7, "text": text, "list": [1, None, True, {text: text}]})
    previous = journal.START
    for seq, at, *row, data in store.read(rows):
        told = json.dumps(json.loads(str(data)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        signed = canonical([seq, instant(at), *row, told, previous])
        previous = hmac.digest(keys.journal_key(DEK), signed, hashlib.sha256).hex()
        assert store.read(journal.mac_at, seq) == previous
    assert store.checkup() == ()


def instant(at: Any) -> str:
    """Return the instant as it is signed: a file keeps it as text, a server as a moment."""
    return (at if isinstance(at, str) else f"{at:%Y-%m-%d %H:%M:%S.%f}").replace(" ", "T") + "+00:00"
