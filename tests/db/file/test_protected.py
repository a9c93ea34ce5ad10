"""A file that the system protects is read as far as it can be, and what the system says becomes a kind."""

import errno
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from db.file import driver, opening
from db.file.driver import Mode
from db.file.errors import DriverError, of_sqlite, of_system
from db.file.store import (
    DiskFull,
    ReadOnly,
    Store,
    StoreError,
    Unwritable,
)
from tests.db.conftest import DEK, PASSWORD
from tests.db.file.looking import count, files
from tests.db.writer import bump


def test_a_file_that_the_system_protects_opens_for_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path, PASSWORD)
    store.write(bump, "count")
    store.close()
    before = files(path.parent)
    monkeypatch.setattr(opening, "permitted", lambda _: False)
    store = Store.open(path, PASSWORD)
    assert store.read_only
    assert store.read(count) == 1
    with pytest.raises(ReadOnly):
        store.write(bump, "count")
    with pytest.raises(ReadOnly):
        store.change_password("новый пароль 12", PASSWORD)
    assert store.checkup() == ()
    store.close()
    assert files(path.parent) == before


def test_opening_leaves_what_it_tried_in_the_log_and_does_not_wait_for_the_disk_to_carry_it_over(
    path: Path,
) -> None:
    store = Store.open(path, PASSWORD)
    assert opening.has_wal(path)
    store.close()
    assert not opening.wal(path).exists()


def test_a_protected_file_with_a_log_beside_shows_the_log_where_it_can(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing = Store.open(path, PASSWORD)
    reader = driver.connect(path, DEK)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM setting").fetchone()  # keeps the log from being carried over
    writing.write(bump, "count")
    monkeypatch.setattr(opening, "permitted", lambda _: False)
    store = Store.open(path, PASSWORD)
    assert (store.read_only, store.read(count)) == (True, 1)
    store.close()
    reader.close()
    writing.close()


def test_a_protected_file_whose_log_cannot_be_read_says_so_in_the_check(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening.wal(path).write_bytes(b"not carried over")
    monkeypatch.setattr(opening, "probe", lambda *_: nullcontext(opening.Probed(Mode.FROZEN)))
    store = Store.open(path, PASSWORD)
    assert [str(problem) for problem in store.checkup()] == [f"wal: {path.name}-wal"]
    store.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EACCES, Unwritable),
        (errno.EROFS, Unwritable),
    ],
)
def test_what_the_system_says_becomes_a_kind(path: Path, code: int, kind: type[StoreError]) -> None:
    with pytest.raises(kind) as caught, of_system(path):
        raise OSError(code, "x")
    assert caught.value.path == path


def test_a_mistake_in_a_bare_statement_is_no_fault_of_the_disk(path: Path) -> None:
    raw = driver.connect(path, DEK)
    with pytest.raises(DriverError, match="nowhere"), of_sqlite(path):
        raw.execute("SELECT * FROM nowhere")
    raw.close()


def test_an_error_names_its_file_and_not_where_it_lies(path: Path) -> None:
    assert str(StoreError(path)) == path.name
    assert str(StoreError()) == ""


def test_unknown_errors_of_statements_stay_what_they_are_and_hide_what_was_asked(store: Store) -> None:
    def mistaken(session: Session) -> None:
        session.execute(text("SELECT :name FROM nowhere"), {"name": "Лебедева"})  # pyright: ignore[reportDeprecated]

    with pytest.raises(Exception, match="nowhere") as caught:
        store.read(mistaken)
    assert "Лебедева" not in str(caught.value)
