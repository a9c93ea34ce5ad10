"""A damaged file is read row by row into a new one; what was lost is told, and the damaged file stays."""

import contextlib
import hashlib
import random
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from db.file import driver, keys, migrate
from db.file.damaged import bare, salvage
from db.file.driver import Mode
from db.file.errors import DriverError
from db.file.store import Damaged, Exists, Store, WrongPassword
from db.journal.problems import ProblemKind
from db.people import organisation
from domain.progress import Cancelled, Progress
from tests import prepared
from tests.db.conftest import DEK, PASSWORD
from tests.db.writer import bump
from tests.faults.sizes import size

pytestmark = pytest.mark.of_the_file("a server repairs its own pages")

PAGE = 4096
ROWS = 20_000
COPIES = size("salvages")


def fill(path: Path) -> Path:
    """A file as of some years: twenty thousand rows, so that most pages hold rows."""
    Store.create(path, PASSWORD, dek=DEK, fast=True).store.close()
    with contextlib.closing(driver.connect(path, DEK)) as raw:
        raw.execute(
            "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)"
            " INSERT INTO setting SELECT printf('k%06d', n), hex(randomblob(40)) FROM n",
            (ROWS,),
        )
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "завод.merilo"
    prepared.file(path, "twenty thousand rows", fill)
    return path


def damage(path: Path, *pages: int) -> None:
    """Flip a bit in each of these pages, counted from 1."""
    with path.open("r+b") as file:
        for page in pages:
            at = (page - 1) * PAGE + 1000
            file.seek(at)
            (byte,) = file.read(1)
            file.seek(at)
            file.write(bytes([byte ^ 4]))


