"""The whole check: pages beside journal and records, over one state, with the damage of pages told alone."""

import contextlib
import threading
from pathlib import Path

import pytest

from db.file import driver, opening
from db.file.errors import Damaged
from db.file.store import Store
from db.journal import journal
from db.journal.problems import ProblemKind
from domain.progress import Cancelled, Progress
from tests.db import writer
from tests.db.conftest import DEK, PASSWORD


def harmed(path: Path, table: str) -> None:
    """Flip a bit in the first page of a table."""
    with contextlib.closing(driver.connect(path, DEK)) as raw:
        row = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    content = bytearray(path.read_bytes())
    content[(row[0] - 1) * 4096 + 100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("table", ["journal", "person", "plan"])
def test_a_page_that_is_damaged_is_told_alone_whoever_comes_upon_it_first(path: Path, table: str) -> None:
    with contextlib.closing(driver.connect(path, DEK)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("INSERT INTO unit (uid, name, parent_id) VALUES ('0', 'x', 99)")
        raw.execute("CREATE TABLE guest (a)")
    harmed(path, table)
    with contextlib.suppress(Damaged):  # what is asked at opening may lie there
        store = Store.open(path, PASSWORD)
        try:
            assert {one.kind for one in store.checkup()} == {ProblemKind.PAGES}
        finally:
            store.close()


def test_what_is_written_during_the_check_is_of_the_next_one(path: Path) -> None:
    store, ends = Store.open(path, PASSWORD), list[tuple[int, str]]()
    store.write(writer.hire)
    before = store.read(journal.head)

    def work(_done: int, _total: int) -> None:
        store.write(writer.bump, "number")
        ends.append(store.read(journal.head))

    found = store.check(Progress(work))
    assert found.problems == ()
    assert found.end == before != ends[-1]
    assert store.check().end == ends[-1]
    store.close()


def test_a_check_that_is_cancelled_leaves_no_thread_and_no_hold_on_the_file(path: Path) -> None:
    store, progress = Store.open(path, PASSWORD), Progress()
    store.write(writer.hire)
    progress.cancel()
    with pytest.raises(Cancelled):
        store.check(progress)
    assert not [one for one in threading.enumerate() if one.name.startswith("pages")]
    store.write(writer.bump, "number")
    assert store.empty_log()
    assert not opening.has_wal(path)
    assert store.checkup() == ()
    store.close()


def test_a_check_that_is_cancelled_still_tells_the_damage_that_it_found(path: Path) -> None:
    harmed(path, "plan")
    store, progress = Store.open(path, PASSWORD), Progress()
    progress.cancel()
    assert {one.kind for one in store.check(progress).problems} == {ProblemKind.PAGES}
    store.close()


def never(_path: Path) -> bool:
    return False


def test_a_file_open_for_reading_is_checked_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "permitted", never)
    store = Store.open(path, PASSWORD)
    assert store.read_only
    assert store.checkup() == ()
    store.close()
