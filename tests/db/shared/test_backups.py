"""A copy of a database: taken while people work, put into an empty one; nobody who was erased comes back."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import Session

from db.assessing import people
from db.file import copies, restoring
from db.file.store import Store
from db.journal import journal
from db.people import accounts, erasing, organisation
from db.postgresql.store import DatabaseStore
from db.service import logins, opened
from db.service.command_line import main
from domain.login import LoginRole
from domain.people.erasure import Order
from tests.db import sample, server, tampering
from tests.db.conftest import DEK, PASSWORD
from tests.db.service.web.client import FAST, FIRST

type Said = Callable[..., tuple[int, str]]


@pytest.fixture
def place(address: str, tmp_path: Path) -> Path:
    """The file with address and key of the database."""
    made = tmp_path / "place"
    made.write_text(f"{address}\n{DEK.hex()}\n", "utf-8")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the copies go: it has to be there."""
    made = tmp_path / "copies"
    made.mkdir()
    return made


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    monkeypatch.setenv("MERILO_LANG", "en")

    def run(*words: str | Path) -> tuple[int, str]:
        monkeypatch.setenv("MERILO_PASSWORD", PASSWORD)
        done = main([str(word) for word in words])
        told = capsys.readouterr()
        return done, (told.out + told.err).strip()

    return run


def surnames(store: Store | DatabaseStore) -> set[str]:
    return {store.read(people.person, number).surname for number in (1, 2, 3)}


@pytest.fixture
def centre(store: Store) -> Store:
    """HR, an assessor and a candidate; two accounts, both logged in."""
    hr = sample.add(store, "Соколова", is_actor=True)
    store.act_as(hr)
    gromov = sample.add(store, "Громов", is_actor=True)
    case = sample.case(store, sample.candidate(store, "Орлова"))
    store.act_as(gromov)
    sample.sheet(store, case, gromov, said=2)
    for name, person, role in (("sokolova", hr, LoginRole.HR), ("gromov", gromov, LoginRole.ASSESSOR)):
        store.write(accounts.add, name, person, role, (), FAST.derived(FIRST))
        known = store.read(logins.known, name)
        assert known is not None
        store.write(logins.begin, known, f"token of {name}")
    store.act_as(hr)
    return store


def test_a_database_comes_back_from_its_copy_without_those_erased_since_and_nobody_is_logged_in(
    centre: Store, place: Path, folder: Path, tmp_path: Path, said: Said
) -> None:
    seq, head = centre.read(journal.head)
    done, told = said("backup", "--database", place, "--to", folder)
    assert done == 0, told
    (copy,) = folder.iterdir()
    assert told.startswith(f"{copy.name}: ")
    assert f"the journal up to event {seq + 1};" in told  # that it was taken away is in it
    assert (copies.at(copy).seq, centre.read(journal.mac_at, seq)) == (seq + 1, head)
    centre.write(erasing.erase, Order(3, "срок истёк", "Стёртый человек № 1", marks_kept=True))
    centre.write(accounts.close, 2)
    before = copy.read_bytes()
    with server.empty() as address:
        new = tmp_path / "new"
        new.write_text(f"{address}\n", "utf-8")
        done, told = said("restore", copy, "--database", new, "--replaces", place)
        assert (done, "Later events, not in it: 2. Erased again: C-" in told) == (0, True), told
        assert [one.name for one in folder.iterdir()] == [copy.name]  # nothing is left beside it
        with closing(opened.database(new)) as store:
            assert store.checkup() == ()
            assert surnames(store) == {"Соколова", "Громов", "Erased person No. 1"}
            assert [one.uid for one in store.read(erasing.ledger)] == [
                one.uid for one in centre.read(erasing.ledger)
            ]
            assert store.read(accounts.open_logins) == ()
            closed = {one.name: one.closed_at is not None for one in store.read(accounts.accounts)}
            assert closed == {"sokolova": False, "gromov": True}
            store.write(organisation.add_unit, "Цех 1")
    assert copy.read_bytes() == before


def test_a_copy_opens_as_a_file_without_any_server(
    centre: Store, place: Path, folder: Path, tmp_path: Path, said: Said
) -> None:
    new = tmp_path / "новый.merilo"
    done, told = said("backup", "--database", place, "--to", folder)
    assert done == 0, told
    (copy,) = folder.iterdir()
    with pytest.raises(Exception, match=copy.name):  # the key of the service opens no copy
        restoring.restore(copy, new, DEK)
    done, told = said("restore", copy, "--file", new, "--lost")
    assert (done, "whose account was closed is not known" in told, "Later events" in told) == (0, True, False)
    with closing(Store.open(new, PASSWORD)) as store:
        assert store.checkup() == ()
        assert surnames(store) == surnames(centre)
        assert store.read(accounts.open_logins) == ()


def test_what_is_wrong_with_a_copy_or_its_place_is_told_and_nothing_is_left(
    centre: Store, place: Path, folder: Path, tmp_path: Path, said: Said, another: Callable[[], Store]
) -> None:
    done, told = said("backup", "--database", place, "--to", folder)
    assert done == 0, told
    (copy,) = folder.iterdir()
    other, new = tmp_path / "other", tmp_path / "new"
    other.write_text(f"{server.address(another().path.name)}\n{DEK.hex()}\n", "utf-8")
    with server.empty() as address:
        new.write_text(f"{address}\n", "utf-8")

        def refused(*words: str | Path) -> str:
            done, told = said("restore", *words)
            assert (done, new.read_text("utf-8")) == (1, f"{address}\n")
            return told

        told = refused(copy, "--database", new, "--replaces", other)
        assert told == f"“{copy.name}” is not a copy of what it is to replace."
        torn = shutil.copyfile(copy, tmp_path / "torn.merilo-backup")
        content = bytearray(torn.read_bytes())
        content[len(content) // 2] ^= 1
        torn.write_bytes(content)
        sound = "The copy is not what it was when it was made; take another one."
        assert refused(torn, "--database", new, "--lost") == sound
    done, told = said("restore", copy, "--database", place, "--lost")
    assert (done, "does not hold what is needed" in told) == (1, True)  # it has a key already


def test_of_a_database_that_is_not_sound_no_copy_is_made(
    centre: Store, place: Path, folder: Path, said: Said
) -> None:
    def forge(session: Session) -> None:
        tampering.unguarded(session, "mark")
        tampering.run(session, "UPDATE mark SET level = 4 WHERE sheet_id = 1 AND item_id = 1")

    centre.write(forge)
    done, told = said("backup", "--database", place, "--to", folder)
    assert (done, "Problems found: " in told) == (1, True)
    assert list(folder.iterdir()) == []
