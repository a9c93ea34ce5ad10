"""A file of the version before becomes a smaller one: the same events, heads and computations."""

import contextlib
import re
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from db import models
from db.assessing import snapshots
from db.file import copying, driver, engine, keys, migrate, restoring
from db.file.copies import Why
from db.file.driver import Mode
from db.file.store import DiskFull, Store
from db.journal import journal
from desktop.office.sentences import sentence
from domain.assessing.snapshot import recompute
from domain.errors import NotRecomputed
from resources.i18n import words
from tests.db import older, writer
from tests.db.conftest import DEK, PASSWORD
from tests.db.writer import FORKS, run

CASES = (1, 2, 3, 4)

# Then what is written anew is most of the file.
OF_SOME_YEARS = """WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 400)
    INSERT INTO snapshot SELECT 100 + n, printf('%032d', n), 1, engine, made_at, inputs, results, content_hash
    FROM snapshot, n WHERE id = 1"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A closed file of version 12."""
    return older.version_12(tmp_path)


def rows(path: Path, question: str) -> list[tuple[object, ...]]:
    with contextlib.closing(driver.connect(path, DEK, Mode.READ)) as raw:
        return raw.execute(question).fetchall()


def change(path: Path, *statements: str) -> None:
    """Be at the file with a tool, without the guards."""
    with contextlib.closing(driver.connect(path, DEK)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            raw.execute(statement)


@contextlib.contextmanager
def opened(path: Path) -> Generator[Store]:
    store = Store.open(path, PASSWORD)
    yield store
    store.close()


def test_every_head_that_was_noted_of_an_older_file_still_fits(old: Path) -> None:
    before = rows(old, "SELECT seq, mac FROM journal ORDER BY seq")
    noted = keys.load(old).anchor
    assert noted is not None
    with opened(old) as store:
        assert store.checkup() == ()
        after = [(seq, store.read(journal.mac_at, int(str(seq)))) for seq, _ in before]
        assert after == before
        assert store.read(journal.mac_at, noted.seq) == noted.head
        assert store.read(journal.head)[0] == noted.seq + 1, "the migration itself"
    assert {type(mac) for (mac,) in rows(old, "SELECT mac FROM journal")} == {bytes}
    assert rows(old, "SELECT DISTINCT length(mac) FROM journal") == [(32,)]


def test_the_copy_of_an_older_file_stays_as_it_was(old: Path) -> None:
    question = "SELECT seq, mac, previous_mac FROM journal"
    before = rows(old, question)
    with opened(old):
        (copied,) = old.with_name("завод-backups").iterdir()
    copy = restoring.restore(copied, old.with_name("restored.merilo"), DEK).path
    assert rows(copy, question) == before
    assert rows(copy, "PRAGMA user_version") == [(12,)]


def test_copies_from_before_updates_make_room_like_any_other(old: Path) -> None:
    folder, first = old.with_name("завод-backups"), datetime(2024, 1, 1, 9, tzinfo=UTC)
    days = [first + timedelta(days=40 * one) for one in range(16)]
    earlier = [copying.copy(old, DEK, folder, Why.MIGRATION, day).path for day in days]
    with opened(old):
        left = set(folder.iterdir())
    assert len(left) == 14, "the last of 14 days"
    assert left.isdisjoint(earlier[:3]), "the oldest go"
    assert left > set(earlier[3:])


def test_every_computation_of_an_older_file_is_read_back_to_the_same_bits(old: Path) -> None:
    before = rows(old, "SELECT case_id, content_hash FROM snapshot ORDER BY id")
    sheets = rows(old, "SELECT id, content_hash FROM sheet ORDER BY id")
    with opened(old) as store:
        taken = {case_id: store.read(snapshots.snapshot, case_id) for case_id in CASES}
        assert [(case_id, one.hash) for case_id, one in taken.items()] == before
        assert all(recompute(one) == one for one in taken.values())

        def hashes(session: Session) -> list[tuple[object, ...]]:
            found = session.exec(select(models.Sheet.id, models.Sheet.content_hash).order_by("id"))
            return [tuple(row) for row in found]

        assert store.read(hashes) == sheets


def test_what_computations_share_is_kept_once_and_holds_nothing_of_anybody(old: Path) -> None:
    with opened(old) as store:

        def parts(session: Session) -> list[str]:
            found = session.exec(select(models.SnapshotPart.content))
            return [str(snapshots._unpacked(one)) for one in found]  # pyright: ignore[reportPrivateUsage]

        shared = store.read(parts)
    assert len(shared) == 3, "of the items, the duties and the policy"
    for word in ("marks", "rated", "settled", "carried", "Слова"):
        assert not [one for one in shared if word in one], word
    assert not [one for one in shared if re.search("[а-яА-ЯёЁ]", one)], "codes and numbers only"


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE journal SET actor_id = 1 WHERE seq = 5",
        "UPDATE journal SET mac = 'кто-то' WHERE seq = 5",
        "UPDATE journal SET mac = x'01' WHERE seq = 5",
        "UPDATE journal SET mac = upper(mac) || '0' WHERE seq = 5",
        "DELETE FROM journal WHERE seq = 5",
    ],
)
def test_what_somebody_did_to_the_journal_of_an_older_file_is_found_as_before(old: Path, harm: str) -> None:
    change(old, harm)
    with opened(old) as store:
        assert "journal" in {str(one.kind) for one in store.checkup()}


