"""A new file comes whole under a free name, or nothing of it does."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.file import keys
from db.file.store import (
    Exists,
    Store,
    Unwritable,
    WrongRecoveryCode,
)
from tests.db.conftest import PASSWORD
from tests.db.file.looking import files


def test_two_new_files_share_nothing(tmp_path: Path) -> None:
    first = Store.create(tmp_path / "a.merilo", PASSWORD, fast=True)
    second = Store.create(tmp_path / "b.merilo", PASSWORD, fast=True)
    assert first.recovery_code != second.recovery_code
    first.store.close()
    second.store.close()
    with pytest.raises(WrongRecoveryCode):
        Store.open(tmp_path / "a.merilo", recovery_code=second.recovery_code)


def test_creating_over_a_file_or_over_its_keys_is_refused(path: Path, tmp_path: Path) -> None:
    before = files(path.parent)
    with pytest.raises(Exists):
        Store.create(path, PASSWORD, fast=True)
    for one in keys.both(tmp_path / "b.merilo"):  # the second copy may be the last one left
        one.write_bytes(keys.beside(path).read_bytes())
        with pytest.raises(Exists):
            Store.create(tmp_path / "b.merilo", PASSWORD, fast=True)
        one.unlink()
    assert files(path.parent) == before


def test_a_file_that_appears_while_one_is_created_under_its_name_stays_with_its_keys(tmp_path: Path) -> None:
    """As a cloud client or another computer may bring it."""
    path = tmp_path / "new.merilo"

    def somebody() -> datetime:
        if not path.exists():
            path.write_bytes(b"theirs")
            keys.beside(path).write_bytes(b"their keys")
        return datetime.now(UTC)

    with pytest.raises(Exists):
        Store.create(path, PASSWORD, clock=somebody, fast=True)
    assert path.read_bytes() == b"theirs"
    assert keys.beside(path).read_bytes() == b"their keys"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["new.merilo", "new.merilo.keys"]


def test_who_creates_a_file_of_one_name_at_the_same_moment_is_told_and_hinders_nobody(tmp_path: Path) -> None:
    path, met = tmp_path / "new.merilo", list[Path]()

    def somebody() -> datetime:
        if not met and (part := tmp_path / ".merilo-new.merilo.part").exists():
            met.append(part)
            with pytest.raises(Exists):
                Store.create(path, "another password", fast=True)
        return datetime.now(UTC)

    Store.create(path, PASSWORD, clock=somebody, fast=True).store.close()
    assert met
    store = Store.open(path, PASSWORD)
    assert store.checkup() == ()
    store.close()
    assert sorted(files(tmp_path)) == ["new.merilo", "new.merilo.keys", "new.merilo.keys2"]


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, written, last = keys.write_private, list[Path](), [0]

    def refused(path: Path, content: bytes) -> None:
        if content:  # the key file, not the empty database
            written.append(path)
        if content and len(written) == last[0]:
            raise Unwritable(tmp_path)
        write(path, content)

    with pytest.raises(Unwritable):
        Store.create(tmp_path / "no" / "a.merilo", PASSWORD, fast=True)
    monkeypatch.setattr(keys, "write_private", refused)
    for last[0] in (1, 2):  # the key file or its copy
        written.clear()
        with pytest.raises(Unwritable):
            Store.create(tmp_path / "a.merilo", PASSWORD, fast=True)
        assert list(tmp_path.iterdir()) == []


def test_what_a_killed_creation_left_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in (".merilo-a.merilo.part", ".merilo-a.merilo.part-wal", ".merilo-a.merilo.part-shm"):
        (tmp_path / name).write_bytes(b"half")
    Store.create(tmp_path / "a.merilo", PASSWORD, fast=True).store.close()
    assert sorted(files(tmp_path)) == ["a.merilo", "a.merilo.keys", "a.merilo.keys2"]


def test_a_name_whose_creation_was_cut_short_is_free_again(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "b.merilo"
    new.parent.mkdir()
    for one in keys.both(new):
        one.write_bytes(keys.beside(path).read_bytes())
    new.with_name(".merilo-b.merilo.part").write_bytes(b"half")
    Store.create(new, PASSWORD, fast=True).store.close()
    Store.open(new, PASSWORD).close()
    assert sorted(files(new.parent)) == ["b.merilo", "b.merilo.keys", "b.merilo.keys2"]