def counts(path: Path) -> dict[str, int]:
    with contextlib.closing(driver.connect(path, DEK, Mode.FROZEN)) as raw:
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def pages_of(path: Path, table: str) -> Iterator[int]:
    """Pages whose damage keeps this table from being read to its end, but not the list of tables."""
    trial = path.with_name("trial")
    shutil.copyfile(path, trial)
    for page in range(2, path.stat().st_size // PAGE + 1):
        damage(trial, page)
        if not _read(trial, "SELECT count(*) FROM sqlite_master"):
            found = table == "sqlite_master"
        else:
            found = not _read(trial, f"SELECT * FROM {table} NOT INDEXED")
        damage(trial, page)  # the same bit once more, which makes it sound again
        if found:
            yield page


def _read(path: Path, question: str) -> bool:
    with contextlib.suppress(DriverError), contextlib.closing(driver.connect(path, DEK, Mode.FROZEN)) as raw:
        raw.execute(question).fetchall()
        return True
    return False


def test_one_damaged_page_costs_less_than_a_hundredth_of_the_rows(large: Path, tmp_path: Path) -> None:
    whole, before = large.read_bytes(), counts(large)
    luck, number = random.Random(9), sum(before.values())
    last = len(whole) // PAGE
    tried = 0
    while tried < COPIES:
        page = luck.randrange(200, last + 1)
        large.write_bytes(whole)
        damage(large, page)
        sum_of = hashlib.sha256(large.read_bytes()).digest()
        new = tmp_path / f"{tried}.merilo"
        result = salvage.salvage(large, new, PASSWORD)
        assert hashlib.sha256(large.read_bytes()).digest() == sum_of, "the damaged file is never touched"
        saved = counts(new)
        assert result.saved == sum(saved.values()) - 1, "all but the event of this"
        assert result.saved >= number * 0.99, page
        told = sum((one.lost or 0) + one.orphans for one in result.not_saved)
        assert result.saved + told == number or None in [one.lost for one in result.not_saved], page
        store = Store.open(new, PASSWORD)
        kinds = {problem.kind for problem in store.checkup()}
        store.close()
        assert kinds <= {ProblemKind.JOURNAL, ProblemKind.CONTENT}, page
        tried += 1
        for one in (new, *keys.both(new)):
            one.unlink(missing_ok=True)


def test_a_sound_file_is_salvaged_whole(large: Path, tmp_path: Path) -> None:
    before = counts(large)
    result = salvage.salvage(large, tmp_path / "new.merilo", PASSWORD)
    assert result.not_saved == ()
    assert result.loosened == 0
    assert {one.table: one.saved for one in result.tables} == before
    store = Store.open(tmp_path / "new.merilo", PASSWORD)
    assert store.checkup() == ()
    store.close()


def test_many_damaged_pages_still_leave_the_rest(large: Path, tmp_path: Path) -> None:
    before = counts(large)
    last = large.stat().st_size // PAGE
    damage(large, *random.Random(3).sample(range(250, last), 12))
    result = salvage.salvage(large, tmp_path / "new.merilo", PASSWORD)
    assert result.saved >= sum(before.values()) * 0.9
    assert result.not_saved


def test_a_file_cut_off_in_the_middle_gives_what_comes_before(large: Path, tmp_path: Path) -> None:
    content = large.read_bytes()
    large.write_bytes(content[: len(content) * 3 // 4 + 17])
    result = salvage.salvage(large, tmp_path / "new.merilo", PASSWORD)
    assert result.saved > ROWS // 3


def test_rows_whose_parents_are_lost_are_left_out_and_told(path: Path, tmp_path: Path) -> None:
    """A page of a table that others point at is damaged."""
    before = counts(path)
    damage(path, next(islice(pages_of(path, "item"), 1, None)))
    result = salvage.salvage(path, tmp_path / "new.merilo", PASSWORD)
    lost = {one.table: (one.lost, one.orphans) for one in result.not_saved}
    assert lost["item"][0]
    assert sum(orphans for _lost, orphans in lost.values())
    told = sum((one.lost or 0) + one.orphans for one in result.not_saved)
    assert result.saved + told == sum(before.values())
    store = Store.open(tmp_path / "new.merilo", PASSWORD)
    assert {one.kind for one in store.checkup()} <= {ProblemKind.JOURNAL, ProblemKind.CONTENT}
    store.close()


@pytest.mark.parametrize(
    ("what", "rewritten"),
    [
        ("first page", False),
        ("first page of zeros", True),
        ("list of tables", False),
        ("list of tables", True),
    ],
)
def test_without_its_list_of_tables_every_row_is_saved(
    path: Path, tmp_path: Path, what: str, rewritten: bool
) -> None:
    """The list is on the first page and on others; where a lost table begins is known from the rest."""
    store = Store.open(path, PASSWORD)
    store.write(bump, "count")
    assert not rewritten or store.compact()
    store.close()
    before = counts(path)
    page = next(pages_of(path, "sqlite_master")) if what == "list of tables" else 1
    damage(path, page)
    if what == "first page of zeros":
        path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    sum_of = hashlib.sha256(path.read_bytes()).digest()
    new = tmp_path / "new.merilo"
    result = salvage.salvage(path, new, PASSWORD)
    assert hashlib.sha256(path.read_bytes()).digest() == sum_of
    assert result.not_saved == ()
    assert {one.table: one.saved for one in result.tables} == before
    store = Store.open(new, PASSWORD)
    assert store.checkup() == ()
    assert store.read(organisation.setting, "count") == "1"
    store.close()
    assert [one.name for one in tmp_path.rglob(".merilo-*")] == []


def test_without_its_list_of_tables_a_file_made_before_the_schema_was_stored_is_saved_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables begin where the migrations put them."""
    stored = migrate.STORED
    (tmp_path / "other.sql").write_text(f"-- {migrate.SCHEMA - 1} of-another-version\n", encoding="utf-8")
    monkeypatch.setattr(migrate, "STORED", tmp_path / "other.sql")
    path = tmp_path / "old.merilo"
    Store.create(path, PASSWORD, fast=True, dek=DEK).store.close()
    monkeypatch.setattr(migrate, "STORED", stored)
    before = counts(path)
    damage(path, next(pages_of(path, "sqlite_master")))
    result = salvage.salvage(path, tmp_path / "new.merilo", PASSWORD)
    assert result.not_saved == ()
    assert {one.table: one.saved for one in result.tables} == before


def test_without_its_list_of_tables_what_the_log_holds_is_saved_too(path: Path, tmp_path: Path) -> None:
    """A program was killed while somebody read, so the last acts are in the log alone."""
    page = next(pages_of(path, "sqlite_master"))
    store, reader = Store.open(path, PASSWORD), driver.connect(path, DEK)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()
    for _ in range(3):
        store.write(bump, "count")
    left = tmp_path / "killed" / path.name
    left.parent.mkdir()
    for one in (path, keys.beside(path), path.with_name(f"{path.name}-wal")):
        shutil.copyfile(one, left.with_name(one.name))
    log = left.with_name(f"{left.name}-wal")
    assert log.stat().st_size
    log.write_bytes(log.read_bytes() + bytes(PAGE))  # and an act that was not finished
    reader.close()
    store.close()
    damage(left, page)
    result = salvage.salvage(left, tmp_path / "new.merilo", PASSWORD)
    assert result.not_saved == ()
    store = Store.open(tmp_path / "new.merilo", PASSWORD)
    assert store.checkup() == ()
    assert store.read(organisation.setting, "count") == "3"
    store.close()


def test_a_page_cut_off_in_part_moves_none_that_the_log_holds(path: Path, tmp_path: Path) -> None:
    store, reader = Store.open(path, PASSWORD), driver.connect(path, DEK)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()
    store.write(bump, "count")
    copy, left = tmp_path / "copy", tmp_path / "left" / path.name
    left.parent.mkdir()
    for one in (path, path.with_name(f"{path.name}-wal")):
        shutil.copyfile(one, left.with_name(one.name))
    reader.close()
    store.close()
    content = left.read_bytes()
    code = bare._code(left, DEK, b"")  # pyright: ignore[reportPrivateUsage]
    assert code is not None
    log, _size = bare._logged(left, code)  # pyright: ignore[reportPrivateUsage]
    last = max(one for one in log if one > 2 and one - 1 not in log)
    left.write_bytes(content[: (last - 2) * PAGE + 100])  # the page before it is there in part
    carried = bare._carried(left, DEK, b"", copy, Progress())  # pyright: ignore[reportPrivateUsage]
    assert carried is not None
    assert copy.read_bytes()[(last - 1) * PAGE : last * PAGE] == log[last]


def test_a_table_of_which_nothing_tells_where_it_begins_is_named(path: Path, tmp_path: Path) -> None:
    """The file was migrated long ago, so its tables lie where those of no other file do."""
    with contextlib.closing(driver.connect(path, DEK)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        (sql,) = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'setting'").fetchone()
        rows = raw.execute("SELECT * FROM setting").fetchall()
        raw.execute("DROP TABLE setting")
        raw.execute("CREATE TABLE kept AS SELECT 1")  # takes the page that is free
        raw.execute(sql)
        raw.executemany("INSERT INTO setting VALUES (?, ?)", rows)
        raw.execute("DROP TABLE kept")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = counts(path)
    damage(path, next(pages_of(path, "sqlite_master")))
    result = salvage.salvage(path, tmp_path / "new.merilo", PASSWORD)
    lost = {one.table for one in result.not_saved if one.lost is None}
    assert lost
    whole = {one.table: one.saved for one in result.tables if one.lost == 0 and not one.orphans}
    assert whole == {name: before[name] for name in whole}
    assert len(whole) > len(before) // 2
    store = Store.open(tmp_path / "new.merilo", PASSWORD)
    assert {one.kind for one in store.checkup()} <= {ProblemKind.JOURNAL, ProblemKind.CONTENT}
    store.close()


def test_of_a_file_without_one_sound_page_nothing_is_made(path: Path, tmp_path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(Damaged):
        salvage.salvage(path, tmp_path / "new.merilo", PASSWORD)
    assert sorted(one.name for one in tmp_path.iterdir() if "new" in one.name) == []
    assert [one.name for one in tmp_path.rglob(".merilo-*")] == []


def test_salvage_overwrites_nothing_asks_for_the_password_and_can_be_cancelled(
    path: Path, tmp_path: Path
) -> None:
    damage(path, path.stat().st_size // PAGE)
    with pytest.raises(Exists):
        salvage.salvage(path, path, PASSWORD)
    with pytest.raises(WrongPassword):
        salvage.salvage(path, tmp_path / "new.merilo", "не тот пароль 12")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        salvage.salvage(path, tmp_path / "new.merilo", PASSWORD, progress=progress)
    assert sorted(one.name for one in tmp_path.iterdir() if "new" in one.name) == []


def test_by_the_recovery_code_a_file_is_salvaged_without_its_key_file(path: Path, tmp_path: Path) -> None:
    for one in keys.both(path):
        one.unlink(missing_ok=True)
    salvage.salvage(path, tmp_path / "new.merilo", None, keys.recovery_code(DEK))
    Store.open(tmp_path / "new.merilo", recovery_code=keys.recovery_code(DEK)).close()


def test_a_file_that_is_open_is_salvaged_with_what_its_log_holds(store: Store, tmp_path: Path) -> None:
    reader = driver.connect(store.path, DEK)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()
    store.write(bump, "count")  # stays in the log while somebody reads
    salvage.salvage(store.path, tmp_path / "new.merilo", PASSWORD)
    reader.close()
    store.write(bump, "count")
    assert store.checkup() == ()
    again = Store.open(tmp_path / "new.merilo", PASSWORD)
    assert again.read(organisation.setting, "count") == "1"
    again.close()