@pytest.mark.parametrize(
    "harm",
    [
        """UPDATE snapshot SET results = replace(results, '"attainment":"', '"attainment":"1')""",
        """UPDATE snapshot SET inputs = replace(inputs, '"target":', '"target":1')""",
        "UPDATE snapshot SET inputs = '{}'",
        "UPDATE snapshot SET inputs = 'не то'",
        "UPDATE snapshot SET results = 'не то'",
        "UPDATE snapshot SET inputs = x'ff00'",
        "UPDATE snapshot SET results = x'ff00'",
        """UPDATE snapshot SET inputs = replace(inputs, '"code":"', '"code":"\\ud800')""",
        "UPDATE snapshot SET content_hash = 'не то'",
    ],
)
def test_a_computation_changed_in_an_older_file_hinders_nothing_and_is_not_taken_for_proven(
    old: Path, harm: str
) -> None:
    change(old, harm)
    with opened(old) as store:
        assert store.checkup() == ()
        try:
            taken = store.read(snapshots.snapshot, 1)
        except NotRecomputed:
            return
        assert recompute(taken) != taken


def test_the_file_gives_back_to_the_disk_what_it_no_longer_needs(old: Path) -> None:
    change(old, OF_SOME_YEARS)
    size = old.stat().st_size
    with opened(old) as store:
        assert store.checkup() == ()
    assert rows(old, "PRAGMA freelist_count") == [(0,)]
    assert old.stat().st_size < size / 3


def test_a_disk_that_is_full_while_the_file_is_rewritten_leaves_the_old_one(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(old, OF_SOME_YEARS)
    before = rows(old, "SELECT * FROM snapshot"), rows(old, "SELECT * FROM journal")
    pages = old.stat().st_size // 4096
    plain = driver.connect

    def small(path: Path, dek: bytes, mode: Mode = Mode.WRITE) -> object:
        connection = plain(path, dek, mode)
        connection.execute(f"PRAGMA max_page_count={pages + 2}")  # no more than on a disk that is full
        return connection

    monkeypatch.setattr(driver, "connect", small)
    with pytest.raises(DiskFull) as caught:
        Store.open(old, PASSWORD)
    monkeypatch.undo()
    assert rows(old, "PRAGMA user_version") == [(12,)]
    assert (rows(old, "SELECT * FROM snapshot"), rows(old, "SELECT * FROM journal")) == before
    said = sentence(caught.value, words("en"))
    assert (said.what, said.safe) == ("The disk is full.", "Everything saved before is safe.")
    with opened(old) as store:
        assert store.checkup() == ()


def test_rewriting_broken_off_at_any_statement_leaves_the_old_file(old: Path) -> None:
    whole = _broken_off(old, None)
    assert whole > 60
    for stop in range(0, whole, 7):
        with pytest.raises(BrokenOff):
            _broken_off(old, stop)
        assert rows(old, "PRAGMA user_version") == [(12,)]
    with opened(old) as store:
        assert store.checkup() == ()


@pytest.mark.skipif(not FORKS, reason="costs seconds a kill")
def test_rewriting_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    seen, whole = set[object](), 60.0  # seconds; how long it takes here is known after the first
    for number in range(12):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = older.version_12(folder)
        here, child = run(writer.migrate_and_end, path, PASSWORD, migrate.SCRIPTS, migrate.SCHEMA)
        assert here.recv() == "ready"
        begun = perf_counter()
        if not here.poll(whole * (number - 1) / 10 if number else whole):
            child.kill()
        child.join()
        whole = whole if number else perf_counter() - begun
        here.close()
        seen |= {version for (version,) in rows(path, "PRAGMA user_version")}
        with opened(path) as store:
            assert store.checkup() == ()
            assert store.read(snapshots.snapshot, 1).results
    assert seen == {12, migrate.SCHEMA}


class BrokenOff(Exception):
    """The program ends here."""


def _broken_off(path: Path, stop: int | None) -> int:
    """Migrate and count the statements; at the number *stop* break off, without it undo at the end."""
    made, count = engine.make(path, DEK), 0

    def counted(*_: object) -> None:
        nonlocal count
        if count == stop:
            raise BrokenOff
        count += 1

    def undo(*_: object) -> None:
        raise ZeroDivisionError

    event.listen(made, "before_cursor_execute", counted)
    try:
        migrate.upgrade(made, path, undo)
    except ZeroDivisionError:
        pass
    finally:
        made.dispose()
    return count
