"""A file opens by its password or its recovery code; either is changed by whoever knows one of them."""

import unicodedata
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from db.file import keys
from db.file.store import (
    DiskFull,
    Newer,
    Store,
    WrongPassword,
    WrongRecoveryCode,
)
from db.journal import journal
from db.models import Journal
from domain.password import PasswordTooShort, Tries, WaitFirst
from tests import prepared
from tests.db.conftest import DEK, PASSWORD
from tests.db.file.looking import count, files
from tests.db.writer import bump


def test_a_demo_opens_for_anybody_and_another_file_for_nobody_without_a_password(
    path: Path, tmp_path: Path
) -> None:
    demo = prepared.empty(tmp_path / "demo.merilo")
    assert not Store.needs_password(demo)
    Store.open(demo).close()
    assert Store.needs_password(path)
    with pytest.raises(WrongPassword):
        Store.open(path)


def test_a_wrong_password_changes_nothing(path: Path) -> None:
    before = files(path.parent)
    for password in ("", " ", PASSWORD + " ", PASSWORD.upper(), "верный пароль 13"):
        with pytest.raises(WrongPassword) as caught:
            Store.open(path, password)
        assert caught.value.path == path
    assert files(path.parent) == before


def test_a_password_typed_in_parts_opens(tmp_path: Path) -> None:
    path = tmp_path / "й.merilo"
    Store.create(path, unicodedata.normalize("NFC", "Чей ёжик бойкий"), fast=True).store.close()
    Store.open(path, unicodedata.normalize("NFD", "Чей ёжик бойкий")).close()


def test_the_recovery_code_opens_instead_of_the_password_and_sets_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.merilo"
    made = Store.create(path, PASSWORD, fast=True)
    made.store.write(bump, "count")
    made.store.close()
    store = Store.open(path, recovery_code=made.recovery_code.lower().replace("-", " "))
    assert store.read(count) == 1
    store.change_password("новый пароль 12", made.recovery_code)
    store.close()
    with pytest.raises(WrongPassword):
        Store.open(path, PASSWORD)
    Store.open(path, "новый пароль 12").close()
    Store.open(path, recovery_code=made.recovery_code).close()


@pytest.mark.parametrize("broken", [None, b"{", b"{}"])
def test_the_code_opens_even_when_the_key_file_is_lost_or_broken(path: Path, broken: bytes | None) -> None:
    where = keys.beside(path)
    where.unlink()
    keys.both(path)[1].unlink(missing_ok=True)
    if broken is not None:
        where.write_bytes(broken)
    code = keys.recovery_code(DEK)
    store = Store.open(path, recovery_code=code)
    store.write(bump, "count")
    assert [str(problem) for problem in store.checkup()] == [f"keys: {path.name}.keys"]
    with pytest.raises(WrongRecoveryCode):
        store.change_password("новый пароль 12", PASSWORD)
    store.change_password("новый пароль 12", code)
    assert store.checkup() == ()
    store.close()
    again = Store.open(path, "новый пароль 12")
    assert again.read(count) == 1
    again.close()


def test_the_code_opens_beside_a_newer_key_file_which_stays_as_it_is(path: Path) -> None:
    newer = b'{"format": "merilo-keys", "version": 2}'
    keys.both(path)[1].unlink(missing_ok=True)
    keys.beside(path).write_bytes(newer)
    code = keys.recovery_code(DEK)
    store = Store.open(path, recovery_code=code)
    store.write(bump, "count")
    with pytest.raises(Newer):
        store.change_password("новый пароль 12", code)
    store.close()
    assert keys.beside(path).read_bytes() == newer
    again = Store.open(path, recovery_code=code)
    assert again.read(count) == 1
    again.close()


def test_a_code_of_another_file_is_told_with_and_without_the_key_file(path: Path) -> None:
    before = path.read_bytes()
    other = keys.recovery_code(bytes(32))
    for _ in range(2):
        with pytest.raises(WrongRecoveryCode):
            Store.open(path, recovery_code=other)
        keys.beside(path).unlink(missing_ok=True)
    assert path.read_bytes() == before


def test_a_new_password_opens_at_once_and_the_old_one_no_more(path: Path) -> None:
    store = Store.open(path, PASSWORD)
    store.change_password("другой пароль 12", PASSWORD)
    store.write(bump, "count")
    store.close()
    with pytest.raises(WrongPassword):
        Store.open(path, PASSWORD)
    again = Store.open(path, "другой пароль 12")
    assert again.checkup() == ()
    again.close()


def test_the_end_of_the_journal_noted_in_one_window_never_brings_an_old_password_back(path: Path) -> None:
    first, second = Store.open(path, PASSWORD), Store.open(path, PASSWORD)
    first.write(bump, "count")
    second.change_password("другой пароль 12", PASSWORD)
    first.close()
    second.close()
    with pytest.raises(WrongPassword):
        Store.open(path, PASSWORD)
    Store.open(path, "другой пароль 12").close()


def test_a_password_is_changed_only_by_who_knows_the_old_one_or_the_code_and_that_is_recorded(
    path: Path,
) -> None:
    store = Store.open(path, PASSWORD, tries=Tries(lambda: 0.0))
    before, acts = keys.beside(path).read_bytes(), store.read(journal.head)[0]
    for wrong in (None, "неверный пароль 12"):
        with pytest.raises(WrongPassword):
            store.change_password("новый пароль 12", wrong)
    for short in ("", "одиннадцать", "й" * 11):
        with pytest.raises(PasswordTooShort):
            store.change_password(short, PASSWORD)
    assert keys.beside(path).read_bytes() == before
    assert store.read(journal.head)[0] == acts
    store.change_password("новый пароль 12", PASSWORD)
    store.change_password(PASSWORD, keys.recovery_code(DEK).lower())
    told = store.read(
        lambda session: session.exec(select(Journal).order_by(col(Journal.seq).desc())).all()[:2]
    )
    assert [(row.act, row.subject_kind, row.data) for row in told] == [("password", "file", {})] * 2
    store.close()
    Store.open(path, PASSWORD).close()


def test_a_change_that_cannot_be_committed_leaves_the_old_password(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(path, PASSWORD)
    store.write(bump, "count")

    def full(_session: object) -> None:
        raise DiskFull(path)

    with monkeypatch.context() as patched, pytest.raises(DiskFull):
        patched.setattr(Session, "commit", full)
        store.change_password("новый пароль 12", PASSWORD)
    store.close()
    again = Store.open(path, PASSWORD)
    assert again.checkup() == ()
    again.close()


def test_a_file_gets_no_short_password(tmp_path: Path) -> None:
    for short in ("", "одиннадцать", "e\u0301" * 11):
        with pytest.raises(PasswordTooShort):
            Store.create(tmp_path / "a.merilo", short, fast=True)
    assert list(tmp_path.iterdir()) == []


def test_from_the_third_wrong_password_on_the_next_has_to_wait_and_the_right_one_ends_that(
    path: Path,
) -> None:
    time = 0.0
    tries = Tries(lambda: time)

    def wrong() -> None:
        with pytest.raises(WrongPassword):
            Store.open(path, "неверный пароль 12", tries=tries)

    def early(seconds: int) -> None:
        with pytest.raises(WaitFirst) as caught:
            Store.open(path, PASSWORD, tries=tries)
        assert caught.value.seconds == seconds

    for _ in range(3):
        wrong()
    for wait in (1, 2, 4):
        time += wait - 0.5
        early(1)
        time += 0.5
        wrong()
    time += 8
    store = Store.open(path, PASSWORD, tries=tries)
    for _ in range(3):
        with pytest.raises(WrongPassword):
            store.change_password("новый пароль 12", "неверный пароль 12")
    with pytest.raises(WaitFirst):
        store.change_password("новый пароль 12", PASSWORD)
    store.close()
